"""Office files whose bytes depend on their content only."""

from collections.abc import Callable
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

FIRST_DAY = (1980, 1, 1, 0, 0, 0)


def dated_alike(package: bytes, change: Callable[[str, bytes], bytes] = lambda name, content: content) -> bytes:
    """The zip with every member dated 1980-01-01, after `change(name, content)`.

    python-docx and python-pptx date the members with the wall clock.
    """
    fixed = BytesIO()
    with ZipFile(BytesIO(package)) as source, ZipFile(fixed, "w") as target:
        for name in source.namelist():
            target.writestr(ZipInfo(name, FIRST_DAY), change(name, source.read(name)), ZIP_DEFLATED)
    return fixed.getvalue()
