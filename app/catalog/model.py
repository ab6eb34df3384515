"""What a catalog is, before any product: its attributes, and which of them play a part that the engine knows."""

from __future__ import annotations

from dataclasses import dataclass, field

from app.conditions import Condition, Kind, Name
from app.document.texts import UNSAID, Localized, plain

Value = str | float | tuple[str, ...]
"""A stated value: a text (also `true` and `false`), a number (also a rank or a day number), or several texts."""

Product = dict[str, Value]
"""One product: its stated values by attribute; what is not stated is absent."""


@dataclass(frozen=True)
class Assume:
    """The unknown policy that takes one value for granted."""

    values: tuple[str | float, ...]


KEEP = "keep"
DROP = "drop"
Unknown = str | Assume
"""What a test on a value that is not stated amounts to: `KEEP`, `DROP`, or an assumed value."""


@dataclass(frozen=True)
class Attribute:
    """A property of products: where the feed states it, of what kind it is, and how it is shown."""

    id: str
    kind: Kind
    column: str
    label: Localized
    value_labels: dict[str, Localized] = field(default_factory=dict)
    made: str = ""
    unit: Localized = UNSAID
    decimals: int | None = None
    order: tuple[str, ...] = ()
    separator: str = "|"
    true: tuple[str, ...] = ("true", "yes", "1")
    false: tuple[str, ...] = ("false", "no", "0")
    missing: tuple[str, ...] = ("",)
    unknown: Unknown = KEEP
    more: Localized | None = None
    less: Localized | None = None
    most: Localized | None = None
    least: Localized | None = None

    @property
    def name(self) -> Name:
        """The attribute as a name that conditions may test."""
        return Name(self.kind, self.order)

    def value_label(self, value: str) -> Localized:
        """How a value is shown."""
        return self.value_labels.get(value) or plain(value)


APART = "apart"
TOGETHER = "together"
"""Whether each variant is counted and shown by itself, or all of a group once."""


@dataclass(frozen=True)
class Catalog:
    """A shop's catalog as its mapping describes it."""

    id: str
    feed: str
    title: Localized
    description: Localized
    attributes: dict[str, Attribute]
    roles: dict[str, str]
    currency: str
    picture: str
    out_of_stock: Condition | None
    repurchase: dict[str, int | None]
    variants: str = APART
    goes_with: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """By category, the categories of what is bought to go with it, the closest first."""
    compatible: dict[str, str] = field(default_factory=dict)
    """By attribute of an accessory, the attribute of the other product that must be among its values, if any."""

    def role(self, role: str) -> Attribute | None:
        """The attribute that plays a role, if one does."""
        attribute = self.roles.get(role)
        return self.attributes[attribute] if attribute else None

    @property
    def names(self) -> dict[str, Name]:
        """All attributes, as names that conditions may test."""
        return {attribute.id: attribute.name for attribute in self.attributes.values()}
