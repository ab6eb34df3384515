"""What is drawn: the graph that is walked, with texts, counts, dead ends and what cannot be reached."""

from __future__ import annotations

from dataclasses import dataclass

from app.compiler.coverage import Coverage
from app.compiler.dead_ends import SHOWN
from app.compiler.drawing.words import in_words
from app.guide import Release
from app.questionnaire import Question, Questionnaire, Type
from app.questionnaire.graph import build_graph
from app.questionnaire.route import BEST, END, RESULTS, Route
from app.shopper.names import TODAY

LINES = 4
"""Ways that are spelt out on one edge."""
LONGEST = 40
"""Letters of a line."""
ENDS = 3
"""Dead ends that are spelt out."""
TEXTS = {BEST: "whichever question tells most", RESULTS: "the products", END: "the end, without products"}


@dataclass(frozen=True)
class Way:
    """One way along an edge: by a choice, under conditions, or else; and how many products can come along."""

    texts: tuple[str, ...]
    count: int | None

    @property
    def lines(self) -> tuple[str, ...]:
        """A line for each text, the count after the last, since it is of all of them together."""
        *others, last = map(short, self.texts)
        counted = "" if self.count is None else f"{self.count:,}"
        return (*(f"{other}, or" for other in others), " · ".join(part for part in (last, counted) if part))

    def __str__(self) -> str:
        return " ".join(self.lines)


@dataclass(frozen=True)
class Edge:
    """All ways from one node to another; `dead`: no product can come along any of them."""

    start: str
    to: str
    ways: tuple[Way, ...]

    @property
    def dead(self) -> bool:
        return all(way.count == 0 for way in self.ways)

    @property
    def lines(self) -> tuple[str, ...]:
        """The label, a few lines at most."""
        shown = [line for way in self.ways for line in way.lines]
        if len(shown) > LINES:
            shown = [*shown[: LINES - 1], f"… and {len(shown) - LINES + 1} more"]
        return tuple(line for line in shown if line)


@dataclass(frozen=True)
class Node:
    """A question, the hub, or where a way closes, and how many products can come so far (None: not known).

    `dead`: some path ends here without a product, by one of the answers. `reached`: some path comes here.
    """

    id: str
    text: str
    count: int | None
    dead: bool
    reached: bool
    is_question: bool

    @property
    def note(self) -> str:
        """What stands below the text."""
        if not self.reached:
            return f"{self.id} · not reachable"
        return self.id if self.count is None else f"{self.id} · {self.count:,}"


@dataclass(frozen=True)
class Drawing:
    """The whole graph; nodes in the order of the file, then the hub and the ends. `dead_ends` are in words;
    `more_dead_ends`: only the shortest are known and marked."""

    title: str
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    dead_ends: tuple[str, ...]
    more_dead_ends: bool

    @property
    def legend(self) -> tuple[tuple[str, str], ...]:
        """What the marks that occur mean: `dead`, `dead-edge` or `unreached`, each with its words."""
        found = []
        if any(node.dead for node in self.nodes):
            more = "; those of longer paths are not marked" if self.more_dead_ends else ""
            found.append(("dead", f"some answers here leave no product{more}"))
        if any(edge.dead for edge in self.edges):
            found.append(("dead-edge", "no product can come along"))
        if not all(node.reached for node in self.nodes):
            found.append(("unreached", "no path leads here"))
        return tuple(found)


def draw(release: Release, coverage: Coverage | None, language: str = "") -> Drawing:
    """The drawing of a release; without coverage it has no counts and no dead ends."""
    questionnaire = release.questionnaire
    graph = build_graph(questionnaire)
    reached = _reached(questionnaire, graph.edges()) if coverage is None else set(coverage.nodes)
    dead = {end.answers[-1][0] for end in coverage.dead_ends if end.answers} if coverage else set()
    used = [node for node in graph if node in questionnaire.questions or graph.in_degree(node)]
    nodes = tuple(
        Node(
            node,
            _text(questionnaire, node, language),
            coverage.nodes.get(node) if coverage else None,
            node in dead,
            node in reached or (node == BEST and bool(reached & set(questionnaire.pool))),
            node in questionnaire.questions,
        )
        for node in used
    )
    ends = tuple(str(end) for end in coverage.dead_ends[:ENDS]) if coverage else ()
    more = coverage is not None and len(coverage.dead_ends) >= SHOWN
    return Drawing(questionnaire.title.pick(language), nodes, _edges(release, graph, coverage, language), ends, more)


def short(text: str, longest: int = LONGEST) -> str:
    """A text that fits a line."""
    return text if len(text) <= longest else f"{text[: longest - 1].rstrip()}…"


def _text(questionnaire: Questionnaire, node: str, language: str) -> str:
    question = questionnaire.questions.get(node)
    return question.ask.pick(language) if question else TEXTS[node]


def _edges(release: Release, graph: object, coverage: Coverage | None, language: str) -> tuple[Edge, ...]:
    questionnaire = release.questionnaire
    ways: dict[tuple[str, str], dict[str | None, Way]] = {}
    for start, to, data in graph.edges(data=True):  # type: ignore[attr-defined]
        question = questionnaire.questions.get(start)
        text = "" if question is None else _way(release, question, data["choice"], data["route"], language)
        count = coverage.edges.get((start, data["choice"], to), 0) if coverage and question else None
        found = ways.setdefault((start, to), {})
        others = found[data["choice"]].texts if data["choice"] in found else ()  # routes that lead there too
        found[data["choice"]] = Way((*others, text), count)
    return tuple(Edge(start, to, tuple(found.values())) for (start, to), found in ways.items())


def _way(release: Release, question: Question, choice: str | None, route: Route | None, language: str) -> str:
    days = {id for id, asked in release.questionnaire.questions.items() if asked.type is Type.DATE}
    when = "" if route is None or route.when is None else f"if {in_words(route.when, frozenset({TODAY, *days}))}"
    if choice is not None:
        label = release.choices[question.id][choice].label.pick(language)
        return f"{label}, {when}" if when else label
    others = any(route is not other and other.to for other in question.routes)
    return when or ("else" if others else "")


def _reached(questionnaire: Questionnaire, edges: object) -> set[str]:
    targets: dict[str, list[str]] = {}
    for start, to in edges:  # type: ignore[attr-defined]
        targets.setdefault(start, []).append(to)
    reached, coming = set[str](), [questionnaire.first.id]
    while coming:
        node = coming.pop()
        if node not in reached:
            reached.add(node)
            coming.extend(targets.get(node, ()))
    return reached
