"""A model as a folder of arrays, each of which can be mapped instead of read; what is opened is what was written."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from zlib import crc32

import numpy as np
import orjson
from numpy.typing import NDArray

from app.errors import Refused
from app.ranking.behaviour.attributes import Attributes
from app.ranking.behaviour.covisits import Covisits
from app.ranking.behaviour.lift import Lift
from app.ranking.behaviour.model import FEATURES, Model

FORMAT = 4
"""Rises whenever an older program could not read what is written."""

HEAD = "model.json"
"""The file that says what the others are, with the CRC-32 of each."""

HELP = "train it anew"

CHUNK = 1 << 20
"""Bytes of a file that are in memory at once while it is checked."""


def save(model: Model, folder: Path, more: Mapping[str, Any] | None = None) -> None:
    """Writes the model into a new folder, all of it or nothing; live sessions after training are not part of it.

    `more` are plain values to keep with it, each in a JSON file of that name. Raises OSError if the folder exists with
    something in it.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    draft = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", dir=folder.parent))
    try:
        for name, array in _arrays(model).items():
            np.save(draft / f"{name}.npy", np.ascontiguousarray(array), allow_pickle=False)
        head = {
            "format": FORMAT,
            "revision": model.revision,
            "logit": FEATURES,
            "attributes": model.attributes.names,
            "lifts": len(model.lifts),
            "foretold": model.foretold,
        }
        for name, value in (more or {}).items():
            (draft / f"{name}.json").write_bytes(orjson.dumps(value))
        head["files"] = {path.name: _checksum(path) for path in sorted(draft.iterdir())}
        (draft / HEAD).write_bytes(orjson.dumps(head, option=orjson.OPT_INDENT_2))
        os.rename(draft, folder)
    except BaseException:
        shutil.rmtree(draft, ignore_errors=True)
        raise


def load(folder: Path) -> Model:
    """The model in a folder, its arrays mapped read-only: nothing is copied, and processes share the pages.

    Raises Refused if it was written in another format or with other features, or if a file is not what was written.
    """
    head = _checked(folder)

    def read(name: str) -> Any:
        return np.load(folder / f"{name}.npy", mmap_mode="r", allow_pickle=False).view(np.ndarray)

    return Model(
        head["revision"],
        (Covisits(*(read(name) for name in ("events", "spans", "postings", "offsets", "counts"))),),
        Attributes(tuple(head["attributes"]), read("records"), read("first")),
        tuple(Lift(read(f"lift-{number}")) for number in range(head["lifts"])),
        read("usual"),
        read("logit"),
        read("outside") if "outside.npy" in head["files"] else None,
        head["foretold"],
    )


def beside(folder: Path, name: str) -> Any:
    """A value that was kept beside the model in a folder that has been loaded."""
    return orjson.loads((folder / f"{name}.json").read_bytes())


def _checked(folder: Path) -> dict[str, Any]:
    """What the head says, once each file is known to be the one that was written."""
    name = HEAD
    try:
        head: dict[str, Any] = orjson.loads((folder / HEAD).read_bytes())
        if head["format"] != FORMAT or tuple(head["logit"]) != FEATURES:
            raise Refused("old-model", "it was trained by another version of Salesclerk", HELP)
        for name, checksum in head["files"].items():
            if _checksum(folder / name) != checksum:
                raise ValueError
    except OSError as error:
        raise Refused("damaged-model", f"its file {name} cannot be read: {error.strerror}", HELP) from None
    except (ValueError, KeyError, TypeError, AttributeError):
        raise Refused("damaged-model", f"its file {name} is not what was written", HELP) from None
    return head


def _checksum(path: Path) -> int:
    found = 0
    with path.open("rb") as file:
        while part := file.read(CHUNK):
            found = crc32(part, found)
    return found


def _arrays(model: Model) -> dict[str, NDArray[np.generic]]:
    covisits, attributes = model.covisits[0], model.attributes
    return {
        "events": covisits.events,
        "spans": covisits.spans,
        "postings": covisits.postings,
        "offsets": covisits.offsets,
        "counts": covisits.counts,
        "records": attributes.records,
        "first": attributes.first,
        "usual": model.usual,
        "logit": model.weights,
        **({} if model.outside is None else {"outside": model.outside}),
        **{f"lift-{number}": lift.ratios for number, lift in enumerate(model.lifts)},
    }
