"""The diamonds of plotnine, as a catalog: see README.md for how to run this."""

from collections import Counter
from statistics import median

from feed import write_feed
from plotnine.data import diamonds

COLUMNS = (
    "id",
    "title",
    "price",
    "carat",
    "cut",
    "color",
    "clarity",
    "depth",
    "table",
    "x",
    "y",
    "z",
    "diameter",
    "spread",
    "price_per_carat",
)

ROUND_ENOUGH = 1.1  # length over width; a round stone above this was mistyped
SPREAD_LIMIT = 20.0  # percent; no cut makes a stone so much wider than its weight allows
DEPTH_TOLERANCE = 5.0  # percentage points between the depth stated and 2z / (x + y)


def stone(number: int, source) -> dict:
    """One stone; measures that cannot be those of a round stone count as not stated."""
    row = {"id": f"d-{number:05d}", "price": int(source.price), "carat": float(source.carat)}
    row |= {name: str(getattr(source, name)) for name in ("cut", "color", "clarity")}
    row |= {name: float(getattr(source, name)) for name in ("depth", "table")}
    x, y, z = (float(getattr(source, name)) or None for name in ("x", "y", "z"))
    if not (x and y and max(x, y) / min(x, y) <= ROUND_ENOUGH):
        x = y = z = None
    if z and abs(200 * z / (x + y) - row["depth"]) > DEPTH_TOLERANCE:
        z = None
    diameter = round((x + y) / 2, 2) if x else None
    return row | {"x": x, "y": y, "z": z, "diameter": diameter, "price_per_carat": round(row["price"] / row["carat"])}


def add_spread(rows: list[dict]) -> None:
    """Percent by which a stone is wider or narrower than the median stone of its weight.

    Where that cannot be, the measures were mistyped and count as not stated.
    """
    scale = median(row["diameter"] / row["carat"] ** (1 / 3) for row in rows if row["diameter"])
    for row in rows:
        if row["diameter"]:
            usual = scale * row["carat"] ** (1 / 3)
            row["spread"] = round(100 * (row["diameter"] / usual - 1), 1)
            if abs(row["spread"]) > SPREAD_LIMIT:
                row |= dict.fromkeys(("x", "y", "z", "diameter", "spread"))


def titles(row: dict) -> list[str]:
    """Titles for one stone, each more exact than the one before; the last is always its own."""
    grades = f"{row['carat']:.2f} ct {row['cut']}, {row['color']}, {row['clarity']}"
    measures = [f"{row[axis]:.2f}" for axis in ("x", "y", "z") if row[axis]]
    short = f"{grades} · {row['diameter']:.2f} mm" if row["diameter"] else grades
    long = f"{grades} · {' × '.join(measures)} mm" if measures else grades
    longer = f"{long} · {row['depth']:g} / {row['table']:g} %"
    return [short, long, longer, f"{longer} · {row['id']}"]


def add_titles(rows: list[dict]) -> None:
    """Give every stone the shortest title that no other stone shares."""
    levels = [titles(row) for row in rows]
    taken = [Counter(column) for column in zip(*levels, strict=True)]
    for row, own in zip(rows, levels, strict=True):
        row["title"] = next(title for title, count in zip(own, taken, strict=True) if count[title] == 1)


if __name__ == "__main__":
    stones = [stone(number, source) for number, source in enumerate(diamonds.itertuples(), 1)]
    add_spread(stones)
    add_titles(stones)
    print(write_feed("diamonds", COLUMNS, stones), "diamonds")
