"""Texts that an author gives once, or per language."""

from __future__ import annotations

from dataclasses import dataclass, field

from app.document.model import Mapping, Node, Text, describe
from app.document.shape import SCALAR, reader
from app.issues import Collector, Mark

ANY = ""
"""The language of a text that was given without one."""


@dataclass(frozen=True)
class Localized:
    """A text by language code; a plain text stands under `ANY`.

    >>> Localized({"en": "Cut", "de": "Schliff"}).pick("de-AT")
    'Schliff'
    """

    texts: dict[str, str]
    mark: Mark | None = field(default=None, compare=False)

    def pick(self, language: str) -> str:
        """The text in `language`, else in its base language, else the first that was given."""
        for key in (language, language.partition("-")[0], ANY):
            if key in self.texts:
                return self.texts[key]
        return next(iter(self.texts.values()), "")


UNSAID = Localized({})
"""No text was given: what stands for it is decided where more is known."""


def plain(text: str) -> Localized:
    """A text that is the same in every language."""
    return Localized({ANY: text})


@reader({"anyOf": [SCALAR, {"type": "object", "minProperties": 1, "additionalProperties": SCALAR}]})
def read_localized(node: Node, issues: Collector) -> Localized | None:
    """A plain text, or a mapping from language to text."""
    match node:
        case Text(value):
            _not_blank(node, issues)
            return Localized({ANY: value}, node.mark)
        case Mapping(entries) if entries:
            for entry in entries.values():
                _not_blank(entry.value, issues)
            values = {language: entry.value for language, entry in entries.items()}
            texts = {language: value.value for language, value in values.items() if isinstance(value, Text)}
            if len(texts) == len(values):
                return Localized(texts, node.mark)
    issues.add(
        "wrong-type",
        node.mark,
        f"a text is wanted here, not {describe(node)}",
        "write the text, or one text per language: {en: …, de: …}",
    )
    return None


def _not_blank(node: Node, issues: Collector) -> None:
    """Quotes around nothing are a value, but not one that can be read."""
    if isinstance(node, Text) and not node.value.strip():
        issues.add("empty-value", node.mark, "a text is empty", "write what shall be read, or take the key away")
