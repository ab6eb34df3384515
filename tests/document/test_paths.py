"""Every place knows its path."""

from __future__ import annotations

from app.document import Listing, Mapping, Node, Text, load
from app.issues import Collector


def paths(text: str) -> dict[str, tuple[str, ...]]:
    """The path of every scalar, keys too, by its text; each stands once."""
    found: dict[str, tuple[str, ...]] = {}

    def walk(node: Node) -> None:
        match node:
            case Text(value, mark):
                found[value] = mark.path
            case Listing(nodes):
                for each in nodes:
                    walk(each)
            case Mapping(entries):
                for entry in entries.values():
                    walk(entry.key)
                    walk(entry.value)

    root = load(text, "a.yaml", Collector())
    assert root
    walk(root)
    return found


def test_every_place_knows_its_path() -> None:
    assert paths("a: {b: [c, {d: e}, [f]]}\ng: h\n") == {
        "a": ("a",),
        "b": ("a", "b"),
        "c": ("a", "b", "0"),
        "d": ("a", "b", "1", "d"),
        "e": ("a", "b", "1", "d"),
        "f": ("a", "b", "2", "0"),
        "g": ("g",),
        "h": ("g",),
    }


def test_mappings_and_lists_know_their_path_too() -> None:
    root = load("a: {b: [[c]]}", "a.yaml", Collector())
    assert isinstance(root, Mapping)
    inner = root.get("a")
    assert isinstance(inner, Mapping)
    outer = inner.get("b")
    assert isinstance(outer, Listing)
    assert [node.mark.path for node in (root, inner, outer, outer.nodes[0])] == [
        (),
        ("a",),
        ("a", "b"),
        ("a", "b", "0"),
    ]


def test_what_an_anchor_repeats_keeps_its_first_path() -> None:
    root = load("a: &x [b]\nc: *x\n", "a.yaml", Collector())
    assert isinstance(root, Mapping)
    assert root.entries["c"].value.mark.path == ("a",)
    assert root.entries["c"].key.mark.path == ("c",)


def test_issues_of_the_text_know_their_path() -> None:
    issues = Collector()
    load("a: {b: 1, b: 2}\nc: [x, ]\nd:\n", "a.yaml", issues)
    assert [(issue.code, issue.mark.path) for issue in issues.issues] == [
        ("duplicate-key", ("a", "b")),
        ("empty-value", ("d",)),
    ]
