"""The import contracts of pyproject.toml: the house keeps them, and each of them bites."""

import os
import shutil
import subprocess
from pathlib import Path
from sysconfig import get_path

import pytest

ROOT = Path(__file__).parents[1]
ROOMS = [
    "web",
    "cli",
    "services",
    "store",
    "compiler",
    "guide",
    "questionnaire",
    "ranking",
    "shopper",
    "experiments",
    "catalog",
    "conditions",
    "document",
    "issues",
    "errors",
    "config",
]
LAWFUL = {
    "web/__init__.py": "import flask, flask_openapi, app.services, app.config",
    "web/api.py": "from flask import Flask",
    "cli/__init__.py": "import app.web",
    "services/answering.py": "import app.store, app.guide, logging",
    "store/tables.py": "from sqlmodel import SQLModel; import sqlalchemy.orm",
    "compiler/compile.py": "import app.guide, app.catalog",
    "guide/advance.py": "import app.ranking, app.questionnaire",
    "questionnaire/graph.py": "import networkx",
    "ranking/rank.py": "import app.shopper, app.catalog.index",
    "catalog/index.py": "import app.conditions, numpy, numkong",
    "document/__init__.py": "import yaml, app.issues",
    "config/__init__.py": "import pydantic_settings, app.errors",
}
UNLAWFUL = {
    "guide/relax.py": "app.services",
    "guide/step.py": "app.store",
    "guide/narrow.py": "app.compiler",
    "compiler/diff.py": "app.store",
    "ranking/score.py": "app.questionnaire",
    "conditions/hold.py": "app.catalog",
    "shopper/profile.py": "app.config",
    "catalog/feed.py": "flask",
    "issues/__init__.py": "logging",
    "services/importing.py": "sqlmodel",
    "services/reporting.py": "flask_openapi",
    "questionnaire/parse.py": "yaml",
    "ranking/diversify.py": "networkx",
    "ranking/top.py": "numkong",
    "store/database.py": "pydantic_settings",
}


def lint_imports(house: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [Path(get_path("scripts")) / "lint-imports", "--no-cache"],
        cwd=house,
        env={**os.environ, "PYTHONPATH": str(house), "NO_COLOR": "1", "COLUMNS": "200"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def built(house: Path, lines: dict[str, str]) -> Path:
    shutil.copy(ROOT / "pyproject.toml", house)
    for file, line in {"__init__.py": "", **{f"{room}/__init__.py": "" for room in ROOMS}, **lines}.items():
        path = house / "app" / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(line + "\n")
    return house


def test_the_house_keeps_its_contracts() -> None:
    said = lint_imports(ROOT)
    assert said.returncode == 0, said.stdout


def test_imports_that_point_down_are_lawful(tmp_path: Path) -> None:
    said = lint_imports(built(tmp_path, LAWFUL))
    assert said.returncode == 0, said.stdout


def test_a_room_must_have_its_floor(tmp_path: Path) -> None:
    said = lint_imports(built(tmp_path, {"attic/__init__.py": ""}))
    assert said.returncode == 1
    assert "attic" in said.stdout, said.stdout


@pytest.fixture(scope="module")
def complaints(tmp_path_factory: pytest.TempPathFactory) -> str:
    unlawful = {file: f"import {library}" for file, library in UNLAWFUL.items()}
    return lint_imports(built(tmp_path_factory.mktemp("house"), LAWFUL | unlawful)).stdout


@pytest.mark.parametrize(("file", "imported"), UNLAWFUL.items())
def test_an_unlawful_import_is_named(file: str, imported: str, complaints: str) -> None:
    importer = "app." + file.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
    assert f"{importer} -> {imported}" in complaints, complaints


def test_every_contract_bites(complaints: str) -> None:
    assert " 0 kept, " in complaints, complaints
