"""The embed's scripts as they are served, and their page held against their source."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from docs.tools.embed import build

ROOT = Path(__file__).parents[2]
DOCUMENT = (ROOT / "docs" / "embed.md").read_text("utf-8")
LOADER = (ROOT / "static" / "embed.js").read_text("utf-8")
MORE = (ROOT / "static" / "embed-more.js").read_text("utf-8")
WIDGET = build.framed()
TYPES = (ROOT / "static" / "embed.d.ts").read_text("utf-8")


USE = """import type { Handle } from "./embed";
const element = document.querySelector<HTMLElement>("[data-salesclerk]")!;
const handle: Handle = window.salesclerk("mount", element);
handle.ready.then((same) => same.restart());
const off: () => void = handle.on("results", ({ products, total }) => products.slice(0, total));
window.salesclerk("on", "answer", (detail, where) => where.append(detail.question));
window.salesclerk("event", "purchase", { products: [{ id: "a", quantity: 2, price: 9.5 }], order: "7" });
window.salesclerk("consent", "profile");
document.addEventListener("salesclerk:select", (event) => event.detail.product.length);
// @ts-expect-error: no such event
window.salesclerk("event", "login");
// @ts-expect-error: no such consent
window.salesclerk("consent", "yes");
// @ts-expect-error: an id is a text
window.salesclerk("event", "view_item", { products: [{ id: 1 }] });
"""


def zipped(*contents: bytes) -> int:
    return sum(len(gzip.compress(content, 9, mtime=0)) for content in contents)


def test_what_is_served_was_built_from_these_sources() -> None:
    assert json.loads((build.OUT / "manifest.json").read_text())["sources"] == build.sources(), "run `make embed`"


@pytest.mark.slow
def test_the_build_gives_the_same_bytes_again() -> None:
    if shutil.which("npm") is None:
        pytest.skip("building needs node and npm")
    build.install()
    assert build.build() == {name: (build.OUT / name).read_bytes() for name in build.build()}


@pytest.mark.slow
def test_the_types_take_what_is_documented_and_refuse_the_rest(tmp_path: Path) -> None:
    if shutil.which("npm") is None:
        pytest.skip("checking types needs node and npm")
    build.install()
    shutil.copy(ROOT / "static" / "embed.d.ts", tmp_path)
    (tmp_path / "shop.ts").write_text(USE)
    tsc = str(build.HERE / "node_modules" / ".bin" / "tsc")
    command = [tsc, "--noEmit", "--strict", "--target", "es2022", "--lib", "es2022,dom", "shop.ts"]
    checked = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (checked.returncode, checked.stdout) == (0, "")


def test_the_loader_is_evergreen_under_two_names_and_pinned_under_its_version(client: FlaskClient) -> None:
    old, evergreen, pinned = (client.get(f"/{name}.js") for name in ("embed", "embed/v1", f"embed/{build.VERSION}"))
    assert old.data == evergreen.data == pinned.data
    assert evergreen.headers["Cache-Control"] == "public, max-age=300"
    assert pinned.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert pinned.headers["Access-Control-Allow-Origin"] == "*"
    assert client.get("/embed/9.9.9.js").status_code == client.get("/embed/manifest.js").status_code == 404


def test_the_published_hash_is_that_of_what_is_served(client: FlaskClient) -> None:
    published = client.get("/embed/manifest.json").json
    assert published and published["version"] == build.VERSION and len(published["files"]) == 2
    for name, about in published["files"].items():
        served = client.get(f"/embed/{name}").data
        assert about["integrity"] == "sha384-" + base64.b64encode(hashlib.sha384(served).digest()).decode()
    more = published["files"][f"{build.VERSION}.more.js"]["integrity"]
    assert more in client.get("/embed/v1.js").text, "who pins the loader pins the second file"
    loader = published["files"][f"{build.VERSION}.js"]["integrity"]
    assert loader in DOCUMENT


def test_the_files_are_as_small_as_promised(client: FlaskClient) -> None:
    assert zipped(client.get("/embed/v1.js").data) <= 2048
    assert zipped(client.get(f"/embed/{build.VERSION}.more.js").data) <= 3072


def test_the_frame_with_all_it_loads_is_as_small_as_promised(client: FlaskClient) -> None:
    page = client.get("/w/kettles")
    loaded = re.findall(r'<(?:link rel="stylesheet" href|script src)="([^"]+)"', page.text)
    assert len(loaded) == 3 and all(address.startswith("/") for address in loaded)
    assert zipped(page.data, *(client.get(address).data for address in loaded)) <= 15 * 1024


# The page of the embed names what the source has, and nothing else


def table(heading: str) -> set[str]:
    """The names in the first column of the tables under a heading."""
    part = re.split(rf"^## {heading}$", DOCUMENT, flags=re.M)[1].split("\n## ")[0]
    return {name for line in re.findall(r"^\| ([^|]+) \|", part, re.M) for name in re.findall(r"`([^`]+)`", line)}


def test_every_attribute_is_listed() -> None:
    taken = re.search(r"const \{ (salesclerk: questionnaire.+) \} = element\.dataset", LOADER)
    assert taken
    names = {re.sub("[A-Z]", lambda big: f"-{big[0].lower()}", one.partition(":")[0]) for one in taken[1].split(", ")}
    assert table("Attributes of the element") == {f"data-{name}" for name in names | {"manual"}}
    assert table("Attributes of the script") == {
        f"data-{name}"
        for name in [*re.findall(r"script\.dataset\.(\w+)", LOADER), *re.findall(r'"(\w+)" in script\.dataset', MORE)]
    }
    opener = re.search(r"const \{ salesclerkOpen: questionnaire, (.+), \.\.\.rest \} = opener\.dataset", MORE)
    assert opener
    assert table("Popup, slide-in, full page") >= {
        "data-salesclerk-open",
        *(f"data-{name}" for name in opener[1].split(", ")),
    }


def test_every_event_is_listed() -> None:
    relayed = re.search(r'const RELAYED = "([a-z_ ]+)"', LOADER)
    assert relayed
    fired = set(re.findall(r'fire\("(\w+)"', LOADER)) | {"ready"} | set(relayed[1].split())
    fired |= set(re.findall(r'new CustomEvent\("salesclerk:(\w+)"', MORE))
    assert table("Events") == {f"salesclerk:{name}" for name in fired}
    for name in fired:
        assert f'"{name}"' in TYPES or f"{name}:" in TYPES, f"embed.d.ts lacks {name}"


def test_every_message_is_listed() -> None:
    rows = re.findall(r"^\| (to|from) the widget \| ([^|]+) \|", DOCUMENT, re.M)
    listed = {
        way: {n for w, names in rows if w == way for n in re.sub("[`,]", " ", names).split()} for way in ("to", "from")
    }
    assert listed["to"] == set(re.findall(r'message\.type === "(\w+)"', WIDGET))
    assert listed["to"] == set(re.findall(r'send\("(\w+)"', LOADER + MORE))
    assert listed["from"] == set(re.findall(r'tell\("(\w+)"', WIDGET))
    heard = re.search(r'const RELAYED = "([a-z_ ]+)"', LOADER)
    assert heard and listed["from"] == {*re.findall(r'type === "(\w+)"', LOADER), *heard[1].split()}


def test_every_command_and_page_event_is_listed() -> None:
    block = LOADER.split("const commands = {")[1].split("\n  };")[0]
    commands = {*re.findall(r"^    (\w+)[,:]", block, re.M), *re.findall(r"^  commands\.(\w+) =", MORE, re.M)}
    assert {
        re.match(r'salesclerk\("(\w+)"', name)[1] for name in table("JavaScript") if name.startswith("salesclerk(")
    } == commands  # type: ignore[index]
    for command in commands:
        assert f'command: "{command}"' in TYPES
    names = re.search(r"const NAMES = \[(.+)\]", MORE)
    assert names
    for name in re.findall(r'"(\w+)"', names[1]):
        assert f"`{name}`" in DOCUMENT and f'"{name}"' in TYPES
