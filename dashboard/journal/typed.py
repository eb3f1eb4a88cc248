"""What people type, names and reasons: made visible, compared as a reader would, refused where it says nothing.

A name is only what somebody typed until logins exist. These rules keep one person from passing for two by spelling:
full-width or inner spaces, zero-width marks, case, accents. They can't tell 张 from 張, or a lie from the truth.
"""

from __future__ import annotations

import unicodedata

from dashboard.journal.errors import Refused
from dashboard.language import say

LONGEST_NAME = 40
LONGEST_REASON = 1_000
# Letters by category and yet drawn as nothing: Hangul fillers, Khmer inherent vowels; the empty Braille pattern.
BLANK_LETTERS = "\u115f\u1160\u3164\uffa0\u17b4\u17b5\u034f\u2800"


def visible(text: str) -> str:
    """The text without control, zero-width and direction marks, every run of white space one space."""
    kept = (
        " " if character.isspace() else character
        for character in unicodedata.normalize("NFC", text)
        if character.isspace() or (unicodedata.category(character)[0] != "C" and character not in BLANK_LETTERS
                                   and not "\ufe00" <= character <= "\ufe0f")
    )
    return " ".join("".join(kept).split())


def person(actor: str) -> str:
    """The name as it is put down. Raises Refused for one without a letter, or too long to be one."""
    name = visible(actor)
    if not any(unicodedata.category(character)[0] == "L" for character in name):
        raise Refused(say("请先填写经办人姓名"))
    if len(name) > LONGEST_NAME:
        raise Refused(say(
            "经办人姓名有 {name} 个字，最多 {longest_name} 个",
            name=len(name), longest_name=LONGEST_NAME,
        ))
    return name


def identity(actor: str) -> str:
    """What two spellings of one name share: letters and digits only, without case, width and accents."""
    plain = unicodedata.normalize("NFKD", visible(actor)).casefold()
    return "".join(character for character in plain if unicodedata.category(character)[0] in "LN")


def says_something(reason: str) -> bool:
    """Whether a reason has at least two different letters: not blank, no mere punctuation, no repeated key."""
    letters = {one for one in visible(reason) if unicodedata.category(one)[0] == "L"}
    return len(letters) > 1


def check_reason(reason: str) -> None:
    """Raises Refused for a reason that says nothing or is too long for a sheet."""
    if not says_something(reason):
        raise Refused(say("请写明原因（至少两个不同的字，标点、数字和空格不算）"))
    if len(reason) > LONGEST_REASON:
        raise Refused(say(
            "原因有 {reason} 个字，最多 {longest_reason} 个，请写得简短些",
            reason=len(reason), longest_reason=LONGEST_REASON,
        ))
