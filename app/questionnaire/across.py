"""What stands across questions: rules, and merchandising."""

from __future__ import annotations

from app.document import Mapping, Node
from app.document.shape import read_mapping
from app.issues import Collector
from app.questionnaire.rule import DEEDS, Merchandise, Rule
from app.questionnaire.schema import DEED_ONLY_FOR, EFFECTS, MERCHANDISE, RULE


def read_rules(nodes: tuple[Node, ...], issues: Collector) -> tuple[Rule, ...]:
    """The rules of a list; their ids are `~rule-1`, `~rule-2` and so on."""
    rules = []
    for place, node in enumerate(nodes, 1):
        values = read_mapping(node, RULE, "a rule", issues)
        if not isinstance(node, Mapping):
            continue
        if not set(EFFECTS) & set(node.entries):
            issues.add("missing-key", node.mark, "the rule does nothing", "add filter, prefer, only or warn")
        if "only" in node.entries and "when" not in node.entries:
            mark = node.entries["only"].key.mark
            issues.add("missing-key", mark, "`only` needs `when`: for whom these products are", "add when: {…}")
        rules.append(Rule(f"~rule-{place}", node.mark, **values))
    return tuple(rules)


def read_merchandise(nodes: tuple[Node, ...], issues: Collector) -> tuple[Merchandise, ...]:
    """The deeds of a list; their ids are `~merchandise-1` and so on."""
    found = []
    for place, node in enumerate(nodes, 1):
        values = read_mapping(node, MERCHANDISE, "an entry of merchandise", issues)
        if not isinstance(node, Mapping):
            continue
        deeds = [deed for deed in DEEDS if deed in node.entries]
        if len(deeds) != 1:
            message = f"an entry of merchandise has one of {', '.join(DEEDS)}, and this has {len(deeds) or 'none'}"
            help = "write one entry for each" if deeds else f"add one: {{{DEEDS[0]}: {{…}}}}"
            issues.add("missing-key" if not deeds else "bad-value", node.mark, message, help)
            continue
        for key, fitting in DEED_ONLY_FOR.items():
            if key in node.entries and deeds[0] not in fitting:
                mark = node.entries[key].key.mark
                issues.add(
                    "misplaced-key",
                    mark,
                    f"`{key}` means nothing beside `{deeds[0]}`",
                    f"it belongs to: {', '.join(fitting)}",
                )
        since, until = values.pop("from", None), values.pop("until", None)
        if since is not None and until is not None and until < since:
            mark = node.entries["until"].value.mark
            issues.add("bad-value", mark, "`until` is before `from`", "swap them")
        if deeds[0] in values:
            condition = values.pop(deeds[0])
            deed = Merchandise(
                f"~merchandise-{place}", deeds[0], condition, node.mark, since=since, until=until, **values
            )
            found.append(deed)
    return tuple(found)
