"""Measure speed and memory at several sizes: `python -m tests.bench [--scales 1,10,100]`.

Writes `tests/bench/RESULTS.md`. Nothing here asserts a time: a slow machine is not a fault.
"""

import argparse
import sys
import tempfile
from pathlib import Path

from .large import large_parts, measure_large
from .report import report
from .scales import Scale, measure_scale
from .selection import measure_selection
from .speed import measure_speed

HERE = Path(__file__).resolve().parent


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.bench", description="Measure load, questions and pages."
    )
    parser.add_argument("--scales", default="1,10,100", help="multiples of the sample (default 1,10,100)")
    parser.add_argument(
        "--out", type=Path, default=HERE / "RESULTS.md", help="default RESULTS.md beside this"
    )
    parser.add_argument("--note", default="", help="a sentence about the machine for the report")
    parser.add_argument("--no-speed", action="store_true", help="leave out browser, throughput and memory")
    parser.add_argument("--no-large", action="store_true", help="leave out the largest files")
    parser.add_argument("--large", action="store_true", help="print the table of the largest files and nothing else")
    options = parser.parse_args()
    if options.large:
        print("\n\n".join(large_parts(measure_large())))
        return
    scales: list[Scale] = []
    for factor in sorted({int(word) for word in options.scales.split(",")}):
        with tempfile.TemporaryDirectory(prefix="zhizao-bench-") as folder:
            scales.append(measure_scale(factor, Path(folder), _say))
    large = [] if options.no_large else measure_large()
    _say("selection …")
    selection = measure_selection()
    speed = {} if options.no_speed else measure_speed()
    command = f"python -m tests.bench --scales {','.join(str(scale.factor) for scale in scales)}"
    options.out.write_text(report(scales, large, selection, speed, command, options.note), encoding="utf-8")
    print(f"{options.out.name} written")


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
