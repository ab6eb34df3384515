"""Every issue code, in one table: how bad it is and what it means."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Stage(StrEnum):
    """What a code is about, in the order in which it is checked."""

    TEXT = "text"
    SHAPE = "shape"
    GRAPH = "graph"
    CATALOG = "catalog"
    JOURNEYS = "journeys"


class Severity(StrEnum):
    """error: holds publishing back; warning: served, but look; note: a fact worth knowing."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True)
class Code:
    """A row of the table."""

    severity: Severity
    meaning: str


def _error(meaning: str) -> Code:
    return Code(Severity.ERROR, meaning)


def _warning(meaning: str) -> Code:
    return Code(Severity.WARNING, meaning)


def _note(meaning: str) -> Code:
    return Code(Severity.NOTE, meaning)


TEXT = {
    "syntax": _error("the text is not YAML"),
    "encoding": _error("the file is not UTF-8 text"),
    "missing-file": _error("a file that is named does not exist"),
    "not-read": _warning("a file looks like an author's, and its name keeps it from being read"),
    "duplicate-key": _error("a key stands twice in one mapping"),
    "empty-value": _error("a key has no value"),
    "merge-key": _error("a merge key (<<) is used"),
    "cut-text": _error("a text is cut short by #"),
    "tag": _error("a YAML tag (!name) is used"),
    "too-deep": _error("the text is nested, or repeated by anchors, beyond reason"),
    "documents": _error("a file holds no document, or more than one"),
}
"""What YAML itself says."""

SHAPE = {
    "wrong-type": _error("a value is of another kind than the format asks for"),
    "unknown-key": _error("a key is not part of the format"),
    "missing-key": _error("a key that the format asks for is missing"),
    "bad-value": _error("a value is not one of those allowed"),
    "out-of-scope": _error("a construct that the format leaves out on purpose"),
    "bad-id": _error("an id is not made of letters, digits, _ and -, or is reserved"),
    "misplaced-key": _error("a key does not belong to this type of question"),
    "unused-allow": _note("an acknowledgement covers no issue"),
}
"""What the format says."""

TEXTS = {
    "missing-language": _warning("a text lacks one of the questionnaire's languages"),
    "unlisted-language": _warning("a text is given in a language that the questionnaire does not list"),
    "low-contrast": _warning("a colour of the theme is too near to its ground to be read by everybody"),
}
"""What the texts say, and in which languages."""

GRAPH = {
    "unknown-question": _error("a route or a condition names a question that does not exist"),
    "unknown-choice": _error("a condition names a choice that the question does not have"),
    "unknown-segment": _error("a condition names a segment that `segments.yaml` does not have, or only further down"),
    "no-segments": _warning("a condition names a segment, and no `segments.yaml` lies beside the questionnaire"),
    "unknown-name": _error("a condition names something that is not known of any shopper"),
    "cycle": _error("a route leads back to a question already on its way"),
    "unreachable": _warning("no answers lead to a question"),
    "never-holds": _warning("a `when` holds for no answers that lead to it"),
    "always-holds": _warning("a `when` holds for all answers that lead to it"),
    "shadowed-route": _warning("a route is never taken, since earlier ones of its list win"),
    "too-early": _error("an answer is read where it cannot have been given"),
    "dead-end": _error("a question takes no answer and cannot be skipped"),
    "no-results": _warning("no answers lead to products"),
    "empty-test": _warning("a test passes nothing, whatever it is held against"),
    "idle-key": _warning("a key has no effect in its question"),
    "same-label": _warning("two choices of a question read the same"),
    "not-followed": _note("the logic is too manifold to say what never and always holds"),
    "empty-pool": _error("a route leads to `best`, which has no question to choose among"),
    "no-questions": _error("a questionnaire asks nothing"),
}
"""What the questions say of each other."""

CATALOG = {
    "unknown-catalog": _error("the catalog that a questionnaire or a trigger names is not there"),
    "unknown-attribute": _error("a condition names an attribute that the catalog does not have"),
    "wrong-test": _error("a test does not fit the kind of what it tests"),
    "unknown-value": _warning("a condition names a value that no product has"),
    "emptied-choice": _warning("a new state of a catalog leaves a choice of a questionnaire that serves no product"),
    "file-gone": _note("a questionnaire serves whose file has gone from the folder"),
    "held-back": _error("a new state of a catalog would break a questionnaire that serves, or empty the catalog"),
}
"""What the questions say of the products."""

COVERAGE = {
    "nothing-fits": _warning("no product fits a choice, an answer or a rule, by itself or after what comes before it"),
    "never-splits": _warning("a question that leaves the same products in the same order, whatever is answered"),
    "same-choice": _note("two choices of a question that amount to the same"),
    "only-unstated": _note("a choice that only products fit which do not state what it asks for"),
    "overlap": _note("two choices of a single-choice question that share products"),
    "leaves-out": _note("products that fit no choice of a single-choice question"),
    "hole": _note("an attribute that a question filters by, and that too few products state"),
    "out-of-reach": _note("products that no path can reach"),
    "dead-end-path": _note("answers after which no product is left; the shopper finds the last greyed"),
    "unspared-dead-end": _note("answers after which no product is left, and nothing is greyed to prevent it"),
    "never-together": _note("two or three answers that can stand on one path and that no product fits together"),
    "coverage": _note("how many paths there are, and how many products are left at their ends"),
    "not-covered": _note("a questionnaire that remembers too much for its paths to be followed"),
}
"""What every path does to the products."""

MERCHANDISE = {
    "expired": _warning("merchandising whose last day has passed"),
    "not-begun": _note("merchandising whose first day is to come"),
    "aimless": _warning("merchandising that is about no product of the catalog"),
    "conflict": _warning("two entries of merchandising do opposite things to the same products"),
}
"""What the shop wants of its products, held against them and the day."""

FEED = {
    "bad-role": _error("a role names no attribute, or one of the wrong kind"),
    "missing-column": _error("the feed lacks a column that the mapping reads"),
    "bad-row": _warning("a row of the feed cannot be read and is left out"),
    "no-products": _warning("the feed holds no product"),
}
"""What mappings and feeds say of the products."""

JOURNEYS = {
    "journey": _error("recorded answers lead to something else than must follow"),
    "unknown-product": _error("a journey names a product that the catalog does not have"),
    "stale-answer": _note("an answer of a journey has no effect, for the journey does not come to its question"),
}
"""What recorded answers say of what must follow."""

STAGES = {
    Stage.TEXT: TEXT,
    Stage.SHAPE: SHAPE | TEXTS,
    Stage.GRAPH: GRAPH,
    Stage.CATALOG: CATALOG | COVERAGE | MERCHANDISE | FEED,
    Stage.JOURNEYS: JOURNEYS,
}

CODES: dict[str, Code] = {code: row for rows in STAGES.values() for code, row in rows.items()}
STAGE_OF: dict[str, Stage] = {code: stage for stage, rows in STAGES.items() for code in rows}
