"""The families of Google Fonts, as a catalog: see README.md for how to run this.

The npm package is data only; the argument is the folder that it was unpacked to.
"""

import json
import sys
from pathlib import Path

from feed import write_feed

COLUMNS = (
    "id",
    "title",
    "category",
    "subsets",
    "script_count",
    "weights",
    "weight_count",
    "lightest",
    "boldest",
    "italic",
    "variable",
    "axes",
    "width_axis",
    "optical_axis",
    "traits",
    "licence",
    "modified",
    "version",
)

# Words in a family's own name that say what it is made for; nothing is judged by eye.
NAMED_TRAITS = {
    "condensed": ("Condensed", "Narrow", "Compressed"),
    "small-caps": (" SC",),
    "text": (" Text",),
    "display": ("Display", "Headline", "Poster"),
    "rounded": ("Round",),
    "slab": ("Slab",),
    "stencil": ("Stencil",),
    "pixel": ("Pixel", "Press Start", "VT323", "Silkscreen"),
    "school": ("Playwrite", "Edu "),
    "symbols": ("Barcode", "Emoji", "Symbols", "Redacted", "Flow ", "Guides"),
}
# Subsets that are extensions of a script, or no script at all.
NO_SCRIPT = ("latin-ext", "cyrillic-ext", "greek-ext", "math", "symbols", "symbols2", "emoji", "music", "menu")


def traits(family: str, subsets: list[str]) -> list[str]:
    """What the name says: condensed, slab, small capitals…; `plain` where it says nothing of the kind.

    SC is for small capitals, but simplified Chinese in the name of a family that has it.
    """
    found = [trait for trait, words in NAMED_TRAITS.items() if any(word in family for word in words)]
    if "chinese-simplified" in subsets and "small-caps" in found:
        found.remove("small-caps")
    return found or ["plain"]


def typeface(source: dict, variable: dict | None, licence: dict | None) -> dict:
    """One family; the axes are those of the variable file, if there is one."""
    axes = sorted((variable or {}).get("axes", {}))
    weights = source["weights"]
    return {
        "id": source["id"],
        "title": source["family"],
        "category": source["category"],
        "subsets": source["subsets"],
        "script_count": sum(subset not in NO_SCRIPT for subset in source["subsets"]),
        "weights": weights,
        "weight_count": len(weights),
        "lightest": min(weights),
        "boldest": max(weights),
        "italic": "italic" in source["styles"],
        "variable": bool(axes),
        "axes": axes,
        "width_axis": "wdth" in axes,
        "optical_axis": "opsz" in axes,
        "traits": traits(source["family"], source["subsets"]),
        "licence": licence and licence["license"]["type"],
        "modified": source["lastModified"],
        "version": int(source["version"].removeprefix("v")),
    }


def families(folder: Path) -> list[dict]:
    """All families of the package, by id."""
    data, variable, licences = (
        json.loads((folder / "data" / name).read_text())
        for name in ("google-fonts-v2.json", "variable.json", "licenses.json")
    )
    return [typeface(data[key], variable.get(key), licences.get(key)) for key in sorted(data)]


if __name__ == "__main__":
    print(write_feed("typefaces", COLUMNS, families(Path(sys.argv[1]))), "typefaces")
