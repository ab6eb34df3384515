"""The electronic shelves of the corner shop: devices, and the accessories that fit them."""

from corner_shop_stock import ACCESSORIES, BRANDS, DEVICES
from corner_shop_style import Dice, brand_for, rows, shelf_price, words


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
