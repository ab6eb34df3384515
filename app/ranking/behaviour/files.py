"""A model as a folder of arrays, each of which can be mapped instead of read."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import orjson
from numpy.typing import NDArray

from app.errors import Refused
from app.ranking.behaviour.attributes import Attributes
from app.ranking.behaviour.covisits import Covisits
from app.ranking.behaviour.lift import Lift
from app.ranking.behaviour.model import FEATURES, Model

FORMAT = 3
"""Rises whenever an older program could not read what is written."""


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
        (draft / "model.json").write_bytes(orjson.dumps(head, option=orjson.OPT_INDENT_2))
        os.rename(draft, folder)
    except BaseException:
        shutil.rmtree(draft, ignore_errors=True)
        raise


def load(folder: Path) -> Model:
    """The model in a folder, its arrays mapped read-only: nothing is copied, and processes share the pages.

    Raises Refused if it was written in another format or with other features.
    """
    head = orjson.loads((folder / "model.json").read_bytes())
    if head["format"] != FORMAT or tuple(head["logit"]) != FEATURES:
        raise Refused("old-model", f"{folder.name} was trained by another version of Salesclerk", "Train it anew.")

    def read(name: str) -> Any:
        return np.load(folder / f"{name}.npy", mmap_mode="r", allow_pickle=False).view(np.ndarray)

    return Model(
        head["revision"],
        (Covisits(*(read(name) for name in ("events", "spans", "postings", "offsets", "counts"))),),
        Attributes(tuple(head["attributes"]), read("records"), read("first")),
        tuple(Lift(read(f"lift-{number}")) for number in range(head["lifts"])),
        read("usual"),
        read("logit"),
        read("outside") if (folder / "outside.npy").exists() else None,
        head["foretold"],
    )


def beside(folder: Path, name: str) -> Any:
    """A value that was kept beside the model in a folder."""
    return orjson.loads((folder / f"{name}.json").read_bytes())


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
