"""What people ruled on names, as the journal's projection ``<home>/decisions/matches.json`` states it.

The dashboard writes the file from its journal alone (dashboard/journal/match_file.py); here it is read as one of the
inputs of a build. A file that was edited, torn, moved away or put back to an earlier day stops the load with what to
do: a match that silently falls away would move money.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from etl.errors import LoadError
from etl.paths import Home

FILE = "matches.json"
FORMAT = 1
REMAKE = "请运行 python -m dashboard match rebuild，由决策记录重新生成后再入库"


class Ruling(BaseModel):
    """A person's word on a name: ``verdict`` same (this code), none (nobody on the ledger) or '' (only ``apart``).

    It holds for the name wherever it stands (``file`` is ''), or for one row of one file as long as that row says
    ``row_text``. ``apart`` are credit codes that are not meant.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    spelling: str
    name: str
    file: str = ""
    row: int = 0
    row_text: str = ""
    verdict: str
    credit_code: str = ""
    apart: tuple[str, ...] = ()
    reason: str
    ruled_by: str
    ruled_at: str
    seq: int


@dataclass(frozen=True)
class Rulings:
    """All rulings in force and the entry of the journal they stand at: (0, '') where nothing was ever ruled.

    ``payload``: the file as it lay there, to be kept with the builds that it went into.
    """

    seq: int = 0
    hash: str = ""
    rulings: tuple[Ruling, ...] = ()
    payload: bytes = field(default=b"", compare=False, repr=False)

    @property
    def digest(self) -> str:
        """What a build depends on; '' where nothing was ever ruled."""
        return hashlib.sha256(_canonical(_body(self)).encode()).hexdigest() if self.seq else ""

    def on(self, spelling: str, file: str, row: int, row_text: str) -> Ruling | None:
        """The ruling on a row: one on this very row goes before one on its name."""
        here = self._by_place.get((spelling, file, row))
        return here if here and here.row_text == row_text else self._by_place.get((spelling, "", 0))

    @cached_property
    def _by_place(self) -> dict[tuple[str, str, int], Ruling]:
        return {(one.spelling, one.file, one.row): one for one in self.rulings}


def read_rulings(home: Home) -> Rulings:
    """The rulings of a home; none where nobody ever ruled. Raises LoadError for a file that is not what was written."""
    try:
        payload = (home.path / "decisions" / FILE).read_bytes()
    except FileNotFoundError:
        return Rulings()
    except OSError as error:
        raise LoadError(f"{FILE} 读不出来（{type(error).__name__}），数据版本保持不变。{REMAKE}") from error
    return rulings_of(payload)


def rulings_of(payload: bytes) -> Rulings:
    """The rulings that a file states. Raises LoadError where its seal is broken or it can't be read."""
    try:
        found = json.loads(payload)
        seal = found.pop("seal")
        if found["format"] != FORMAT:
            raise LoadError(f"{FILE} 是另一种版本（{found['format']}）的核对结果。{REMAKE}")
        if hashlib.sha256(_canonical(found).encode()).hexdigest() != seal:
            raise LoadError(f"{FILE} 的内容与校验值不符，可能被手工改动过，数据版本保持不变。{REMAKE}")
        rulings = tuple(Ruling(**one) for one in found["rulings"])
        return Rulings(int(found["seq"]), str(found["hash"]), rulings, payload)
    except (ValueError, KeyError, TypeError, AttributeError, ValidationError) as error:
        raise LoadError(f"{FILE} 读不出来（{type(error).__name__}），数据版本保持不变。{REMAKE}") from error


def check_not_older(now: Rulings, before: Iterable[tuple[int, str]]) -> None:
    """Raises LoadError where the build in service was made from later rulings than there are now."""
    for seq, digest in before:
        if now.seq < seq or (now.seq == seq and now.hash != digest):
            gone = f"现在只到第 {now.seq} 条" if now.seq else f"现在没有 {FILE}"
            raise LoadError(
                f"现用数据版本依据的名称核对到决策记录第 {seq} 条，{gone}：核对结果不见了或换成了较早的，"
                f"数据版本保持不变。{REMAKE}"
            )


def ruling_rows(rulings: Rulings) -> list[dict[str, Any]]:
    """One row per ruling for the warehouse, apart joined by ；."""
    return [one.model_dump() | {"apart": "；".join(one.apart)} for one in rulings.rulings]


def _body(rulings: Rulings) -> dict[str, Any]:
    return {
        "format": FORMAT, "seq": rulings.seq, "hash": rulings.hash,
        "rulings": [one.model_dump(mode="json") for one in rulings.rulings],
    }


def _canonical(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
