"""People at the page 名单, each with a session of their own, in a home where they may decide."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from pathlib import Path

import openpyxl
from streamlit.testing.v1 import AppTest

from dashboard.journal.book import Book, Listing, replay
from dashboard.journal.store import Journal
from dashboard.list_desk.outcome import last_entry
from tests.served import SAMPLE, load

APP = Path(__file__).resolve().parents[2] / "dashboard" / "app.py"
CHANGED, GONE_ROW, GONE = "重固镇.xlsx", 6, "GJ2023-0041"


def own_home(source: Path, folder: Path) -> Path:
    """A home with the builds of another, which stay shared and unchanged, and no decisions."""
    builds = folder / "builds"
    builds.mkdir(parents=True)
    for path in (source / "builds").iterdir():
        if path.suffix == ".duckdb":
            os.link(path, builds / path.name)
        else:
            shutil.copy(path, builds / path.name)
    return folder


def with_newer_build(source: Path, folder: Path) -> Path:
    """A copy of a home with the sample into which one town sent its workbook again, without one application."""
    home = folder / "home"
    shutil.copytree(source, home, ignore=shutil.ignore_patterns("decisions"))
    book = openpyxl.load_workbook(SAMPLE / CHANGED)
    sheet = book["申报项目"]
    assert GONE in [cell.value for cell in sheet[GONE_ROW]]
    sheet.delete_rows(GONE_ROW)
    (folder / "in").mkdir()
    book.save(folder / "in" / CHANGED)
    return load(folder / "in", home)


@dataclass
class Planner:
    """One person's browser at the page. ``app`` is its last run."""

    home: Path
    app: AppTest
    track: str

    def listing(self, number: int = 1) -> Listing:
        """A list of the track as the journal has it."""
        return self.book().lists[f"national-2023-{self.track}-{number}"]

    def book(self) -> Book:
        """What the journal has, read by another connection."""
        journal = Journal(self.home / "decisions")
        book = replay(journal.entries(f"national-2023/{self.track}"))
        journal.close()
        return book

    def click(self, label: str) -> Planner:
        """Press the button with these words."""
        (button,) = [one for one in self.app.button if one.label == label]
        button.click().run()
        assert [str(one.value) for one in self.app.exception] == []
        return self

    def type(self, label: str, words: str, step: str = "") -> Planner:
        """Fill a field for a reason, of the step whose name begins so; the page hears of it with the next click."""
        fields = [one for one in self.app.text_area if one.label == label]
        (field,) = [one for one in fields if str(one.key).partition("-")[2].startswith(step)]
        field.input(words)
        return self

    def choose(self, option: str) -> Planner:
        """Press one of the buttons that exclude each other."""
        (group,) = [one for one in self.app.button_group if option in one.options]
        group.select(option).run()
        return self

    def select(self, project_id: str) -> Planner:
        """Tick the row of a project in the list this person sees."""
        listing = self.listing()
        numbers = [row.project_id for row in listing.rows]
        self.app.session_state[f"places-{listing.id}-{last_entry(listing)}"] = {
            "selection": {"rows": [numbers.index(project_id)], "columns": [], "cells": []}
        }
        self.app.run()
        return self

    def look(self) -> Planner:
        """Draw the page again."""
        self.app.run()
        return self

    @property
    def said(self) -> str:
        """Everything on the page outside tables."""
        kinds = ("error", "warning", "info", "success", "text", "caption", "markdown", "subheader")
        return "\n".join(str(one.value).replace("\\", "") for kind in kinds for one in getattr(self.app, kind))

    @property
    def figures(self) -> dict[str, str]:
        """The large figures."""
        return {one.label: one.value for one in self.app.metric}


def planner(home: Path, name: str, track: str = "scene", **query: str) -> Planner:
    """Somebody who opened the page and gave this name."""
    app = AppTest.from_file(str(APP), default_timeout=30)
    if name:
        app.session_state["actor"] = name
    for key, value in query.items():
        app.query_params[key] = value
    if track != "scene":
        app.query_params["track"] = track
    app.switch_page("app_pages/lists.py")
    app.run()
    assert [str(one.value) for one in app.exception] == []
    return Planner(home, app, track)
