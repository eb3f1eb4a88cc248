"""``python -m tests.language --home DIR``: bring the catalogue up to date with the code and the sample's vocabulary.

New texts are added without a translation, texts that nobody says any more are dropped.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from dashboard.language import CATALOGUE
from queries import warehouse
from tests.language.messages import spoken, vocabulary


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.language", description=__doc__)
    parser.add_argument("--home", type=Path, required=True, help="a home with the sample loaded")
    texts = vocabulary(warehouse(parser.parse_args().home)) | spoken()
    known: dict[str, str] = {}
    if CATALOGUE.is_file():
        with CATALOGUE.open("rb") as source:
            known = {str(one.id): str(one.string) for one in read_po(source) if one.id}
    catalogue = Catalog(locale="en", project="zhizao", fuzzy=False)
    for words, where in sorted(texts.items(), key=lambda item: (item[1], item[0])):
        catalogue.add(words, known.get(words, ""), locations=[(where, None)])
    CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
    with CATALOGUE.open("wb") as target:
        write_po(target, catalogue, width=0, omit_header=True)
    missing = sum(1 for one in catalogue if one.id and not one.string)
    print(f"{len(texts)} texts, {missing} without a translation, {len(known.keys() - texts.keys())} dropped")


if __name__ == "__main__":
    main()
