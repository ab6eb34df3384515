"""What an issue is, and how a stage collects all of its issues before it stops."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from app.issues.codes import CODES, Severity
from app.issues.near import nearest

MOST_KNOWN = 60
"""How many of the words that are known are listed where none is near."""


@dataclass(frozen=True, order=True, slots=True)
class Mark:
    """A place in an author's file; line and column count from 1, and column 0 means the whole line.

    `path` leads there from the root of the document by ids and keys, through lists by numbers from 0:
    `("questions", "ground", "next", "0", "to")`. What an anchor repeats has the path of its first place.
    Marks are equal, and ordered, by file, line and column.
    """

    file: str
    line: int
    column: int = 0
    path: tuple[str, ...] = field(default=(), compare=False)

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}" if self.column else f"{self.file}:{self.line}"


@dataclass(frozen=True)
class Issue:
    """One problem: its stable code, where it is, what is wrong, and what to do about it.

    `allowed` is its author's reason to leave it as it is, empty without a reason; None: it is not acknowledged.
    """

    code: str
    mark: Mark
    message: str
    help: str
    allowed: str | None = None

    @property
    def severity(self) -> Severity:
        return CODES[self.code].severity

    def __str__(self) -> str:
        advice = f"\n    {self.help}" if self.help else ""
        return f"{self.mark}: {self.severity}[{self.code}]: {self.message}{advice}"


class Collector:
    """Gathers issues in the order in which they are found."""

    def __init__(self) -> None:
        self.issues: list[Issue] = []

    def add(self, code: str, mark: Mark, message: str, help: str) -> None:
        """Record an issue; `code` must be one of `CODES`."""
        CODES[code]
        self.issues.append(Issue(code, mark, message, help))

    def unknown_word(self, code: str, mark: Mark, what: str, word: str, known: Iterable[str]) -> None:
        """Record a word that is not among those known, with the nearest spelling, in capitals or not, as advice."""
        known = list(known)
        near = nearest(word, known)
        more = f", … ({len(known):,} in all)" if len(known) > MOST_KNOWN else ""
        advice = (
            f"did you mean `{near}`?"
            if near is not None
            else f"known here: {', '.join(known[:MOST_KNOWN]) or 'none'}{more}"
        )
        self.add(code, mark, f"{what} `{word}` is not known", advice)

    @property
    def failed(self) -> bool:
        """Whether an error is among the issues: then what was read must not be used."""
        return any(issue.severity is Severity.ERROR for issue in self.issues)
