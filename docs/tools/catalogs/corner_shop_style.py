"""What a style of the corner shop is made of: dice, sizes, prices, and the shop that collects its variants."""

import random
from datetime import date

from corner_shop_stock import BRANDS, CARE, DEPARTMENT

SEED = "corner-shop 1"
TODAY = date(2026, 11, 20)  # the day on which the invented shop took its stock

LETTERS = {"women": "XS S M L XL", "men": "S M L XL XXL", "unisex": "XS S M L XL XXL"}
WAISTS = {"women": range(25, 34), "men": range(29, 39)}
FEET = {"women": range(36, 43), "men": range(40, 47), "kids": range(26, 36)}
CHILD_HEIGHTS = range(104, 165, 12)
MATERIAL_FACTOR = {
    "leather": 1.3,
    "suede": 1.2,
    "wool": 1.2,
    "silk": 1.35,
    "down": 1.3,
    "linen": 1.1,
    "organic cotton": 1.1,
    "organic denim": 1.12,
    "beeswax": 1.2,
    "wood": 1.1,
}
ANIMAL = {"leather", "suede", "wool", "silk", "down", "beeswax"}
CAPACITY = {
    "backpack": (16, 28),
    "shoulder bag": (4, 10),
    "clutch": (1, 2),
    "tote bag": (10, 18),
    "messenger bag": (9, 15),
    "weekender": (32, 48),
    "children's backpack": (7, 12),
}
GRAMS = {
    "Jeans": 620,
    "T-shirts": 170,
    "Dresses": 340,
    "Jackets": 780,
    "Shoes": 760,
    "Bags": 690,
    "Candles": 380,
    "Puzzles": 650,
    "Notebooks": 310,
}
WARRANTY = {"Bags": (24, 60), "Jackets": (12, 24)}


class Dice:
    """Chances made of `random()` alone, the one method whose sequence Python promises to keep."""

    def __init__(self, name):
        self.random = random.Random(f"{SEED}/{name}").random

    def chance(self, share):
        return self.random() < share

    def between(self, low, high):
        return low + int(self.random() * (high - low + 1))

    def pick(self, values):
        return values[self.between(0, len(values) - 1)]

    def several(self, values, low, high=None):
        """Between `low` and `high` of the values, in their own order."""
        wanted = self.between(min(low, len(values)), min(high or len(values), len(values)))
        ranked = sorted((self.random(), place) for place in range(len(values)))
        return [values[place] for place in sorted(place for _, place in ranked[:wanted])]


def rows(table):
    return [line.split("|") for line in table.strip().splitlines()]


def words(cell):
    return [word.replace("-", " ") if word in SPACED else word for word in cell.split()]


SPACED = {
    "organic-cotton",
    "organic-denim",
    "recycled-denim",
    "recycled-polyester",
    "soy-wax",
    "green-tea",
    "dry-skin",
    "normal-skin",
    "sensitive-skin",
    "mature-skin",
    "oily-skin",
    "dry-hair",
    "normal-hair",
    "fine-hair",
    "curly-hair",
    "coloured-hair",
    "oily-scalp",
}
SUITS = {word for line in rows(CARE) for word in words(line[5])}


def brand_for(dice, category, audience=""):
    key = "kids" if audience == "kids" else category.replace(" ", "-")
    key = "accessories" if DEPARTMENT[category] == "Accessories" else key
    return dice.pick([name for name, (_, sells) in BRANDS.items() if key in sells.split()])


def shelf_price(amount):
    """A price as shops write it: .90 or .99 below 20, .90 below 100, whole numbers ending in 9 or 5 above."""
    if amount < 100:
        return f"{max(int(amount), 2)}{'.99' if amount < 20 and int(amount) % 2 else '.90'}"
    return f"{int(amount / 5) * 5 + (4 if int(amount / 5) % 2 else 5)}.00"


class Shop:
    """Collects products; a style is a group, its variants share everything but what is told apart in the title."""

    def __init__(self):
        self.products = []
        self.styles = {}

    def group(self, category):
        code = "".join(letter for letter in category.lower() if letter.isalpha())[:4]
        self.styles[code] = self.styles.get(code, 0) + 1
        return f"{code}-{self.styles[code]:02d}"

    def add(self, group, suffix, **cells):
        cells = {"id": f"{group}-{slug(suffix)}", "group": group, "department": DEPARTMENT[cells["category"]], **cells}
        self.products.append(cells)

    def fitting(self, rule):
        """Groups of the devices that an accessory fits: `has:` a connector or feature, `kind:` of device."""
        found, test = [], ""
        for part in rule.split(","):
            test, _, wanted = part.rpartition(":") if ":" in part else (test, ":", part)
            for device in self.products:
                has = device.get("connectors", []) + device.get("features", [])
                if device["department"] in ("Electronics", "Care") and (
                    wanted in has if test == "has" else wanted == device.get("kind")
                ):
                    found.append(device["group"])
        return list(dict.fromkeys(found))


def slug(text):
    kept = "".join(letter if letter.isalnum() else "-" for letter in text.lower())
    return "-".join(part for part in kept.split("-") if part)


def sizes(dice, category, audience):
    if category == "Bags":
        return []
    if category == "Shoes":
        scale = [f"EU {size}" for size in FEET[audience]]
    elif audience == "kids":
        scale = [str(height) for height in CHILD_HEIGHTS]
    elif category == "Jeans":
        scale = [f"W{size}" for size in WAISTS[audience]]
    else:
        scale = LETTERS[audience].split()
    return dice.several(scale, round(len(scale) * 0.55))
