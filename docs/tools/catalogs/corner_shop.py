"""Make `catalog/corner-shop.csv`: an invented shop. No product, brand, price or sale in it is real.

    python docs/tools/catalogs/corner_shop.py [TARGET]

Real open catalogs carry no stock, carts, gifts, refills or accessories; this one does, so that behaviour can be shown
and tested. Every style draws from its own dice, seeded with its group, so the same bytes come out on every machine and
Python version, and a style added at the end of a line moves no other.
"""

import csv
import random
import sys
from datetime import date, timedelta
from pathlib import Path

from corner_shop_stock import BRANDS, DEPARTMENTS, DEPARTMENT, WEAR, CARE, PANTRY, PRESENTS, DEVICES, ACCESSORIES

SEED = "corner-shop 1"
TODAY = date(2026, 11, 20)  # the day on which the invented shop took its stock

COLUMNS = """id group title department category kind audience brand price stock colour sizes material pattern features
occasion season suits scent organic vegan fragrance_free giftable gift_for taste rating reviews weight warranty
screen resolution refresh battery_life storage megapixels connectors pieces capacity content roast caffeine
compatible_with refill_days sold released margin""".split()

# brand: (price factor, departments or categories that it sells)

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

# Share of styles whose cell is left empty where the attribute would apply, as in a feed that many hands filled in.
HOLES = {
    "material": 0.12,
    "pattern": 0.15,
    "occasion": 0.18,
    "season": 0.22,
    "scent": 0.12,
    "organic": 0.30,
    "vegan": 0.28,
    "fragrance_free": 0.25,
    "gift_for": 0.15,
    "taste": 0.15,
    "weight": 0.33,
    "warranty": 0.18,
    "battery_life": 0.15,
    "megapixels": 0.15,
    "features": 0.10,
    "capacity": 0.20,
    "suits": 0.10,
    "giftable": 0.10,
    "refill_days": 0.12,
    "roast": 0.10,
    "connectors": 0.08,
    "margin": 0.15,
    "pieces": 0.10,
}


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


def add_wear(shop):
    for category, audience, kind, base, materials, colours, features, occasions, seasons, names in rows(WEAR):
        for name in names.split():
            group = shop.group(category)
            dice = Dice(group)
            brand, material = brand_for(dice, category, audience), dice.pick(words(materials))
            price = float(base) * BRANDS[brand][0] * MATERIAL_FACTOR.get(material, 1) * (0.9 + 0.25 * dice.random())
            low, high = CAPACITY.get(kind, (0, 0))
            shared = {
                "category": category,
                "kind": kind,
                "audience": audience,
                "brand": brand,
                "price": shelf_price(price),
                "material": material,
                "features": dice.several(words(features), 1),
                "occasion": dice.several(words(occasions), 1),
                "season": ["spring", "summer", "autumn", "winter"] if seasons == "all" else words(seasons),
                "organic": "yes" if material.startswith("organic") else "no" if dice.chance(0.6) else "",
                "vegan": "no" if material in ANIMAL else "yes",
                "weight": str(dice.between(80, 125) * GRAMS[category] // 100),
                "capacity": str(dice.between(low, high)) if high else "",
                "giftable": "yes" if category == "Bags" or kind in GIFT_KINDS else "no",
                "warranty": str(dice.pick(WARRANTY[category])) if category in WARRANTY else "",
            }
            if shared["giftable"] == "yes":
                shared |= {
                    "gift_for": ["child"] if audience == "kids" else dice.several(["partner", "friend", "parent"], 1),
                    "taste": dice.several(
                        ["elegant", "practical"] if "outdoor" not in occasions else ["outdoorsy", "practical"], 1
                    ),
                }
            palette = words(colours)
            for colour in dice.several(palette, 2 if len(palette) > 2 else 1, 4 if category == "T-shirts" else 3):
                pattern = "plain" if kind not in PATTERNS or dice.chance(0.6) else dice.pick(PATTERNS[kind].split())
                title = f"{name} {kind}, {colour}" if pattern == "plain" else f"{name} {kind}, {pattern}, {colour}"
                shop.add(
                    group,
                    colour,
                    title=title,
                    colour=colour,
                    pattern=pattern,
                    sizes=sizes(dice, category, audience),
                    **shared,
                )


GIFT_KINDS = {"knitted dress", "fleece jacket", "children's dress", "children's T-shirt", "long-sleeved T-shirt"}
PATTERNS = {
    "crew-neck T-shirt": "striped printed",
    "long-sleeved T-shirt": "striped dotted",
    "polo shirt": "striped",
    "children's T-shirt": "striped printed dotted",
    "summer dress": "floral striped dotted",
    "wrap dress": "floral dotted",
    "shirt dress": "striped checked",
    "children's dress": "floral dotted checked",
    "blazer": "checked",
    "tote bag": "striped printed",
    "children's backpack": "printed dotted",
    "backpack": "checked",
}


# What a name promises, the product keeps.
PROMISED = {
    "Curl Choir": "curly hair+dry hair",
    "Copper Keep": "coloured hair",
    "Feather Volume": "fine hair",
    "Scalp Calm": "oily scalp",
    "Barrier Repair": "sensitive skin+dry skin",
    "Evening Primrose": "mature skin+dry skin",
    "Clear Horizon": "oily skin",
    "First Light": "mature skin+normal skin",
    "Rice Water": "sensitive skin+mature skin",
    "Slow Sunday": "dry skin+mature skin",
    "Argan Anchor": "dry hair+coloured hair",
    "Quiet Rose": "rose",
    "Clay & Mint": "mint",
    "Lavender Field": "lavender",
    "Almond Milk": "almond",
    "Bare Minimum": "none",
    "Peppermint Post": "mint",
    "Cedar Walk": "cedar",
    "Unscented Calm": "none",
    "Nettle & Lemon": "citrus",
    "Rosemary Bar": "rosemary",
    "Bar None": "none",
    "Library Hour": "vanilla",
    "Fir & Frost": "fir",
    "Fig Courtyard": "fig",
    "Linen Cupboard": "lavender",
    "First Snow": "fir",
}


def add_care(shop):
    for category, kind, base, contents, days, suits, scents, names in rows(CARE):
        for name in names.split(";"):
            group = shop.group(category)
            dice = Dice(group)
            brand, scent = brand_for(dice, category), dice.pick(words(scents))
            natural = brand == "Meadowlarke"
            promised = [told for told in PROMISED.get(name, "").split("+") if told in SUITS]
            scent = PROMISED[name] if name in PROMISED and not promised else scent
            shared = {
                "category": category,
                "kind": kind,
                "brand": brand,
                "suits": promised or dice.several(words(suits), 1, 3),
                "scent": "unscented" if scent == "none" else scent,
                "fragrance_free": "yes" if scent == "none" else "no",
                "organic": "yes" if natural or dice.chance(0.15) else "no",
                "vegan": "yes" if dice.chance(0.7) else "no",
                "audience": "men" if category == "Shaving supplies" else dice.pick(["unisex", "unisex", "women"]),
                "features": dice.several(["plastic-free", "refillable", "dermatologically tested"], 1, 2),
                "giftable": "yes"
                if scent != "none" and kind in ("hand cream", "hair oil", "body lotion", "aftershave balm")
                else "no",
            }
            if shared["giftable"] == "yes":
                shared |= {"gift_for": dice.several(["partner", "friend", "parent", "colleague"], 2), "taste": ["cosy"]}
            noise = 0.9 + 0.25 * dice.random()
            for step, (content, every) in enumerate(zip(contents.split(","), days.split(","))):
                price = float(base) * BRANDS[brand][0] * noise * (1 + 0.65 * step)
                shop.add(
                    group,
                    content,
                    title=f"{name} {kind}, {content}",
                    content=content,
                    refill_days=every,
                    weight=str(int(content.split()[0]) + 40),
                    price=shelf_price(price),
                    **shared,
                )


def add_pantry(shop):
    for category, kinds, base, contents, days, roast, caffeine, notes, names in rows(PANTRY):
        for name in names.split(";"):
            group = shop.group(category)
            dice = Dice(group)
            brand = brand_for(dice, category)
            organic = dice.chance(0.4)
            shared = {
                "category": category,
                "brand": brand,
                "roast": roast,
                "caffeine": caffeine,
                "features": words(notes),
                "organic": "yes" if organic else "no",
                "vegan": "yes",
                "giftable": "yes" if "loose" in contents or "beans" in kinds else "no",
            }
            if shared["giftable"] == "yes":
                shared |= {
                    "gift_for": dice.several(["partner", "friend", "parent", "colleague"], 2),
                    "taste": ["foodie", "cosy"],
                }
            noise = (1.12 if organic else 1) * (0.9 + 0.2 * dice.random())
            variants = [
                (kind, content, every)
                for kind in kinds.split(",")
                for content, every in zip(contents.split(","), days.split(","))
            ]
            for kind, content, every in variants:
                price = (
                    float(base) * BRANDS[brand][0] * noise * (0.65 if "bags" in content and "loose" in contents else 1)
                )
                form = ["loose-leaf"] if "loose" in content else ["tea-bags"] if "bags" in content else []
                grams = content.split()[0] if " g" in content else "40" if "bags" in content else "110"
                shop.add(
                    group,
                    f"{kind} {content}" if "," in kinds else content,
                    title=f"{name} {kind}, {content}",
                    kind=kind,
                    content=content,
                    refill_days=every,
                    weight=grams,
                    price=shelf_price(price),
                    **(shared | {"features": words(notes) + form}),
                )


def add_presents(shop):
    for category, kind, base, materials, colours, tastes, given_to, detail, names in rows(PRESENTS):
        for name in names.split(";"):
            group = shop.group(category)
            dice = Dice(group)
            brand, material = brand_for(dice, category), dice.pick(words(materials))
            noise = BRANDS[brand][0] * MATERIAL_FACTOR.get(material, 1) * (0.9 + 0.25 * dice.random())
            shared = {
                "category": category,
                "kind": kind,
                "brand": brand,
                "material": material,
                "giftable": "yes",
                "vegan": "no" if material in ANIMAL else "yes",
                "gift_for": dice.several(words(given_to), 2),
                "taste": dice.several(words(tastes), 1),
                "weight": str(dice.between(80, 125) * GRAMS[category] // 100),
            }
            if category == "Candles":
                shared |= {
                    "organic": "yes" if material == "beeswax" else "no",
                    "fragrance_free": "no" if detail else "yes",
                    "scent": "" if detail else "unscented",
                }
            if category == "Puzzles":
                pieces = dice.pick(detail.split(","))
                shop.add(
                    group,
                    pieces,
                    title=f"{name} {kind}, {pieces} pieces",
                    pieces=pieces,
                    colour=dice.pick(words(colours)),
                    price=shelf_price(float(base) * noise * (0.85 + 0.3 * detail.split(",").index(pieces) / 2)),
                    **shared,
                )
                continue
            palette = words(colours)
            for colour in dice.several(palette, 1 if len(palette) < 3 else 2, 3):
                extra = {"scent": PROMISED.get(name) or dice.pick(detail.split(","))} if detail else {}
                told = f"{extra['scent']}, {colour}" if detail else colour
                shop.add(
                    group,
                    colour,
                    title=f"{name} {kind}, {told}",
                    colour=colour,
                    price=shelf_price(float(base) * noise),
                    **(shared | extra),
                )


def add_devices(shop):
    for category, kind, brand, name, base, months, grams, features, colours, details in rows(DEVICES):
        group = shop.group(category)
        dice = Dice(group)
        told = dict(pair.split("=") for pair in details.split())
        capacities = told.pop("storage", "").split(",")
        told["connectors"] = told["connectors"].split(",") if "connectors" in told else []
        told["resolution"] = told.get("resolution", "").replace("-", " ")
        gift = kind in ("instant camera", "in-ear headphones", "action camera") or float(base) < 60
        shared = {
            "category": category,
            "kind": kind,
            "brand": brand,
            "warranty": months,
            "weight": grams,
            "features": words(features),
            "giftable": "yes" if gift else "no",
            **told,
        }
        if category == "Razors":
            shared["audience"] = "women" if "soap-strip" in features else "men"
        if gift:
            shared |= {
                "gift_for": dice.several(["partner", "friend", "child", "parent"], 2),
                "taste": ["practical"]
                if category == "Razors"
                else dice.several(["techie", "creative", "outdoorsy"], 1, 2),
            }
        for step, capacity in enumerate(capacities):
            for colour in words(colours):
                label = f"{brand} {name} {kind}" + (f", {capacity} GB" if capacity else "")
                price = float(base) + 100 * step
                shop.add(
                    group,
                    f"{capacity} {colour}",
                    title=f"{label}, {colour}",
                    colour=colour,
                    storage=capacity,
                    price=f"{price:.2f}",
                    **shared,
                )


def add_accessories(shop):
    for category, kind, base, months, grams, features, colours, fits, contents, names in rows(ACCESSORIES):
        rule = fits.removeprefix("each:").removeprefix("pair:")
        groups = shop.fitting(rule if ":" in rule or not rule else f"kind:{rule}") if rule else []
        size = 1 if fits.startswith("each:") else 2 if fits.startswith("pair:") else max(len(groups), 1)
        for start in range(0, max(len(groups), 1), size):
            served = groups[start : start + size]
            for name in names.split(";"):
                add_accessory(
                    shop, category, kind, base, months, grams, features, colours, served, contents, name, size < 3
                )


def add_accessory(shop, category, kind, base, months, grams, features, colours, served, contents, name, named):
    group = shop.group(category)
    dice = Dice(group)
    brand = "Edgeley" if kind == "razor blades" else brand_for(dice, category)
    fitted = [device["title"].split(f" {device['kind']}")[0] for device in shop.products if device["group"] in served]
    told = f" for {' and '.join(dict.fromkeys(fitted))}" if named and served else ""
    shared = {
        "category": category,
        "kind": kind,
        "brand": brand,
        "warranty": "" if months == "0" else months,
        "weight": grams,
        "features": words(features),
        "compatible_with": served,
        "giftable": "yes" if kind in ("power bank", "wireless charger") else "no",
    }
    if shared["giftable"] == "yes":
        shared |= {"gift_for": ["partner", "friend", "parent", "colleague"], "taste": ["techie", "practical"]}
    refills = {"razor blades": (50, 100), "AA batteries": (120, 300)}.get(kind)
    noise = BRANDS[brand][0] * (0.9 + 0.25 * dice.random())
    colour = dice.pick(words(colours))
    shades = dice.several(words(colours), 2) if category in ("Cases",) else [colour]
    for step, content in enumerate(contents.split(",")):
        for shade in shades:
            title = f"{name} {kind}{told}, " + ", ".join(
                filter(None, [content, shade if len(words(colours)) > 1 else ""])
            )
            extra = {"refill_days": str(refills[step])} if refills else {}
            if category == "Memory cards":
                extra["storage"] = content.split()[0]
            shop.add(
                group,
                f"{content} {shade}",
                title=title.rstrip(", "),
                content=content,
                colour=shade,
                price=shelf_price(float(base) * noise * (1 + 0.6 * step)),
                **shared,
                **extra,
            )


def punch_holes(products):
    for product in products:
        dice = Dice(f"holes {product['group']}")
        for name in COLUMNS:  # a fixed order, so that each attribute keeps its own throw
            if dice.chance(HOLES.get(name, 0)):
                product[name] = ""
        if not product.get("giftable"):
            product |= {"gift_for": "", "taste": ""}


def trade(products):
    """Fill in stock, sales (Zipf-like over the whole shop), ratings, release dates and margins."""
    lively = {"Care": 0.72, "Coffee & tea": 0.7, "Accessories": 0.8, "Gifts": 0.9}
    pull = {}
    for product in products:
        own = Dice(f"pull {product['id']}").random()
        style = Dice(f"pull {product['group']}").random()
        pull[product["id"]] = (0.35 * own + 0.65 * style) * lively.get(product["department"], 1)
    for rank, product in enumerate(sorted(products, key=lambda product: (pull[product["id"]], product["id"])), start=1):
        dice = Dice(f"trade {product['id']}")
        style = Dice(f"trade {product['group']}")
        age = style.between(12, 1400)
        product["released"] = (TODAY - timedelta(days=age)).isoformat()
        share = min(age / 90, 1)  # sold counts the last 90 days; a newcomer had fewer of them
        product["sold"] = str(int(1300 / (rank + 3) ** 0.86 * share * (0.85 + 0.3 * dice.random())))
        product["stock"] = str(
            0 if dice.chance(0.08) else dice.between(1, 4) if dice.chance(0.15) else dice.between(5, 140)
        )
        if age > 45 and not style.chance(0.15):
            reviews = max(1, int(int(product["sold"]) * (0.2 + 0.5 * dice.random())) + dice.between(0, 9))
            product["rating"] = f"{min(5.0, 3.2 + 1.7 * (0.65 * style.random() + 0.35 * dice.random())):.1f}"
            product["reviews"] = str(reviews)
        product.setdefault("margin", f"{18 + style.between(0, 42)}")


def cell(value):
    return "|".join(value) if isinstance(value, list) else value


def make():
    shop = Shop()
    for add in (add_wear, add_care, add_pantry, add_presents, add_devices, add_accessories):
        add(shop)
    punch_holes(shop.products)
    trade(shop.products)
    return sorted(
        ({name: cell(product.get(name, "")) for name in COLUMNS} for product in shop.products),
        key=lambda product: product["id"],
    )


def main(target):
    products = make()
    for name in ("id", "title"):
        assert len({product[name] for product in products}) == len(products), f"two products share a {name}"
    with target.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(products)
    print(f"{target}: {len(products)} products in {len({product['group'] for product in products})} styles")


if __name__ == "__main__":
    beside = Path(__file__).resolve().parents[3] / "catalog" / "corner-shop.csv"
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else beside)
