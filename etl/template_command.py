"""``python -m etl template``: blank application forms and blank workbooks."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from etl.cards import Card, cards
from etl.durable import write_bytes
from etl.errors import LoadError
from etl.forms.cards import forms
from etl.recognition import with_metrics
from etl.template.blank_form import blank_form
from etl.template.blank_workbook import blank_workbook
from etl.vocabulary import Vocabulary

# The kinds in the order of the intake contract; kinds that another district adds follow.
ORDER = ("enterprise", "finance", "project", "instance", "investment", "outcome", "award", "payment", "budget",
         "diagnosis", "stage_event")
ALL = "全部"


def blanks(words: Vocabulary) -> dict[str, tuple[str, Callable[[], bytes]]]:
    """File name and contents of every blank, by kind: the eleven kinds, all of them in one book, the forms."""
    known = {card.kind: card for card in with_metrics(cards(), words)}
    ordered = [known[kind] for kind in ORDER if kind in known]
    others = [card for kind, card in sorted(known.items()) if kind not in ORDER]

    def book(of: list[Card]) -> Callable[[], bytes]:
        return lambda: blank_workbook(of, words)

    found = {card.title: (f"空白表_{card.title}.xlsx", book([card])) for card in [*ordered, *others]}
    found[ALL] = ("空白表_全部.xlsx", book(ordered))
    for form in forms():
        name = form.title.partition(" ")[0]
        sign = form.sign.strip("（）")
        found[name] = (f"空白申报书_{name}_{sign}.docx", lambda form=form: blank_form(form))  # type: ignore[misc]
    return found


def asked(kind: str, names: dict[str, tuple[str, Callable[[], bytes]]]) -> str | None:
    """The blank meant by a kind's id, its title, a form's number (附件3-1, 3-1) or sign (优秀场景)."""
    ids = {card.kind: card.title for card in cards()} | {"all": ALL}
    for form in forms():
        name = form.title.partition(" ")[0]
        ids |= {form.form: name, form.sign.strip("（）"): name, name.removeprefix("附件"): name}
    found = ids.get(kind, kind)
    return found if found in names else None


def write_templates(words: Callable[[], Vocabulary], kind: str | None, out: Path) -> None:
    """Write one blank to the file ``out``, or all of them into the folder ``out``; says what was written."""
    try:
        names = blanks(words())
    except LoadError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(1) from None
    wanted = asked(kind, names) if kind else None
    if kind and wanted is None:
        typer.echo(f"没有「{kind}」这种空白表，可选：{'、'.join(names)}", err=True)
        raise typer.Exit(2)
    chosen = [wanted] if wanted else list(names)
    try:
        for name in chosen:
            file, made = names[name]
            target = out / file if kind is None or out.is_dir() else out
            if target.suffix and target.suffix != Path(file).suffix:
                typer.echo(f"「{name}」是 Word 或 Excel 文件，请把 --out 的扩展名改成 {Path(file).suffix}", err=True)
                raise typer.Exit(2)
            write_bytes(target, made())
            typer.echo(f"已生成 {target}")
    except OSError as error:
        typer.echo(f"写不进 {out}（{error.strerror}），请换一个位置", err=True)
        raise typer.Exit(1) from None


KindArgument = Annotated[str | None, typer.Argument(help="一种空白表：企业、申报项目、附件3-1 等；不写则全部生成")]
OutOption = Annotated[Path, typer.Option("--out", help="写到哪里：一种时是文件，全部时是文件夹")]
