"""Write the reference of the file formats from the tables that read them.

    .venv/bin/python docs/tools/reference.py

A test holds the written pages against the tables.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from difflib import Differ
from pathlib import Path

import orjson

from app.catalog import schema as mapping
from app.compiler.journeys import schema as journeys
from app.conditions.grammar import MEANINGS
from app.conditions.refer import REF
from app.document.shape import Field, Json, text, written
from app.issues import CODES
from app.issues.codes import STAGES
from app.questionnaire import schema
from app.questionnaire.json_schema import json_schema
from app.questionnaire.scope import OUT_OF_SCOPE
from app.shopper import trigger_file
from app.shopper.json_schema import segments_schema, triggers_schema

DOCS = Path(__file__).parents[1]

ONLY: tuple[tuple[Mapping[str, Field], Mapping[str, Sequence[str]]], ...] = (
    (schema.QUESTION, schema.ONLY_FOR),
    (schema.CHOICE, schema.CHOICE_ONLY_FOR),
    (schema.MERCHANDISE, schema.DEED_ONLY_FOR),
)
"""Tables some of whose keys mean something only there."""

MENDED = ".mended"
WIDTH, LENGTH = 160, 60
"""Characters of a line and lines of an example that are shown at the most."""


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
        "Recommend": schema.RECOMMEND,
        "Embed": schema.EMBED,
        "Theme": schema.THEME,
        "File of shared questions": schema.PART,
    }
    written = _prose("questionnaire").replace("<!-- out of scope -->\n", "".join(_out_of_scope()))
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
    return _prose("mapping") + _section("Mapping", mapping.CATALOG) + _section("Attribute", mapping.ATTRIBUTE) + roles


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
    return _prose("journeys") + "".join(_section(title, table) for title, table in tables.items())


def issues_page() -> str:
    """Every issue code by stage, then each as it is met and as it is mended."""
    written = _prose("issues").replace("<!-- codes -->\n", "".join(_codes()))
    for code in CODES:
        heading = f"\n### {code}\n"
        shown = "".join(_example(path) for path in _examples(code))
        assert shown or heading in written, f"neither an example nor words for {code}"
        written += f"{heading}\n{CODES[code].severity.capitalize()}: {CODES[code].meaning}.\n{shown}" if shown else ""
    return written


def _codes() -> Iterator[str]:
    for stage, codes in STAGES.items():
        if codes:
            yield f"\n**{stage}**\n\n| code | severity | meaning |\n|---|---|---|\n"
        for code, row in codes.items():
            yield f"| [`{code}`](#{code}) | {row.severity} | {row.meaning} |\n"


def _examples(code: str) -> list[Path]:
    """The broken examples of a code, beside which what is said of them and the mended one stand."""
    said = sorted((DOCS.parent / "tests").glob(f"*/bad/{code}*.txt"))
    paths = [path.with_suffix(suffix) for path in said for suffix in (".yaml", ".csv")]
    return [path for path in paths if path.name.partition(".")[0] == code and path.exists()]


def _example(path: Path) -> str:
    """A broken example made into the mended one, line by line, and what its author reads."""
    broken = path.read_text("utf-8", "replace").splitlines()
    mended = path.with_name(f"{path.stem}{MENDED}{path.suffix}").read_text("utf-8").splitlines()
    lines = [line for line in Differ().compare(broken, mended) if not line.startswith("?")]
    said = path.with_suffix(".txt").read_text("utf-8").splitlines()
    return f"\n```diff\n{_clipped(lines)}```\n\n```text\n{_clipped(said)}```\n"


def _clipped(lines: list[str]) -> str:
    """The lines, none of them longer than `WIDTH` and not many more than `LENGTH`."""
    shown = lines if len(lines) <= LENGTH + 3 else [*lines[:LENGTH], f"  … {len(lines) - LENGTH} lines more"]
    return "".join(f"{line[:WIDTH]}{'…' if len(line) > WIDTH else ''}".rstrip() + "\n" for line in shown)


def _prose(name: str) -> str:
    """What people wrote of a page."""
    return (DOCS / "tools" / f"{name}.md").read_text("utf-8")


def _section(title: str, table: Mapping[str, Field], level: str = "##") -> str:
    return f"\n{level} {title}\n\n| key | meaning |\n|---|---|\n" + "".join(_rows(table))


def _rows(table: Mapping[str, Field]) -> Iterator[str]:
    for key, field in table.items():
        needed = "**needed**; " if field.required else ""
        fitting = next((rows for owner, rows in ONLY if owner is table), {}).get(key, ())
        only = f" *({', '.join(fitting)})*" if fitting else ""
        yield f"| `{key}` | {needed}{field.meaning}{_range(field.read.schema)}{only} |\n"


def _range(schema: Json) -> str:
    """From where to where a number may be, if that is a part of what is taken."""
    for part in (schema, *schema.get("anyOf", ())):
        if "minimum" in part and "maximum" in part:
            least, most = (written(float(part[end])) for end in ("minimum", "maximum"))
            return f" ({least} to {most})"
    return ""


def editor_schema() -> str:
    """The JSON Schema of questionnaires on any catalog."""
    return orjson.dumps(json_schema(), option=orjson.OPT_INDENT_2).decode() + "\n"


def segments_editor_schema() -> str:
    """The JSON Schema of segments."""
    return orjson.dumps(segments_schema(), option=orjson.OPT_INDENT_2).decode() + "\n"


def triggers_editor_schema() -> str:
    """The JSON Schema of triggers on any catalog."""
    return orjson.dumps(triggers_schema(), option=orjson.OPT_INDENT_2).decode() + "\n"


def triggers_page() -> str:
    """The format of triggers."""
    tables = {"Trigger": trigger_file.TRIGGER, "After": trigger_file.AFTER}
    keys = "".join(_section(title, table, "###") for title, table in tables.items())
    return _prose("triggers").replace("<!-- keys -->\n", keys.lstrip("\n") + "\n")


PAGES = {
    "triggers.md": triggers_page,
    "questionnaire.md": questionnaire_page,
    "questionnaire.schema.json": editor_schema,
    "segments.schema.json": segments_editor_schema,
    "triggers.schema.json": triggers_editor_schema,
    "mapping.md": mapping_page,
    "journeys.md": journeys_page,
    "issues.md": issues_page,
}

if __name__ == "__main__":
    for name, page in PAGES.items():
        (DOCS / name).write_text(page(), encoding="utf-8")
