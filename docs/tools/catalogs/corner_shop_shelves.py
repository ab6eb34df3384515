"""The shelves of the corner shop: each line of stock becomes styles and variants."""

from corner_shop_stock import BRANDS, CARE, PANTRY, PRESENTS, WEAR
from corner_shop_style import (
    ANIMAL,
    CAPACITY,
    GRAMS,
    MATERIAL_FACTOR,
    SUITS,
    WARRANTY,
    Dice,
    brand_for,
    rows,
    shelf_price,
    sizes,
    words,
)


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
            for step, (content, every) in enumerate(zip(contents.split(","), days.split(","), strict=True)):
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
                for content, every in zip(contents.split(","), days.split(","), strict=False)
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
