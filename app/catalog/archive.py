"""Arrays in one file: written whole or not at all, checked when opened, mapped into memory and shared by processes.

A magic line, the CRC-32 of all that follows, the length of a header, the header (JSON: what the arrays are called,
their types, shapes and places, and facts beside them), then the arrays, each from a multiple of 64 bytes on.
"""

from __future__ import annotations

import mmap
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zlib import crc32

import numpy as np
import orjson
from numpy.typing import NDArray

MAGIC = b"salesclerk arrays 1\n"
ALIGNED = 64
_CHECKSUM = 4
_LENGTH = 8
_HEAD = len(MAGIC) + _CHECKSUM + _LENGTH

Arrays = Mapping[str, NDArray[Any]]


class Damaged(ValueError):
    """A file that is no archive, or not the one that was written."""


@dataclass(frozen=True)
class Archive:
    """The arrays of a file, read-only, and the facts beside them."""

    arrays: Arrays
    facts: dict[str, Any]


def save(path: Path, arrays: Arrays, facts: Mapping[str, Any]) -> None:
    """Writes an archive; whoever opens `path` meanwhile sees the old file or the new one.

    Raises OSError if it cannot be written.
    """
    places, at = {}, 0
    for name, array in arrays.items():
        places[name] = {"type": array.dtype.str, "shape": array.shape, "at": at}
        at += -(-array.nbytes // ALIGNED) * ALIGNED
    header = orjson.dumps({"arrays": places, "facts": facts})
    header += b" " * (-(_HEAD + len(header)) % ALIGNED)
    draft = path.with_name(f"{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with draft.open("wb") as file:
            file.write(MAGIC + bytes(_CHECKSUM))
            checksum = 0
            for part in (len(header).to_bytes(_LENGTH, "little"), header, *map(_padded, arrays.values())):
                checksum = crc32(part, checksum)
                file.write(part)
            file.seek(len(MAGIC))
            file.write(checksum.to_bytes(_CHECKSUM, "little"))
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def load(path: Path) -> Archive:
    """Opens an archive: its pages are shared with every process that does.

    Raises FileNotFoundError, and Damaged if what is there is not what was written.
    """
    with path.open("rb") as file:
        if os.fstat(file.fileno()).st_size < _HEAD:
            raise Damaged(f"{path.name} is too short for an archive")
        whole = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    if whole[: len(MAGIC)] != MAGIC:
        raise Damaged(f"{path.name} is no archive of this release")
    checksum = int.from_bytes(whole[len(MAGIC) : len(MAGIC) + _CHECKSUM], "little")
    if crc32(memoryview(whole)[len(MAGIC) + _CHECKSUM :]) != checksum:
        raise Damaged(f"{path.name} is not what was written: its checksum differs")
    end = _HEAD + int.from_bytes(whole[_HEAD - _LENGTH : _HEAD], "little")
    header = orjson.loads(whole[_HEAD:end])
    arrays = {name: _mapped(whole, end, **place) for name, place in header["arrays"].items()}
    return Archive(arrays, header["facts"])


def _mapped(whole: mmap.mmap, end: int, type: str, shape: list[int], at: int) -> NDArray[Any]:
    return np.frombuffer(whole, type, int(np.prod(shape)), end + at).reshape(shape)


def _padded(array: NDArray[Any]) -> bytes:
    part = np.ascontiguousarray(array).tobytes()
    return part + bytes(-len(part) % ALIGNED)
