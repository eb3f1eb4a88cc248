"""The check of a returned sheet on a page says what the command says and keeps nothing."""

from __future__ import annotations

from pathlib import Path

from streamlit.testing.v1 import AppTest

from dashboard.list_sheet import list_sheets
from tests.dashboard import decided, returned


def page(folder: str) -> None:
    """A page with nothing but the check."""
    from pathlib import Path

    from dashboard.journal.store import Journal
    from dashboard.sheet_check import sheet_check

    sheet_check(Journal(Path(folder)))


def test_a_sheet_brought_to_the_page_is_judged_and_not_kept(tmp_path: Path) -> None:
    desk = decided.desk(tmp_path)
    listing = decided.worked(desk, decided.rows(3))
    data = list_sheets(listing, decided.CALL, "scene")[".xlsx"]
    before = sorted(tmp_path.rglob("*"))

    def edit(book: object) -> None:
        book.worksheets[0]["B7"].value = "换成别家"  # type: ignore[attr-defined]

    app = AppTest.from_function(page, args=(str(tmp_path / "decisions"),), default_timeout=30).run()
    assert not app.exception
    app.file_uploader[0].upload("回来.xlsx", data).run()
    assert [one.value for one in app.success] == ["与导出时一致"]
    app.file_uploader[0].upload("回来.xlsx", returned.edited_workbook(data, edit)).run()
    assert [one.value for one in app.warning] == ["有改动（1 处）"]
    assert app.dataframe[0].value["现为"].to_list() == ["换成别家"]
    app.file_uploader[0].upload("回来.xlsx", b"x").run()
    assert [one.value for one in app.error] == ["无法核对"]
    assert sorted(tmp_path.rglob("*")) == before
