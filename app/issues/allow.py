"""Issues that their author has seen and leaves as they are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from app.issues.codes import Severity
from app.issues.model import Issue, Mark

KEY = "allow"


@dataclass(frozen=True)
class Allowance:
    """A code that is acknowledged, with the author's reason (may be empty).

    `mark` is its entry's under the key `allow`, or that of the node on which `allow` stands.
    """

    code: str
    reason: str
    mark: Mark
    shared: Mark | None = None
    """Where the node comes from, if it is shared by several files: that is covered too."""

    @property
    def node(self) -> tuple[str, ...]:
        """The path of the node on which `allow` stands: this and what lies below it is covered.

        >>> Allowance("cycle", "", Mark("a.yaml", 1, 1, ("questions", "ground", "allow", "0"))).node
        ('questions', 'ground')
        """
        path = self.mark.path
        for end in (-2, -3):  # - code, and - code: reason
            if path[end : end + 1] == (KEY,) and path[end + 1].isdecimal():
                return path[:end]
        return path

    def covers(self, issue: Issue) -> bool:
        """Whether the issue has this code and lies at or below the node; an error is never covered."""
        if issue.code != self.code or issue.severity is Severity.ERROR:
            return False
        places = [(self.mark.file, self.node), *([(self.shared.file, self.shared.path)] if self.shared else [])]
        return any(issue.mark.file == file and issue.mark.path[: len(node)] == node for file, node in places)


def acknowledge(issues: Iterable[Issue], allowances: Iterable[Allowance]) -> list[Issue]:
    """The issues in their order, the covered ones with the reason of the nearest allowance as `allowed`.

    An allowance that covers nothing adds the note `unused-allow`; not so beside an error, which may
    have kept the covered issue from being found.
    """
    issues = list(issues)
    nearest_first = sorted(allowances, key=lambda allowance: -len(allowance.node))
    used: set[Allowance] = set()
    found: list[Issue] = []
    for issue in issues:
        covering = [allowance for allowance in nearest_first if allowance.covers(issue)]
        used.update(covering)
        found.append(replace(issue, allowed=covering[0].reason) if covering else issue)
    if any(issue.severity is Severity.ERROR for issue in issues):
        return found
    for allowance in nearest_first:
        if allowance not in used:
            message = f"nothing here is `{allowance.code}`"
            found.append(Issue("unused-allow", allowance.mark, message, f"take `{allowance.code}` out of `{KEY}`"))
    return found
