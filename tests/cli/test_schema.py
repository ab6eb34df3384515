"""`salesclerk schema`: what an editor reads."""

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from tests.cli.conftest import Run
from tests.homes import Home


def test_without_a_catalog_it_is_the_file_of_the_documentation(salesclerk: Run) -> None:
    written = Path(__file__).parents[2] / "docs" / "questionnaire.schema.json"
    assert (salesclerk("schema").out, salesclerk("schema").status) == (written.read_text("utf-8"), 0)


def test_with_a_catalog_it_holds_its_words(salesclerk: Run) -> None:
    schema = json.loads(salesclerk("schema", "toys").out)
    Draft202012Validator.check_schema(schema)
    assert schema["$id"] == "urn:salesclerk:questionnaire:toys"
    assert "brand" in schema["$defs"]["products"]["properties"]


def test_it_is_written_to_a_file(salesclerk: Run, tmp_path: Path) -> None:
    said = salesclerk("schema", "toys", "--for", "part", "-o", tmp_path / "part.json")
    assert json.loads((tmp_path / "part.json").read_text())["$id"] == "urn:salesclerk:questions:toys"
    assert (said.status, said.out, "$schema=" in said.err) == (0, "", True)


@pytest.mark.parametrize("kind", ["segments", "triggers"])
def test_what_lies_beside_questionnaires_has_its_own(salesclerk: Run, kind: str) -> None:
    written = Path(__file__).parents[2] / "docs" / f"{kind}.schema.json"
    assert salesclerk("schema", "--for", kind).out == written.read_text("utf-8")
    assert json.loads(salesclerk("schema", "toys", "--for", kind).out)["$id"] == f"urn:salesclerk:{kind}:toys"


def test_a_file_that_cannot_be_written(salesclerk: Run, tmp_path: Path) -> None:
    said = salesclerk("schema", "-o", tmp_path / "none" / "part.json")
    assert (said.status, said.out) == (1, "")
    assert "part.json" in said.err and "Traceback" not in said.err


def test_a_catalog_that_is_not_there(salesclerk: Run) -> None:
    said = salesclerk("schema", "tois")
    assert (said.status, said.out) == (1, "")
    assert "there is no catalog `tois`" in said.err and "did you mean `toys`?" in said.err


def test_a_catalog_that_cannot_be_read(salesclerk: Run, home: Home) -> None:
    home.put("catalog/toys.mapping.yaml", "catalog: toys")
    said = salesclerk("schema", "toys")
    assert (said.status, said.out) == (1, "")
    assert "cannot be read" in said.err and "salesclerk check" in said.err
