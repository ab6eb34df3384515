"""How deep a text may nest, and how far it may unfold."""

from __future__ import annotations

from tests.builders import node
from tests.document.reading import refused


def test_sixty_levels_are_read_and_sixty_one_are_not() -> None:
    assert node("[" * 60 + "x" + "]" * 60)
    assert refused("[" * 61 + "x" + "]" * 61) == ["a.yaml:1:61 too-deep"]


def test_endless_nesting_ends() -> None:
    assert refused("[" * 100_000) == ["a.yaml:1:61 too-deep"]


def test_anchors_cannot_nest_deeper_than_brackets() -> None:
    chain = "\n".join(["a0: &a0 [x]", *(f"a{n}: &a{n} [*a{n - 1}]" for n in range(1, 500))])
    assert refused(chain) == ["a.yaml:60:12 too-deep"]


def test_anchors_cannot_unfold_without_end() -> None:
    doubling = "\n".join(["a0: &a0 [x, x]", *(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, 50))])
    assert refused(doubling) == ["a.yaml:18:12 too-deep"]
