"""The code knows no shop: what is shipped in catalog/ and questionnaires/ is named nowhere in app/ and static/.

The rule. The id of a catalog or a questionnaire stands nowhere, not even in a comment. The id of a question or an
attribute is no text in the code: no string of a Python file is that id (docstrings are prose), and none in quotes of
a script, a template or a style sheet, and no rule of a style sheet names it as a class or an id. Three kinds of ids
are words of our own trade too and may stand: the words of the formats (roles, kinds, keys: `price`, `size`), read from
the tables of the formats themselves, and the few below.
"""

import ast
import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.catalog import read_mapping_file
from app.catalog.schema import ATTRIBUTE, CATALOG, ROLES
from app.conditions import Kind
from app.config import Settings
from app.issues import Collector
from app.questionnaire import Type, parse, schema
from app.services import open_context
from app.web import create_app
from tests.shipped import FILES
from tests.web.caller import Caller

ROOT = Path(__file__).parents[1]
OURS = {
    "color": "a word of Graphviz",
    "content": "a word of OpenAPI, and of HTML's <meta>",
    "file": "a type of question that the format leaves out on purpose",
    "pattern": "a word of JSON Schema",
    "piece": "the layout of the demo shop: one product on its page",
    "sold": "the layout of the demo shop: the mark of what is sold out",
    "source": "a column of the store: the text of a version",
    "version": "a published questionnaire",
}
"""Ids that the code uses in a sense of its own, with that sense."""


def shipped() -> tuple[set[str], set[str]]:
    """The ids of what is sold and asked, and those of its attributes and questions."""
    shops, parts = set(), set()
    for path in (ROOT / "catalog").glob("*.mapping.yaml"):
        catalog = read_mapping_file(path.read_text("utf-8"), path.name, Collector())
        assert catalog
        shops.add(catalog.id)
        parts.update(catalog.attributes)
    for path in FILES:
        questionnaire = parse(path.read_text("utf-8"), path.name, Collector())
        assert questionnaire
        shops.add(questionnaire.id)
        parts.update(questionnaire.questions)
    return shops, parts


def files() -> list[Path]:
    found = [path for folder in ("app", "static") for path in (ROOT / folder).rglob("*")]
    return [path for path in found if path.is_file() and "__pycache__" not in path.parts]


def texts(path: Path) -> Iterator[str]:
    """Every string in a file's code."""
    text = path.read_text("utf-8")
    if path.suffix != ".py":
        yield from (found[2] for found in re.finditer(r"""(["'`])([^"'`\s]+)\1""", text))
        if path.suffix == ".css":
            yield from re.findall(r"[.#]([\w-]+)(?=[^{};]*\{)", text)
        return
    tree = ast.parse(text)
    prose = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in prose:
            yield node.value


def words_of_the_formats() -> set[str]:
    tables = [value for value in vars(schema).values() if isinstance(value, dict)]
    return {str(word) for table in (*tables, CATALOG, ATTRIBUTE, ROLES, Kind, Type) for word in table}


def test_no_catalog_and_no_questionnaire_is_named() -> None:
    shops, _ = shipped()
    named = re.compile(rf"\b({'|'.join(map(re.escape, sorted(shops)))})\b")
    assert len(shops) >= 4
    assert [(path.name, found[0]) for path in files() for found in named.finditer(path.read_text("utf-8"))] == []


def test_no_question_and_no_attribute_is_a_text_of_the_code() -> None:
    _, parts = shipped()
    assert len(parts) > 50
    tied = parts - words_of_the_formats() - set(OURS)
    assert [(path.name, text) for path in files() for text in texts(path) if text in tied] == []


@pytest.mark.parametrize("word", sorted(OURS))
def test_every_exception_is_needed(word: str) -> None:
    assert word in shipped()[1] - words_of_the_formats()
    assert any(text == word for path in files() for text in texts(path))


def test_the_search_finds_what_it_looks_for(tmp_path: Path) -> None:
    code = tmp_path / "rank.py"
    code.write_text('"""Prose on carat."""\nif name == "carat":\n    boost(product["cut"])\n')
    page = tmp_path / "page.html"
    page.write_text("""<p data-x="carat">carat</p><script>send('cut')</script>""")
    style = tmp_path / "shop.css"
    style.write_text(".carat, #cut { color: red }\n")
    assert [sorted(texts(path)) for path in (code, page, style)] == [["carat", "cut"]] * 3


def test_a_shop_that_nobody_thought_of_is_served_with_no_change_of_code(tmp_path: Path) -> None:
    for folder in ("catalog", "questionnaires"):
        (tmp_path / folder).mkdir()
    context = open_context(Settings(home=tmp_path, look_every=1e-9))
    client = create_app(context).test_client()
    assert client.get("/api/v1/questionnaires").json == {"questionnaires": []}
    attributes = "{tail: {kind: text}, called: {kind: text}, wings: {kind: number}, moods: {kind: tags}}"
    (tmp_path / "catalog/kites.jsonl").write_text(
        '{"tail": "k1", "called": "Swift", "wings": 2, "moods": ["calm"]}\n'
        '{"tail": "k2", "called": "Kestrel", "wings": 4, "moods": ["wild", "calm"]}\n'
    )
    (tmp_path / "catalog/kites.mapping.yaml").write_text(
        f"catalog: kites\nfeed: kites.jsonl\nroles: {{id: tail, title: called}}\nattributes: {attributes}\n"
    )
    (tmp_path / "questionnaires/wind.yaml").write_text(
        "questionnaire: wind\ncatalog: kites\ntitle: Which wind?\nenough: 0\nquestions:\n"
        "  mood: {ask: Which mood?, type: multiple, attribute: moods, choices: {wild: {label: Wild}, calm: {label: C}}}\n"
        "  lift: {ask: How many wings?, type: range, attribute: wings, bound: min}\n"
    )
    until = time.monotonic() + 20
    while not client.get("/api/v1/questionnaires").json["questionnaires"] and time.monotonic() < until:
        time.sleep(0.05)
    caller = Caller.begin(client, "wind")
    assert [(choice["id"], choice["count"]) for choice in caller.step["question"]["choices"]] == [
        ("wild", 1),
        ("calm", 2),
    ]
    caller.answer("mood", {"choices": ["calm"]})
    step = caller.answer("lift", {"min": 3})
    assert [(product["id"], product["title"]) for product in step["products"]] == [("k2", "Kestrel")]
    context.close()
