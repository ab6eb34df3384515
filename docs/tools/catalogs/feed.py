"""Write a catalog's feed so that the same facts always give the same bytes."""

import csv
import gzip
import io
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

CATALOG = Path(__file__).resolve().parents[3] / "catalog"
SEPARATOR = "|"


def write_feed(name: str, columns: Sequence[str], rows: Iterable[Mapping[str, object]]) -> int:
    """Write `rows` to `catalog/<name>.csv.gz` and return how many there were.

    Columns keep the order given; None becomes an empty cell. The gzip header
    carries neither a time nor a file name, so the file changes only with its rows.
    """
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, fieldnames=columns, lineterminator="\n", extrasaction="raise")
    writer.writeheader()
    count = 0
    for row in rows:
        writer.writerow({column: cell(row.get(column)) for column in columns})
        count += 1
    packed = io.BytesIO()
    with gzip.GzipFile(filename="", mode="wb", fileobj=packed, compresslevel=9, mtime=0) as stream:
        stream.write(text.getvalue().encode())
    (CATALOG / f"{name}.csv.gz").write_bytes(packed.getvalue())
    return count


def cell(value: object) -> str:
    """The text of one cell: flags as yes/no, many values joined, numbers without a trailing zero.

    >>> cell(True), cell(["a", "b"]), cell(4.0), cell(0.30000000000000004), cell(None)
    ('yes', 'a|b', '4', '0.3', '')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:.6f}".rstrip("0").rstrip(".")
    if isinstance(value, list | tuple):
        return SEPARATOR.join(cell(part) for part in value)
    return str(value)
