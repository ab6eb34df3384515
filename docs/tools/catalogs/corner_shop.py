"""Make `catalog/corner-shop.csv`: an invented shop. No product, brand, price or sale in it is real.

    python docs/tools/catalogs/corner_shop.py [TARGET]

Real open catalogs carry no stock, carts, gifts, refills or accessories; this one does, so that behaviour can be shown
and tested. Every style draws from its own dice, seeded with its group, so the same bytes come out on every machine and
Python version, and a style added at the end of a line moves no other.
"""

import csv
import sys
from datetime import timedelta
from pathlib import Path

from corner_shop_devices import add_accessories, add_devices
from corner_shop_shelves import add_care, add_pantry, add_presents, add_wear
from corner_shop_style import TODAY, Dice, Shop

COLUMNS = (
    "id",
    "group",
    "title",
    "department",
    "category",
    "kind",
    "audience",
    "brand",
    "price",
    "stock",
    "colour",
    "sizes",
    "material",
    "pattern",
    "features",
    "occasion",
    "season",
    "suits",
    "scent",
    "organic",
    "vegan",
    "fragrance_free",
    "giftable",
    "gift_for",
    "taste",
    "rating",
    "reviews",
    "weight",
    "warranty",
    "screen",
    "resolution",
    "refresh",
    "battery_life",
    "storage",
    "megapixels",
    "connectors",
    "pieces",
    "capacity",
    "content",
    "roast",
    "caffeine",
    "compatible_with",
    "refill_days",
    "sold",
    "released",
    "margin",
)

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
