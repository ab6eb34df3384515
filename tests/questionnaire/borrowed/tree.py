"""A tree that others wrote: our questionnaire compiled against its outcomes, and the source's own rules."""

from __future__ import annotations

import importlib.util
import os
import random
import sys
from collections import Counter
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from app.catalog import Index, Products, read_mapping_file
from app.catalog.feed import read_feed
from app.guide import Release, compile_release
from app.issues import Collector
from app.questionnaire import Question, check_graph, parse
from tests.builders import said

HERE = Path(__file__).parent
SHARED = Path(os.environ.get("SALESCLERK_SHARED", HERE.parents[3] / "shared")) / "data" / "trees"
FOLDERS = sorted(path.parent for path in HERE.glob("*/rules.py"))
SKIPS = 0.15


@dataclass(frozen=True)
class Tree:
    """Its files, the release that they compile to, and its rules."""

    files: Path
    release: Release
    rules: ModuleType


def read_tree(folder: Path, scratch: Path) -> Tree:
    """The tree of a folder; one that is converted is written to `scratch` first, or skipped if its source is absent."""
    rules = _module(folder / "rules.py")
    files = folder
    if (folder / "convert.py").exists():
        converter = _module(folder / "convert.py")
        source = SHARED / converter.SOURCE
        if not source.exists():
            pytest.skip(f"{converter.SOURCE} is not on this machine")
        if hasattr(rules, "read"):
            rules.read(source)
        files = scratch
        for name, text in converter.convert(source).items():
            (files / name).write_text(text, "utf-8")
    return Tree(files, _compile(files), rules)


def _module(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"borrowed_{path.parent.name}_{path.stem}", path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # dataclasses look themselves up
    spec.loader.exec_module(module)
    return module


def _compile(folder: Path) -> Release:
    """The way of every questionnaire: text, shape, graph, catalog."""
    issues = Collector()
    file = folder / "catalog.mapping.yaml"
    catalog = read_mapping_file(file.read_text("utf-8"), str(file), issues)
    assert catalog, said(issues)
    products = read_feed(folder / catalog.feed, catalog, issues)
    file = folder / "questionnaire.yaml"
    questionnaire = parse(file.read_text("utf-8"), str(file), issues)
    assert questionnaire, said(issues)
    check_graph(questionnaire, issues)
    release = compile_release(questionnaire, "1", Index(Products.of_records(catalog, products)), issues)
    assert release and not issues.failed, said(issues)
    return release


Taken = Counter[tuple[str, Any]]
"""How often a choice, or a value, was taken in earlier walks, by question."""


def answer(question: Question, offered: list[Any], rng: random.Random, taken: Taken) -> tuple[Any, dict[str, Any]]:
    """Something that can be said: as the rules read it, and as the API takes it."""
    if question.skippable and rng.random() < SKIPS:
        return None, {"skip": True}
    match question.type:
        case "single":
            pick = _draw(question, offered, rng, taken)
            return pick, {"choices": [pick]}
        case "multiple":
            picks = _picks(question, offered, rng, taken)
            return picks, {"choices": picks}
        case "range":
            ends = _draw(question, offered, rng, taken)
            return ends, {key: end for key, end in zip(("min", "max"), ends, strict=True) if end is not None}
        case "info":
            return True, {"seen": True}
    value = _draw(question, offered, rng, taken)
    return value, {"value": str(value) if isinstance(value, date) else value}


def _draw(question: Question, offered: list[Any], rng: random.Random, taken: Taken) -> Any:
    """One of those offered, every other time one that was taken least often."""
    if rng.random() < 0.5:
        return rng.choice(offered)
    least = min(taken[question.id, one] for one in offered)
    return rng.choice([one for one in offered if taken[question.id, one] == least])


def _picks(question: Question, offered: list[str], rng: random.Random, taken: Taken) -> list[str]:
    """One pick or more, few more often than many, in the order offered; an exclusive one stands alone."""
    most = min(len(offered), int(question.most) if isinstance(question.most, float) else len(offered))
    first = _draw(question, offered, rng, taken)
    others = [one for one in offered if one != first]
    picks = [first, *rng.sample(others, min(most - 1, int(rng.expovariate(1))))]
    alone = [choice.id for choice in question.choices if choice.exclusive and choice.id in picks]
    return alone[:1] or sorted(picks, key=offered.index)
