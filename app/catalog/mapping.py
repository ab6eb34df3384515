"""The mapping file: which column of a feed is which attribute."""

from __future__ import annotations

from typing import Any

from app.catalog.made import PLACEHOLDER
from app.catalog.model import APART, DROP, KEEP, TOGETHER, Assume, Attribute, Catalog, Unknown
from app.catalog.schema import ATTRIBUTE, CATALOG, ROLES
from app.conditions import Condition, Kind, Scope, bind, parse
from app.conditions.kinds import misfit
from app.document import Listing, Mapping, Node, Text, load
from app.document.model import describe
from app.document.shape import (
    is_identifier,
    read_mapping,
)
from app.document.texts import UNSAID, Localized, plain
from app.issues import Collector, Mark


def read_mapping_file(source: str, file: str, issues: Collector) -> Catalog | None:
    """The catalog that a mapping's text describes, or None; everything that is wrong goes to `issues`."""
    root = load(source, file, issues)
    if root is None:
        return None
    collected = Collector()
    values = read_mapping(root, CATALOG, "a mapping", collected)
    missing = values.get("missing", ("",))
    attributes = _attributes(values.get("attributes"), missing, collected)
    roles = _roles(root, values.get("roles", {}), attributes, collected)
    if not collected.failed:
        _placeholders(root, attributes, collected)
    _variants(root, values.get("variants"), roles, collected)
    _category(root, values, roles, collected)
    _compatible(root, values.get("compatible", {}), attributes, collected)
    out_of_stock = _out_of_stock(values.get("out_of_stock"), attributes, collected)
    issues.issues.extend(collected.issues)
    if collected.failed:
        return None
    return Catalog(
        id=values["catalog"],
        feed=values["feed"],
        title=values.get("title") or plain(values["catalog"]),
        description=values.get("description") or plain(""),
        attributes=attributes,
        roles=roles,
        currency=values.get("currency", ""),
        picture=values.get("picture", ""),
        out_of_stock=out_of_stock,
        repurchase={key: None if every == "durable" else every for key, every in values.get("repurchase", {}).items()},
        variants=values.get("variants", APART),
        goes_with=values.get("goes_with", {}),
        compatible=values.get("compatible", {}),
    )


def _attributes(node: Node | None, missing: tuple[str, ...], issues: Collector) -> dict[str, Attribute]:
    if not isinstance(node, Mapping):
        if node is not None:
            issues.add(
                "wrong-type",
                node.mark,
                f"attributes is a mapping from id to attribute, not {describe(node)}",
                "write {price: {kind: number}, brand: {kind: category}}",
            )
        return {}
    attributes: dict[str, Attribute] = {}
    for id, entry in node.entries.items():
        if not is_identifier(id) or id in ("any", "all", "not", "known", "answer"):
            issues.add(
                "bad-id",
                entry.key.mark,
                f"`{id}` cannot name an attribute",
                "use letters, digits, _ and -, and no word of the grammar",
            )
            continue
        attribute = _attribute(id, entry.value, missing, issues)
        if attribute:
            attributes[id] = attribute
    return attributes


def _attribute(id: str, node: Node, missing: tuple[str, ...], issues: Collector) -> Attribute | None:
    before = len(issues.issues)
    values: dict[str, Any] = read_mapping(node, ATTRIBUTE, f"the attribute `{id}`", issues)
    if len(issues.issues) > before:
        return None
    kind = Kind(values["kind"])
    order = values.get("order", ())
    if (kind is Kind.ORDERED) != bool(order):
        issues.add(
            "bad-value",
            _mark(node, "order" if order else "kind"),
            f"the attribute `{id}`: `order` goes with kind ordered, and only with it",
            "write kind: ordered, or take `order` away" if order else "add order: [low, …, high]",
        )
        return None
    if len(set(order)) < len(order):
        twice = next(value for place, value in enumerate(order) if value in order[:place])
        message = f"the attribute `{id}`: `{twice}` stands twice in `order`"
        issues.add("bad-value", _mark(node, "order"), message, "keep each value once, from low to high")
        return None
    if "separator" in values and not values["separator"]:
        issues.add(
            "bad-value",
            _mark(node, "separator"),
            f"the attribute `{id}`: `separator` is an empty text",
            'write one, such as "|"',
        )
        return None
    label: Localized = values.get("label") or plain(id)
    attribute = Attribute(
        id=id,
        kind=kind,
        column=values.get("column", id),
        label=label,
        value_labels=values.get("values", {}),
        made=values.get("value", ""),
        unit=values.get("unit", UNSAID),
        more=values.get("more"),
        less=values.get("less"),
        most=values.get("most"),
        least=values.get("least"),
        decimals=values.get("decimals"),
        order=order,
        separator=values.get("separator", "|"),
        true=values.get("true", Attribute.true),
        false=values.get("false", Attribute.false),
        missing=values.get("missing", missing),
    )
    unknown = _policy(attribute, values.get("unknown"), issues)
    return Attribute(**{**attribute.__dict__, "unknown": unknown})


def _mark(node: Node, key: str) -> Mark:
    """Where the value of a key stands, or else the mapping itself."""
    value = node.get(key) if isinstance(node, Mapping) else None
    return value.mark if value else node.mark


def _policy(attribute: Attribute, node: Text | Mapping | None, issues: Collector) -> Unknown:
    if node is None or isinstance(node, Text):
        return DROP if node is not None and node.value == DROP else KEEP
    assumed = node.entries["assume"].value
    literals = assumed.nodes if isinstance(assumed, Listing) else (assumed,)
    if not literals:
        issues.add("bad-value", assumed.mark, f"the attribute `{attribute.id}`: nothing is assumed", "name a value")
    values: list[str | float] = []
    for literal in literals:
        value = attribute.name.literal(literal.value) if isinstance(literal, Text) else None
        if isinstance(value, str | float):
            values.append(value)
        else:
            said = literal.value if isinstance(literal, Text) else describe(literal)
            issues.add("wrong-test", literal.mark, *misfit(said, attribute.id, attribute.name))
    return Assume(tuple(values))


def _roles(root: Node, roles: dict[str, str], attributes: dict[str, Attribute], issues: Collector) -> dict[str, str]:
    node = root.get("roles") if isinstance(root, Mapping) else None
    if not isinstance(node, Mapping):
        return {}
    sound: dict[str, str] = {}
    for role, id in roles.items():
        entry = node.entries[role]
        if role not in ROLES:
            issues.unknown_word("bad-role", entry.key.mark, "the role", role, ROLES)
        elif id not in attributes:
            issues.unknown_word("bad-role", entry.value.mark, f"the attribute of the role `{role}`,", id, attributes)
        elif attributes[id].kind not in ROLES[role]:
            issues.add(
                "bad-role",
                entry.value.mark,
                f"the role `{role}` cannot be played by `{id}`, which is of kind {attributes[id].kind}",
                f"kinds that can: {', '.join(ROLES[role])}",
            )
        else:
            sound[role] = id
    for role in ("id", "title"):
        if role not in roles:
            issues.add(
                "missing-key",
                node.mark,
                f"the role `{role}` is not given",
                "every product needs an id and a title",
            )
    return sound


def _variants(root: Node, variants: str | None, roles: dict[str, str], issues: Collector) -> None:
    """Variants can only stand together where an attribute says what belongs together."""
    if variants == TOGETHER and "group" not in roles:
        message = "`variants: together` needs the role `group`: which products are variants of one another"
        issues.add("missing-key", _mark(root, "variants"), message, "give the role, or take `variants` away")


def _category(root: Node, values: dict[str, Any], roles: dict[str, str], issues: Collector) -> None:
    """What is said per category needs an attribute that says what category a product is of."""
    said = {"repurchase": values.get("repurchase", {}).keys() - {"default"}, "goes_with": values.get("goes_with", {})}
    for key, categories in said.items():
        if categories and "category" not in roles:
            message = f"`{key}` names categories, and no attribute plays the role `category`"
            issues.add("missing-key", _mark(root, key), message, f"give the role, or take `{key}` away")


def _compatible(root: Node, pairs: dict[str, str], attributes: dict[str, Attribute], issues: Collector) -> None:
    """Both attributes must be there, and hold texts."""
    node = root.get("compatible") if isinstance(root, Mapping) else None
    if not isinstance(node, Mapping):
        return
    for own, other in pairs.items():
        entry = node.entries[own]
        for id, mark in ((own, entry.key.mark), (other, entry.value.mark)):
            if id not in attributes:
                issues.unknown_word("unknown-attribute", mark, "in `compatible`, the attribute", id, attributes)
            elif attributes[id].kind not in (Kind.CATEGORY, Kind.TAGS, Kind.TEXT):
                message = f"`{id}` in `compatible` is of kind {attributes[id].kind}, which holds no texts"
                issues.add("bad-value", mark, message, "name attributes of kind category, tags or text")


def _placeholders(root: Node, attributes: dict[str, Attribute], issues: Collector) -> None:
    """A made text may use read attributes only, so that no text waits for another."""
    written = root.get("attributes") if isinstance(root, Mapping) else None
    readable = [attribute.id for attribute in attributes.values() if not attribute.made]
    for attribute in attributes.values():
        node = written.get(attribute.id) if isinstance(written, Mapping) else None
        made = node.get("value") if isinstance(node, Mapping) else None
        for used in PLACEHOLDER.findall(attribute.made):
            if made and used not in readable:
                what = f"in the value of `{attribute.id}`, the attribute"
                issues.unknown_word("unknown-attribute", made.mark, what, used, readable)


def _out_of_stock(node: Node | None, attributes: dict[str, Attribute], issues: Collector) -> Condition | None:
    if node is None:
        return None
    condition = parse(node, issues)
    names = {attribute.id: attribute.name for attribute in attributes.values()}
    return None if condition is None else bind(condition, Scope(names, "the attribute", "unknown-attribute"), issues)
