"""Any text ends in a document or in issues; what is quoted is read as it was."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.document import load
from app.issues import Collector
from tests.builders import node
from tests.document.reading import plain

YAMLISH = st.lists(
    st.sampled_from(
        [
            "a",
            "b: ",
            "- ",
            "\n",
            "  ",
            "{",
            "}",
            "[",
            "]",
            ", ",
            "&x ",
            "*x",
            "'",
            '"',
            "#",
            "|",
            ">",
            "? ",
            ": ",
            "---",
            "...",
            "!t ",
            "<<: ",
            "%",
            "\t",
            "\r\n",
            "\ufeff",
            "ä",
            "\x85",
            "\u2028",
        ]
    ),
    max_size=30,
).map("".join)
TEXTS = st.text() | YAMLISH | st.text(st.characters(categories=["Cs", "Cc", "L"]))


@settings(max_examples=500)
@given(TEXTS)
def test_any_text_ends_in_a_document_or_in_issues(text: str) -> None:
    issues = Collector()
    found = load(text, "a.yaml", issues)
    assert (found is None) == bool(issues.issues)
    lines = len(text.splitlines()) + 1
    assert all(1 <= issue.mark.line <= lines and issue.help for issue in issues.issues)


@pytest.mark.slow
@pytest.mark.timeout(1200)
@settings(max_examples=30_000)
@given(TEXTS)
def test_thoroughly(text: str) -> None:
    issues = Collector()
    assert (load(text, "a.yaml", issues) is None) == bool(issues.issues)


VALUES = st.recursive(
    st.text(st.characters(categories=["L", "N", "P", "Zs"]), max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text(st.characters(categories=["L"]), max_size=5), inner, max_size=3)
    ),
    max_leaves=12,
)


@given(st.dictionaries(st.text(st.characters(categories=["L"]), min_size=1, max_size=5), VALUES, min_size=1))
def test_what_is_written_in_quotes_is_read_as_it_was(written: dict[str, object]) -> None:
    import json

    assert plain(node(json.dumps(written, ensure_ascii=False))) == written
