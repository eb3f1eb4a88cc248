"""What must hold of data/forms: every label leads to a field of a card, every list is known by its own headings."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from etl.cards import Card
from etl.forms.cards import Form, plain
from etl.problems import repeated, sentences


def form_problems(folder: Path, cards: Sequence[Card]) -> list[str]:
    """Sentences about the forms of a data folder; a district without any has none."""
    problems: list[str] = []
    fields = {card.kind: {field.name for field in card.field} for card in cards}
    for path in sorted(folder.glob("*.toml")):
        try:
            form = Form.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
        except ValidationError as error:
            problems += sentences(path.name, error)
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            problems.append(f"{path.name}：整个文件：读不出来（{error}）")
        else:
            problems += _form_problems(path.name, form, fields)
    return problems


def _form_problems(file: str, form: Form, fields: Mapping[str, set[str]]) -> list[str]:
    asked: list[tuple[str, str]] = [("given", key) for key in form.given] + [("town", key) for key in form.town]
    for label in form.label:
        asked += [(f"label {label.label}", key) for key in label.to]
    for listing in form.listing:
        asked += [(f"listing {listing.first}", f"{listing.kind}.{name}") for name in listing.columns.values() if name]
        asked += [(f"listing {listing.first}", key) for key in listing.given]
    problems = [
        f"{file}：{where}：没有 {key} 这个字段" for where, key in asked
        if key.partition(".")[2] not in fields.get(key.partition(".")[0], set())
    ]
    problems += [
        f"{file}：listing：{first} 不在 columns 里" for listing in form.listing for first in listing.first
        if first not in listing.columns
    ]
    problems += [
        f"{file}：label {label.label}：read = ticked 须写 options" for label in form.label
        if label.read == "ticked" and not label.options
    ]
    spelled: list[Any] = [plain(text) for label in form.label for text in (label.label, *label.variants)]
    return problems + repeated(file, "label", spelled)
