"""The same parts give the same zip bytes on every machine: no clock, no system, no compressor in them.

Deflated, the bytes would follow the zlib that Python was built with (zlib and zlib-ng differ), and a sheet whose sha256
was put down at submission could not be made again after a change of machine. Stored, a sheet of 25 rows has 150 KB.
"""

from collections.abc import Callable
from io import BytesIO
from zipfile import ZIP_STORED, ZipFile, ZipInfo

_UNIX = 3


def fixed_zip(data: bytes, changed: Callable[[str, bytes], bytes] = lambda _, content: content) -> bytes:
    """The zip `data` stored uncompressed with all dates 1980-01-01; `changed` gives each part (name, content)."""
    fixed = BytesIO()
    with ZipFile(BytesIO(data)) as source, ZipFile(fixed, "w", ZIP_STORED) as target:
        for name in source.namelist():
            part = ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            part.create_system = _UNIX
            target.writestr(part, changed(name, source.read(name)), ZIP_STORED)
    return fixed.getvalue()
