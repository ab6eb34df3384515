"""Write the reference of the file formats from the tables that read them.

    .venv/bin/python docs/tools/reference.py

A test holds the written pages against the tables.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import orjson

from app.catalog import schema as mapping
from app.compiler.journeys import schema as journeys
from app.conditions.grammar import MEANINGS
from app.conditions.refer import REF
from app.document.shape import Field, text
from app.issues import CODES
from app.questionnaire import schema
from app.questionnaire.json_schema import json_schema
from app.questionnaire.scope import OUT_OF_SCOPE

DOCS = Path(__file__).parents[1]

ONLY: tuple[tuple[Mapping[str, Field], Mapping[str, Sequence[str]]], ...] = (
    (schema.QUESTION, schema.ONLY_FOR),
    (schema.CHOICE, schema.CHOICE_ONLY_FOR),
    (schema.MERCHANDISE, schema.DEED_ONLY_FOR),
)
"""Tables some of whose keys mean something only there."""

MAPPING = """# The mapping format

A mapping is a YAML file `<catalog>.mapping.yaml` in `catalog/`, beside its feed. It says which column is which
attribute and which attributes play a part that Salesclerk knows. *This page is written from the tables in
`app/catalog/schema.py` by `docs/tools/reference.py`.*

A feed is CSV with a header or JSON lines, UTF-8, plain or gzipped. A row is left out, and reported with its
line, when its id or title is missing, its id has been seen, a number, date or flag cannot be read, or an
ordered value is not in its order.

`picture` names a Jinja template that draws a product as SVG for the demo shop: it sees `p`, the product's
values by attribute (None where not stated), and `n`, a whole number made of the product's id.
"""

JOURNEYS = """# Journeys

A journey is an author's test: recorded answers, and what must follow. They stand in `NAME.journeys.yaml` beside
`NAME.yaml`. `salesclerk check` walks them with the questionnaire, and `salesclerk publish` is refused while one of
them fails. *This page is written from the tables in `app/compiler/journeys/schema.py` by `docs/tools/reference.py`.*

```yaml
journeys: diamonds                   # the questionnaire
on: 2026-11-20                       # the day on which they are walked; today if not said

A pendant under 900:                 # any name
  answers: {occasion: gift, present: pendant, budget: ..900}
  then: {question: size, remaining: 12389}

A change of mind:                    # several steps, each adding to the answers before
  - {answers: {occasion: gift}, then: {question: present}}
  - {answers: {occasion: collecting, budget: skip}, then: {question: carat, remaining: {min: 20000}}}
```

Answers are written as short as they can be said:

| type | answer |
|---|---|
| `single` | `cut: ideal` |
| `multiple` | `extras: [a, b]`, or `extras: a`; `[]` for none of them |
| `range` | `budget: ..900`, `500..`, `500..900`, or `{min: 500, max: 900}` |
| `number`, `date` | `height: 170`, `born: 2001-04-30` |
| `info` | `hello: seen` |
| any that may be skipped | `cut: skip` |
| with its importance | `cut: {choices: [ideal], importance: 2}` |

An answer that its question would not take, a question, choice or product that does not exist, and what does not
follow are errors; an answer to a question to which the journey does not come is a note.

## Recording

```
salesclerk check questionnaires/diamonds.yaml --record "A pendant under 900" \\
    -a occasion=gift -a present=pendant -a budget=..900
```

writes the journey, with what follows now, at the end of `diamonds.journeys.yaml`; what stands there stays to the
byte. Without `-a` the questions are asked one by one; an empty line ends it. Loosen what need not be exact: counts
may be `{min: 10}`, and any key under `then` may go.
"""


def questionnaire_page() -> str:
    """The reference of the questionnaire format."""
    tables = {
        "Questionnaire": schema.QUESTIONNAIRE,
        "Question": schema.QUESTION,
        "Choice": schema.CHOICE,
        "Automatic choices": schema.AUTO,
        "Route": schema.ROUTE,
        "Reason": schema.PHRASES,
        "Test": {word: Field(text, meaning) for word, meaning in MEANINGS.items()},
        "Reference": REF,
        "Rule": schema.RULE,
        "Merchandise": schema.MERCHANDISE,
        "Results": schema.RESULTS_TABLE,
        "Ranking": schema.RANKING,
        "Embed": schema.EMBED,
        "Theme": schema.THEME,
        "File of shared questions": schema.PART,
    }
    written = (DOCS / "tools" / "questionnaire.md").read_text("utf-8")
    written = written.replace("<!-- out of scope -->\n", "".join(_out_of_scope()))
    every = "".join(_section(title, table, "###") for title, table in tables.items())
    return written.replace("<!-- tables -->\n", every)


def _out_of_scope() -> Iterator[str]:
    yield "| construct | why | instead | known by |\n|---|---|---|---|\n"
    for name, absent in OUT_OF_SCOPE.items():
        words = [f"`{key}`" for key in absent.keys] + [f"`type: {type}`" for type in absent.types]
        yield f"| {name} | {absent.why} | {absent.instead} | {', '.join(words)} |\n"


def mapping_page() -> str:
    """The reference of the mapping format."""
    kinds = "".join(f"| `{role}` | {', '.join(kinds)} |\n" for role, kinds in mapping.ROLES.items())
    roles = f"\n## Roles\n\n| role | kinds that can play it |\n|---|---|\n{kinds}"
    return MAPPING + _section("Mapping", mapping.CATALOG) + _section("Attribute", mapping.ATTRIBUTE) + roles


def journeys_page() -> str:
    """The format of journeys."""
    tables = {
        "File": journeys.FILE,
        "Journey": journeys.JOURNEY,
        "Then": journeys.THEN,
        "Remaining": journeys.REMAINING,
        "Visit": journeys.VISIT,
        "Answer in full": journeys.ANSWER,
    }
    return JOURNEYS + "".join(_section(title, table) for title, table in tables.items())


def issues_page() -> str:
    """Every issue code, with its severity and meaning."""
    rows = "".join(f"| `{code}` | {row.severity} | {row.meaning} |\n" for code, row in CODES.items())
    return (
        "# Issue codes\n\nWhat `salesclerk check` and the server's log can say of an author's files. Errors hold "
        "publishing back; warnings and notes do not. Each code has a broken example in the tests.\n\n"
        f"| code | severity | meaning |\n|---|---|---|\n{rows}"
    )


def _section(title: str, table: Mapping[str, Field], level: str = "##") -> str:
    return f"\n{level} {title}\n\n| key | meaning |\n|---|---|\n" + "".join(_rows(table))


def _rows(table: Mapping[str, Field]) -> Iterator[str]:
    for key, field in table.items():
        needed = "**needed**; " if field.required else ""
        fitting = next((rows for owner, rows in ONLY if owner is table), {}).get(key, ())
        only = f" *({', '.join(fitting)})*" if fitting else ""
        yield f"| `{key}` | {needed}{field.note}{only} |\n"


def editor_schema() -> str:
    """The JSON Schema of questionnaires on any catalog."""
    return orjson.dumps(json_schema(), option=orjson.OPT_INDENT_2).decode() + "\n"


PAGES = {
    "questionnaire.md": questionnaire_page,
    "questionnaire.schema.json": editor_schema,
    "mapping.md": mapping_page,
    "journeys.md": journeys_page,
    "issues.md": issues_page,
}

if __name__ == "__main__":
    for name, page in PAGES.items():
        (DOCS / name).write_text(page(), encoding="utf-8")
