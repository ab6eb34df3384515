"""Commands say what they do, refuse what they do not know, and tell users what to mend."""

import subprocess
import sys

import pytest

from tests.cli.conftest import Run


def test_help_names_every_command(salesclerk: Run) -> None:
    said = salesclerk("--help")
    assert said.status == 0
    assert [name for name in ("serve", "check", "import", "doctor") if f"  {name} " not in said.out] == []


@pytest.mark.parametrize("command", ["serve", "check", "import", "doctor"])
def test_every_command_explains_itself(salesclerk: Run, command: str) -> None:
    said = salesclerk(command, "--help")
    assert said.status == 0
    assert said.out.startswith(f"Usage: salesclerk {command}")


@pytest.mark.parametrize("arguments", [["dance"], ["check", "--loud"], ["import"], ["serve", "--port", "0"]])
def test_wrong_usage_ends_with_2(salesclerk: Run, arguments: list[str]) -> None:
    assert salesclerk(*arguments).status == 2


def test_a_setting_that_cannot_be_is_named(salesclerk: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SALESCLERK_PORT", "many")
    said = salesclerk("check")
    assert (said.status, said.err.partition(": Input")[0]) == (1, "salesclerk: SALESCLERK_PORT")


def test_python_m_app_is_the_same_command() -> None:
    said = subprocess.run([sys.executable, "-m", "app", "--version"], capture_output=True, text=True, timeout=60)
    assert (said.returncode, said.stderr) == (0, "")
    assert said.stdout.startswith("salesclerk, version ")
