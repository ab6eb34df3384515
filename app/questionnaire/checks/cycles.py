"""No route leads back: a path that could go on for ever would never show a product."""

from __future__ import annotations

import networkx as nx

from app.issues import Collector
from app.questionnaire.graph import Graph, without_hub
from app.questionnaire.model import Questionnaire


def no_cycles(questionnaire: Questionnaire, graph: Graph, issues: Collector) -> None:
    graph = without_hub(graph)
    order = {id: place for place, id in enumerate(graph)}
    for component in sorted(
        nx.strongly_connected_components(graph), key=lambda nodes: min(order[node] for node in nodes)
    ):
        first = min(component, key=lambda node: order[node])
        if len(component) == 1 and not graph.has_edge(first, first):
            continue
        inner = graph.subgraph(component)
        steps = nx.find_cycle(inner, first)
        back = graph.get_edge_data(steps[-1][0], steps[-1][1])[steps[-1][2]]["route"]
        mark = back.mark if back else questionnaire.questions[steps[-1][0]].mark
        loop = " → ".join([*(step[0] for step in steps), steps[0][0]])
        issues.add(
            "cycle",
            mark,
            f"the routes lead round in a circle: {loop}",
            "let one of them lead on to another question, or to results",
        )
