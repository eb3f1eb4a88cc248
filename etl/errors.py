"""Faults that stop a file or a load, each a sentence a planner can act on."""


class LoadError(Exception):
    """A load can't go on. ``str()`` is one Chinese line: what was found and what to do."""


class FileRefused(LoadError):
    """One delivered file can't be read; the others go on.

    ``rule`` is an id of data/reference/rules.toml, ``reason`` and ``action`` are Chinese sentences.
    """

    def __init__(self, rule: str, reason: str, action: str) -> None:
        super().__init__(f"{reason}。{action}")
        self.rule = rule
        self.reason = reason
        self.action = action


class DataInvalid(LoadError):
    """Our own data (packs, layouts, reference) is wrong; lists every problem with file and key."""


class HomeLocked(LoadError):
    """Another load is at work in the same home; the message says which process and since when."""


class CheckFailed(LoadError):
    """A snapshot broke a sentence of etl/checks; it is not published and the last good one stays."""
