"""Several applicants in one form: each is a row of its own, the project stands under the first."""

from __future__ import annotations

import re
import unicodedata

from etl.forms.cards import plain
from etl.forms.filled import Filled, Record, Value
from etl.forms.form_notes import Notes

CODE = re.compile(r"(?<![0-9A-Z])[0-9A-HJ-NPQRTUWXY]{18}(?![0-9A-Z])")
BETWEEN = re.compile(r"[\n、；;，,/]+|(?<=公司)\s+|(?:联合体)?牵头单位[:：]|成员单位[:：]")


def split_applicants(filled: Filled, notes: Notes) -> None:
    """Split a cell of several names and as many codes, and say who besides the first applies.

    As many codes as names or nothing is split: a wrong guess would give a firm another's code.
    """
    firms = filled.records.get("enterprise", [])
    if firms and "enterprise" in firms[0].values and "credit_code" in firms[0].values:
        name, code = firms[0].values["enterprise"], firms[0].values["credit_code"]
        names = _parts(name.text)
        codes = CODE.findall(unicodedata.normalize("NFKC", code.text).upper())
        if len(codes) > 1 and len(codes) == len(names):
            for number, (one, its) in enumerate(zip(names, codes, strict=True)):
                pair = {"enterprise": Value(one, name.place), "credit_code": Value(its, code.place)}
                if number:
                    firms.insert(number, Record(pair, applicant=100 + number))
                else:
                    firms[0].values |= pair
                    for project in filled.records.get("project", [])[:1]:
                        project.values |= pair
    named = [record.values["enterprise"] for record in firms if "enterprise" in record.values]
    known = {plain(value.text) for value in named}
    cover = _parts(filled.names.text) if filled.names else []
    strangers = [one for one in cover if plain(one) not in known]
    if strangers and len(cover) == 1 and len(named) == 1 and named[0].text and filled.names:
        filled.conflicts.append(("申报单位", named[0], filled.names))
    others = [value.text for value in named[1:]] + (strangers if len(cover) > 1 else [])
    if not others and named:
        others = _parts(named[0].text)[1:]
    if others:
        notes.add("joint_applicants", raw="、".join(dict.fromkeys(others)), other=str(len(dict.fromkeys(others))))


def _parts(text: str) -> list[str]:
    return [part for one in BETWEEN.split(text) if (part := one.strip())]
