"""The versions of every file name: as delivered, and as returned inside a reply workbook.

Which version is in force follows from the order of delivery alone: the newest readable one. A returned reply counts
as a newer version of each file whose sheets it holds, as long as it was made from the version that is in force when
it arrives; the same reply coming back again replaces what it brought the first time.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from etl.cards import Card
from etl.errors import FileRefused, LoadError
from etl.parser import Parser
from etl.paths import Home
from etl.recognition import Recognised, recognise
from etl.reply_map import MapLine, ReplyMap, may_be_reply, reply_map, returned_sheets
from etl.screen import container
from etl.sheet_text import SheetText
from etl.store import Delivery, content, stored_bytes

Found = list[tuple[int, SheetText, Recognised | None]]


@dataclass(frozen=True)
class Returned:
    """How a version came back: the reply workbook's name, its number and the lines of its map for this file."""

    reply: str
    number: str
    lines: tuple[MapLine, ...]

    @property
    def base_sha256(self) -> str:
        """The version the reply was made from."""
        return self.lines[0].base_sha256


@dataclass(frozen=True)
class Version:
    """One version of a name; the bytes with this hash hold it, together with others where it was ``returned``."""

    name: str
    sha256: str
    n_bytes: int
    returned: Returned | None = None

    @property
    def identity(self) -> str:
        """Equal for the same content: the hash, and for a part of a reply also whose part it is."""
        return f"{self.sha256}/{self.name}" if self.returned else self.sha256


@dataclass
class Versions:
    """``names``: name → its versions, oldest first, each content once at its last delivery; ``replies``: the
    deliveries that are reply workbooks, with their maps."""

    names: dict[str, list[Version]] = field(default_factory=dict)
    replies: dict[Delivery, ReplyMap] = field(default_factory=dict)


class Reading:
    """Reads versions, each once until its name is ``done``. Refusals are remembered like contents.

    ``unknown`` makes the refusal of a file whose sheets are of no kind.
    """

    def __init__(
        self, home: Home, parser: Parser, known: Sequence[Card],
        unknown: Callable[[Sequence[SheetText], Sequence[Card]], FileRefused],
    ) -> None:
        self._home, self._parser, self._known, self._unknown = home, parser, known, unknown
        self._replies: dict[str, list[SheetText]] = {}
        self._found: dict[str, Found | FileRefused] = {}

    def versions(self, deliveries: Sequence[Delivery]) -> Versions:
        """The deliveries as versions, returned replies taken apart. A damaged reply stays a file of its own name."""
        found = Versions()
        names: dict[str, dict[str, Version]] = {}
        maps: dict[str, ReplyMap | None] = {}
        for delivery in deliveries:
            if delivery.sha256 not in maps:
                maps[delivery.sha256] = self._map(delivery)
            plan = maps[delivery.sha256]
            if plan is None:
                parts = [Version(delivery.name, delivery.sha256, delivery.n_bytes)]
            else:
                found.replies[delivery] = plan
                parts = [
                    Version(file, delivery.sha256, delivery.n_bytes, Returned(delivery.name, plan.number, lines))
                    for file, lines in plan.files().items()
                ]
            for part in parts:
                versions = names.setdefault(part.name, {})
                versions.pop(part.identity, None)
                versions[part.identity] = part
        found.names = {name: list(versions.values()) for name, versions in names.items()}
        return found

    def _map(self, delivery: Delivery) -> ReplyMap | None:
        """The map of a delivery; None where it is no reply, or a damaged one: that is refused under its own name."""
        if not may_be_reply(content(self._home, delivery.sha256)):
            return None
        try:
            sheets = self._parsed(delivery)
            found = reply_map(sheets)
        except LoadError:
            return None
        if found is not None:
            self._replies[delivery.sha256] = sheets
        return found

    def _parsed(self, item: Delivery | Version) -> list[SheetText]:
        if item.sha256 in self._replies:
            return self._replies[item.sha256]
        payload = stored_bytes(self._home, Delivery(item.name, item.sha256, item.n_bytes))
        return self._parser.sheets(content(self._home, item.sha256), container(payload))

    def service_sheets(self, delivery: Delivery, plan: ReplyMap) -> list[tuple[int, SheetText]]:
        """The sheets of a returned reply that replace nothing: the list, the map and whatever was added."""
        mapped = {line.reply_sheet for line in plan.lines}
        return [(order, sheet) for order, sheet in enumerate(self._parsed(delivery)) if sheet.name not in mapped]

    def done(self, versions: Sequence[Version]) -> None:
        """Forget the contents of a name: a load holds one name at a time, and the replies."""
        for version in versions:
            self._found.pop(version.identity, None)

    def sheets(self, versions: Sequence[Version], index: int) -> Found:
        """The sheets of a version with their place and kind.

        Raises FileRefused where it can't be read, has no sheet of any kind, or was returned too late.
        """
        version = versions[index]
        if version.identity not in self._found:
            try:
                self._found[version.identity] = self._read(versions, index)
            except FileRefused as refusal:
                self._found[version.identity] = refusal
        return _given(self._found[version.identity])

    def in_force(self, versions: Sequence[Version]) -> int | None:
        """Which of the versions is in force: the newest readable one; None where none is."""
        for index in reversed(range(len(versions))):
            try:
                self.sheets(versions, index)
            except FileRefused:
                continue
            return index
        return None

    def _read(self, versions: Sequence[Version], index: int) -> Found:
        version = versions[index]
        if version.returned is None:
            sheets = self._parsed(version)
            reply_map(sheets)  # raises where a reply's map was changed: its sheets must not load under its own name
            placed = list(enumerate(sheets))
        else:
            self._settle(versions, index, version.returned)
            placed = returned_sheets(self._parsed(version), version.returned.lines)
        found = [
            (order, sheet, None if sheet.is_hidden or sheet.left else recognise(sheet, self._known))
            for order, sheet in placed
        ]
        if not any(match for _, _, match in found):
            raise self._unknown([sheet for _, sheet, _ in found], self._known)
        return found

    def _settle(self, versions: Sequence[Version], index: int, returned: Returned) -> None:
        """Refuse a reply made from another version than the one in force when it came back."""
        before = self.in_force(versions[:index])
        head = versions[before] if before is not None else None
        if head is not None and (
            head.sha256 == returned.base_sha256 or (head.returned and head.returned.number == returned.number)
        ):
            return
        name = versions[index].name
        if head is None:
            raise FileRefused(
                "reply_without_file", f"回执针对的「{name}」不在库中，无法取代",
                f"请直接提交完整的「{name}」",
            )
        raise FileRefused(
            "reply_outdated",
            f"回执针对「{name}」的旧版（指纹 {returned.base_sha256[:8]}），在它交回之前已有新版入库"
            f"（指纹 {head.sha256[:8]}），为免覆盖新版，未采用",
            f"请在新版的回执上更正，或更正完整的「{name}」后以原文件名提交",
        )


def _given(held: Found | FileRefused) -> Found:
    if isinstance(held, FileRefused):
        raise held
    return held
