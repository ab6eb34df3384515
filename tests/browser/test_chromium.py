from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser import chromium

WIDTHS = """() => ['iiiiiiiiii', 'WWWWWWWWWW'].map(text => {
  const span = document.body.appendChild(document.createElement('span'));
  span.style.font = '16px sans-serif';
  span.textContent = text;
  return span.getBoundingClientRect().width;
})"""


def test_the_page_has_the_size_of_a_laptop(page: Page) -> None:
    assert page.viewport_size == {"width": 1280, "height": 900}
    assert page.evaluate("[innerWidth, innerHeight]") == [1280, 900]


def test_text_is_set_in_a_font_with_letters_of_their_own_width(page: Page) -> None:
    narrow, wide = page.evaluate(WIDTHS)
    assert 0 < narrow < wide / 2


def test_only_root_goes_without_the_sandbox() -> None:
    assert "--no-sandbox" in chromium.launch_arguments(root=True)
    assert "--no-sandbox" not in chromium.launch_arguments(root=False)


def test_a_browser_that_does_not_run_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shim = tmp_path / "chromium"
    shim.write_text("#!/bin/sh\nexit 1\n")
    shim.chmod(0o755)
    monkeypatch.setattr(chromium, "_candidates", lambda: [str(shim), str(tmp_path / "absent")])
    chromium.find.cache_clear()
    try:
        assert chromium.find() is None
    finally:
        chromium.find.cache_clear()


def test_without_any_browser_one_line_says_what_to_do(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(chromium, "install", lambda: None)
    assert chromium.main() == 1
    assert capsys.readouterr().err == chromium.MISSING + "\n"
