"""Whatever an author writes ends in a questionnaire or in issues, never in a traceback."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.catalog import Index, Products, read_mapping_file
from app.catalog.feed import read_feed
from app.compiler.checks import check_catalog
from app.conditions.dates import SPANS
from app.document import load
from app.guide import advance, compile_release, see_results
from app.issues import Collector
from app.questionnaire import check_graph, check_part, included, is_part, parse
from app.questionnaire import schema as tables
from tests.builders import NOW, TODAY, as_yaml

ROOT = Path(__file__).parents[2]
WHOLE = Path(__file__).parent / "whole"
TEXTS = [path.read_text("utf-8") for path in sorted((ROOT / "questionnaires").glob("*.yaml"))]
TEXTS = [*(text for text in TEXTS if "\nquestions:" in text), *[(WHOLE / "bikes.yaml").read_text("utf-8")] * 3]

KEYS = sorted(
    {
        key
        for table in (
            tables.QUESTIONNAIRE,
            tables.QUESTION,
            tables.CHOICE,
            tables.ROUTE,
            tables.RULE,
            tables.MERCHANDISE,
            tables.AUTO,
            tables.PHRASES,
            tables.RESULTS_TABLE,
            tables.RANKING,
            tables.PART,
        )
        for key in table
    }
    | {"any", "all", "not", "known", "answer", "times", "plus", "in", "near", "within", "points", "most", "least"}
    | {"min", "max", "above", "below", "today", "segment", "locale", "profile.x", "auto", "en", "de", "<<", "~x"}
)
SCALARS = [
    *KEYS,
    *SPANS,
    "a",
    "q",
    "x",
    "type",
    "price",
    "best",
    "results",
    "end",
    "single",
    "multiple",
    "range",
    "number",
    "date",
    "info",
    "ask",
    "author",
    "true",
    "no",
    "0",
    "1",
    "-1",
    "1e9",
    "1e400",
    "nan",
    "2026-11-20",
    "9999-12-31",
    "-90 days",
    "+9999 years",
    "common/budget",
    "common.yaml",
    "../x.yaml",
    "",
    "null",
    "~",
    "ü\u2028",
    "\ufeff",
    "🚲",
    "a: b",
    "#",
    "&a",
    "*a",
    "!x",
]


@cache
def bikes() -> Index:
    issues = Collector()
    catalog = read_mapping_file((WHOLE / "bikes.mapping.yaml").read_text("utf-8"), "bikes.mapping.yaml", issues)
    assert catalog
    return Index(Products.of_records(catalog, read_feed(WHOLE / "bikes.csv", catalog, issues)))


def check(text: str) -> None:
    """The text goes through every stage that it is sound enough for; what is sound serves a first step."""
    issues = Collector()
    parts = {"common.yaml": (WHOLE / "common.yaml").read_text("utf-8"), "a.yaml": text}
    included(text)
    if is_part(text):
        check_part(text, "a.yaml", Collector())
    load(text, "a.yaml", Collector())
    found = parse(text, "a.yaml", issues, parts)
    assert (found is None) == issues.failed
    if found:
        check_graph(found, issues)
    if found and not issues.failed:
        release = compile_release(found, "1", bikes(), issues)
        assert (release is None) == issues.failed
        if release:
            check_catalog(release, TODAY, issues)
            step = advance(release, {}, (), NOW)
            skipped = {id: {"skip": True} for id in found.questions}
            assert see_results(release, skipped, (), NOW).total <= bikes().rows
            assert advance(release, skipped, (), NOW).progress.answered <= len(found.questions)
            assert step.progress.answered == 0
    assert all(issue.mark.line > 0 and str(issue) for issue in issues.issues)


@st.composite
def mutated(draw: st.DrawFn) -> str:
    """A questionnaire that serves, after a few slips of the hand."""
    lines = draw(st.sampled_from(TEXTS)).splitlines()
    for _ in range(draw(st.integers(1, 4))):
        place, other = (draw(st.integers(0, len(lines) - 1)) for _ in range(2))
        line = lines[place]
        key, colon, _ = line.partition(":")
        scalar = draw(st.sampled_from(SCALARS))
        match draw(st.integers(0, 9)):
            case 0 if len(lines) > 1:
                del lines[place]
            case 1:
                lines.insert(other, line)
            case 2:
                lines[place], lines[other] = lines[other], line
            case 3:
                lines[place] = "  " + line
            case 4:
                lines[place] = line.removeprefix("  ")
            case 5 if colon:
                lines[place] = f"{key}: {scalar}"
            case 6 if colon:
                lines[place] = f"{key}: {{{scalar}: {draw(st.sampled_from(SCALARS))}}}"
            case 7 if colon:
                indent = " " * (len(line) - len(line.lstrip()))
                lines[place] = indent + draw(st.sampled_from(KEYS)) + line[len(key) :]
            case 8:
                words = line.split(" ")
                words[draw(st.integers(0, len(words) - 1))] = scalar
                lines[place] = " ".join(words)
            case _:
                at = draw(st.integers(0, len(line)))
                lines[place] = (
                    line[:at] + draw(st.sampled_from(["{", "}", "[", "]", "'", '"', ":", ",", scalar])) + line[at:]
                )
    return "\n".join(lines) + "\n"


TREES = st.recursive(
    st.sampled_from(SCALARS),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=4),
    max_leaves=12,
)


def half_right(table: dict[str, Any], **sure: Any) -> st.SearchStrategy[dict[str, Any]]:
    """A mapping with some keys of a table and anything under them."""
    optional = {key: TREES for key in table if key not in sure}
    some = st.lists(st.sampled_from(sorted(optional)), max_size=3, unique=True)
    return some.flatmap(
        lambda keys: st.fixed_dictionaries({**sure, **{key: optional[key] for key in keys}})  # type: ignore[arg-type]
    )


TYPES = st.sampled_from(["single", "multiple", "range", "number", "date", "info"])
CONDITIONS = st.dictionaries(
    st.sampled_from(["type", "price", "a", "b", "today", "segment", "any", "not"]), TREES, max_size=2
)
CHOICES = st.dictionaries(
    st.sampled_from(["x", "y"]), half_right(tables.CHOICE, label=st.just("L")), min_size=1, max_size=2
)
QUESTIONS = st.dictionaries(
    st.sampled_from(["a", "b", "c"]),
    half_right(tables.QUESTION, ask=st.just("?"), type=st.just("info"), when=CONDITIONS)
    | half_right(tables.QUESTION, ask=st.just("?"), type=TYPES, filter=CONDITIONS)
    | half_right(tables.QUESTION, ask=st.just("?"), type=st.just("single"), choices=CHOICES),
    min_size=1,
    max_size=3,
)
HALF_RIGHT = half_right(
    tables.QUESTIONNAIRE,
    questionnaire=st.just("q"),
    catalog=st.just("bikes"),
    title=st.just("T"),
    questions=QUESTIONS,
    rules=st.lists(half_right(tables.RULE, when=CONDITIONS) | half_right(tables.RULE, only=CONDITIONS), max_size=2),
    merchandise=st.lists(half_right(tables.MERCHANDISE, pin=CONDITIONS), max_size=1),
)


@settings(max_examples=80)
@given(mutated())
def test_a_questionnaire_after_some_slips(text: str) -> None:
    check(text)


@settings(max_examples=50)
@given(HALF_RIGHT.map(as_yaml))
def test_keys_of_the_format_with_anything_under_them(text: str) -> None:
    check(text)


@given(TREES.map(as_yaml) | st.text() | st.text(alphabet="{}[]:,-&*!|>'\"#% \n\tab\u00a0\ufeff"))
def test_any_tree_and_any_text(text: str) -> None:
    check(text)


@pytest.mark.slow
@pytest.mark.timeout(1200)
@settings(max_examples=5_000)
@given(mutated() | HALF_RIGHT.map(as_yaml))
def test_thoroughly(text: str) -> None:
    check(text)
