"""Faults at every write-type system call of load, publish and watch: python -m tests.etl.faults FOLDER [--limit N]

A home with five builds in it, a corrected and a new file come in; strace kills the load at one call, or fails that call
with a full or a broken disk. Afterwards the build in service must be whole and one of the two right ones, nothing that
was accepted may be missing, what was said must be a sentence, and the same command again must simply succeed and leave
no trace of the accident. One line per point in FOLDER/results.jsonl; a broken run goes on where it stopped.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import random
import re
import shutil
from collections import Counter
from collections.abc import Callable
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from etl.history import Build
from etl.paths import Home
from etl.publish import current, opened, sweep
from etl.store import deliveries, stored_bytes
from etl.warehouse import HERE as ETL
from etl.warehouse import content_hash
from tests.etl.fault_points import Done, Point, points, struck
from tests.etl.fault_scenes import SCENES, Scene
from tests.etl.loads import command

SEED = 20261120
SENTENCE = re.compile(r"[\u4e00-\u9fff].{5,}")
LEFTOVERS = re.compile(r"\.tmp$|\.wal$|unfinished|\.arrow$|/work/")
# What is said in them of who and when decides nothing.
MOMENTS = {"load.lock", "watch.lock", "received.jsonl", "坏.csv.原因.txt"}


class Trial:
    """One scene in a folder: ready to be copied, the two builds that may be in service, the points to strike."""

    def __init__(self, scene: Scene, folder: Path) -> None:
        self.scene, self.folder, self.ready = scene, folder, folder / scene.name
        self.whole: set[str] = set()  # files of builds in which every check holds
        self.recovered: set[str] = set()  # states from which the command again succeeded: they need no second proof
        shutil.rmtree(self.ready, ignore_errors=True)
        scene.make(self.ready)
        self.before = current(Home(self.ready / "home"))
        self.known = deliveries(Home(self.ready / "home"))
        counted = self._copy("counted")
        found = points(self.scene.words(counted), counted, folder / "counted.log")
        new = current(Home(counted / "home"))
        assert new is not None
        self.new = new.content_hash
        # A build's id changes with the code: points are kept under names that don't.
        homes = (self.ready / "home", counted / "home")
        built = sorted({path.stem[10:] for home in homes for path in (home / "builds").glob("warehouse-*.json")})
        self.builds = {f"BUILD{number}": build for number, build in enumerate(built)}
        self.points = [
            replace(point, path=self._named(point.path)) for point in found
            if scene.is_whole or "unfinished" not in point.path
        ]
        shutil.rmtree(counted)

    def _named(self, path: str) -> str:
        for name, build in self.builds.items():
            path = path.replace(build, name)
        return path

    def _found(self, path: str) -> str:
        for name, build in self.builds.items():
            path = path.replace(name, build)
        return path

    def strike(self, point: Point, name: str) -> dict[str, Any]:
        """One fault and what it did; ``problems`` is empty where everything held."""
        folder = self._copy(name)
        there = replace(point, path=self._found(point.path))
        done = struck(self.scene.words(folder), folder, self.folder / f"{name}.log", there)
        served, problems = self._after(folder, done, point)
        problems += self.scene.check(folder)
        sweep(Home(folder / "home"))  # the first thing that a load does
        state = _state(folder)
        if state not in self.recovered:
            again = self._again(folder, point)
            problems += again
            if not again:
                self.recovered.add(state)
        if not problems:
            shutil.rmtree(folder)
            (self.folder / f"{name}.log").unlink(missing_ok=True)
        is_new = served is not None and served.content_hash == self.new
        return {"scene": self.scene.name, **asdict(point), "is_struck": done.is_struck, "code": done.code,
                "served": "new" if is_new else "old", "said": _said(done).replace(str(folder), ""),
                "problems": problems}

    def _again(self, folder: Path, point: Point) -> list[str]:
        """The same command once more, which must simply succeed and leave no trace of the accident."""
        again = command(*self.scene.words(folder))
        last, found = self._after(folder, Done(again.code, again.out, again.err, True), point)
        if again.code:
            found.append(f"failed: {again.err}")
        found += self.scene.check_again(folder)
        if left := [str(path.relative_to(folder)) for path in folder.rglob("*") if LEFTOVERS.search(str(path))]:
            found.append(f"left behind: {left}")
        if last is None or last.content_hash != self.new:
            found.append("the new build is not in service in the end")
        return [f"again: {problem}" for problem in found]

    def _after(self, folder: Path, done: Done, point: Point) -> tuple[Build | None, list[str]]:
        home, problems = Home(folder / "home"), []
        served = current(home)
        if served is None and (self.before is not None or home.current.exists()):
            problems.append("no build in service")
        if served is not None and (seen := _sha256(home.builds / f"warehouse-{served.build}.duckdb")) not in self.whole:
            broken = _broken(home, served)
            problems += broken
            if not broken:
                self.whole.add(seen)
            if served.content_hash not in {self.new, self.before and self.before.content_hash}:
                problems.append("another build in service than the old or the new one")
        if done.code == 0 and (served is None or served.content_hash != self.new):
            problems.append("done was said, and the new build is not in service")
        kept = deliveries(home)
        if kept[: len(self.known)] != self.known:
            problems.append("an earlier delivery is gone")
        for delivery in kept:
            stored_bytes(home, delivery)
        if point.fault == "SIGKILL" and point.process == "load":
            return served, problems
        if done.code not in {0, 1}:
            problems.append(f"ended with {done.code}")
        said = _said(done)
        if done.code and (len(said.splitlines()) != 1 or not SENTENCE.search(said) or "Errno" in said):
            problems.append(f"no sentence: {said}")
        return served, problems

    def _copy(self, name: str) -> Path:
        """A copy of what is ready; builds are linked, for nothing may change them."""
        target = self.folder / f"{self.scene.name}-{name}"
        shutil.rmtree(target, ignore_errors=True)

        def put(source: str, there: str) -> None:
            (os.link if source.endswith(".duckdb") else shutil.copy2)(source, there)

        shutil.copytree(self.ready, target, copy_function=put)
        return target


def _said(done: Done) -> str:
    """What a load says of its failure on standard error, and a watch among its lines."""
    return done.err or "\n".join(line for line in done.out.splitlines() if "未完成" in line or "写不下来" in line)


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _state(folder: Path) -> str:
    """Everything that lies in a folder, but for the moments written down in it."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    held = "".join(f"{path.relative_to(folder)} {_sha256(path)}\n" for path in files if path.name not in MOMENTS)
    dated = "".join(f"{path.relative_to(folder)}\n" for path in files if path.name in MOMENTS)
    return hashlib.sha256((held + dated).encode()).hexdigest()


def _broken(home: Home, served: Build) -> list[str]:
    with opened(home, served) as connection:
        broken = [
            f"{path.stem} does not hold" for path in sorted((ETL / "checks").glob("*.sql"))
            if connection.sql(path.read_text(encoding="utf-8")).limit(1).fetchall()
        ]
        if content_hash(connection) != served.content_hash:
            broken.append("the content is not what the card says")
    return broken


def prove(folder: Path, scenes: list[str], limit: int, say: Callable[[str], None] = print) -> list[dict[str, Any]]:
    """Strike up to ``limit`` more points in an order of the seed; returns every result so far."""
    folder.mkdir(parents=True, exist_ok=True)
    journal = folder / "results.jsonl"
    done = [json.loads(line) for line in journal.read_text().splitlines()] if journal.exists() else []
    trials = {name: Trial(SCENES[name], folder) for name in scenes}
    struck_before = {(one["scene"], Point(**{key: one[key] for key in Point.__annotations__})) for one in done}
    todo = [(name, point) for name, trial in trials.items() for point in trial.points]
    todo = evenly(todo)
    waiting = [one for one in todo if one not in struck_before]
    say(f"{len(todo)} points, {len(waiting)} to go")
    for number, (name, point) in enumerate(waiting[:limit], 1):
        result = trials[name].strike(point, f"point-{os.getpid()}")
        done.append(result)
        with journal.open("a", encoding="utf-8") as out:
            out.write(json.dumps(result, ensure_ascii=False) + "\n")
        if result["problems"]:
            say(f"{number} {point}: {result['problems']}")
            (folder / f"{name}-point-{os.getpid()}").rename(folder / f"failed-{name}-{len(done)}")
    return done


def evenly(points: list[tuple[str, Point]]) -> list[tuple[str, Point]]:
    """In an order of the seed, in turn one of every scene, call and path: a run that is cut short met all of them."""
    random.Random(SEED).shuffle(points)
    met: Counter[tuple[str, str, str]] = Counter()
    turns = []
    for name, point in points:
        key = (name, point.call, re.sub(r"/store/.*", "/store", point.path))
        turns.append((met[key], len(turns)))
        met[key] += 1
    return [points[place] for _, place in sorted(turns)]


def table(done: list[dict[str, Any]]) -> str:
    """The results as Markdown: per call and fault how many points, and which build was in service after them."""
    lines = ["| scene | call | SIGKILL | ENOSPC | EIO | old build in service | new build in service | problems |",
             "|---|---|---|---|---|---|---|---|"]
    hit = [one for one in done if one["is_struck"]]
    groups: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for one in hit:
        groups.setdefault((one["scene"], f"{one['call']}{' (child)' * (one['process'] == 'child')}"), []).append(one)
    for (scene, call), some in [*sorted(groups.items()), (("all", ""), hit)]:
        faults, served = Counter(one["fault"] for one in some), Counter(one["served"] for one in some)
        n_bad = sum(bool(one["problems"]) for one in some)
        lines.append(f"| {scene} | {call} | {faults['SIGKILL']} | {faults['ENOSPC']} | {faults['EIO']} "
                     f"| {served['old']} | {served['new']} | {n_bad} |")
    return "\n".join(lines) + "\n"


def main() -> None:
    """Strike, print the table, keep it beside the results."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--scene", action="append", choices=list(SCENES))
    parser.add_argument("--limit", type=int, default=1_000_000)
    asked = parser.parse_args()
    done = prove(asked.folder.resolve(), asked.scene or list(SCENES), asked.limit)
    (asked.folder / "results.md").write_text(table(done), encoding="utf-8")
    print(table(done))


if __name__ == "__main__":
    main()
