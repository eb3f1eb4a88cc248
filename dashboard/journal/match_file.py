"""The rulings on names as a file of the home, made from the journal alone: an input of the next load.

``<home>/decisions/matches.json`` = {format, seq, hash, rulings, seal}: the last entry on names that it stands at, one
object per ruling in force, and the sha256 of all that as canonical JSON (keys sorted, no spaces, Chinese as it is).
etl/match/rulings.py reads it. Whoever edits it by hand breaks the seal; whoever makes a new seal is found out by
``fault`` here, which makes the file again in memory and compares.
"""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path
from typing import Any

from dashboard.journal.entry import canonical
from dashboard.journal.errors import Broken, unusable
from dashboard.journal.matches import MatchDesk, Matches, Word
from dashboard.journal.store import Journal
from dashboard.journal.witness import alone
from dashboard.language import say

FILE = "matches.json"
FORMAT = 1


def projection(matches: Matches) -> bytes:
    """The file's bytes for these rulings: the same ones whenever it is made."""
    rulings = [_ruling(matches.words[key]) for key in sorted(matches.words)]
    body = {"format": FORMAT, "seq": matches.seq, "hash": matches.hash, "rulings": rulings}
    seal = hashlib.sha256(canonical(body).encode()).hexdigest()
    return (json.dumps(body | {"seal": seal}, ensure_ascii=False, sort_keys=True, indent=1) + "\n").encode()


def write_projection(journal: Journal) -> Path | None:
    """Put the file down in one durable step; None where it says so already, or where nobody ever ruled.

    Raises Broken where the journal is not whole, Unusable where the folder can't be written.
    """
    if faults := journal.faults():
        raise Broken(faults)
    path = journal.folder / FILE
    try:
        with alone(journal.folder) as folder:  # read inside the lock: a slower writer must not put back an older one
            matches = MatchDesk(journal).read()
            wanted = projection(matches)
            if _held(path) == (wanted if matches.seq else None):
                return None
            temporary = path.with_name(f".{path.name}.tmp")
            with temporary.open("wb") as out:
                out.write(wanted)
                out.flush()
                os.fsync(out.fileno())
            os.replace(temporary, path)
            os.fsync(folder)
    except OSError as error:
        raise unusable(error, journal.folder, waited_s=journal.patience_s) from error
    return path


def fault(journal: Journal) -> str:
    """What is wrong with the file against the journal, as a sentence; '' where it is what the journal says."""
    matches, held = MatchDesk(journal).read(), _held(journal.folder / FILE)
    if held == (projection(matches) if matches.seq else None):
        return ""
    if held is None:
        return say("核对结果文件 {file} 不见了", file=FILE)
    return say("核对结果文件 {file} 与决策记录不一致，可能被改动过或换成了较早的", file=FILE)


def _held(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


def _ruling(word: Word) -> dict[str, Any]:
    place = word.place
    return {
        "spelling": place.spelling, "name": place.name, "file": place.file, "row": place.row,
        "row_text": place.row_text, "verdict": word.verdict, "credit_code": word.credit_code,
        "apart": list(word.apart), "reason": word.reason, "ruled_by": word.actor, "ruled_at": word.at, "seq": word.seq,
    }
