"""The Chromium that the browser tests drive: `find` it, or run this module to get one."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from playwright.sync_api import sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
USUAL_PLACES = (
    "/usr/bin/chromium",
    "/usr/lib/chromium/chromium",
    "/opt/google/chrome/chrome",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
# Chromium itself depends on no more than one font, which may be a monospaced one.
DEBIAN_PACKAGES = ("chromium", "fonts-dejavu-core")
MISSING = (
    "No Chromium for the browser tests: install Chromium or Google Chrome so that it is on PATH "
    "(Debian, as root: apt-get install chromium), then run this again."
)
# Playwright's own, without Edge's: the switch is read once, so that naming more means naming these too.
PLAYWRIGHTS_FEATURES_OFF = (
    "AvoidUnnecessaryBeforeUnloadCheckSync",
    "DestroyProfileOnBrowserClose",
    "HttpsUpgrades",
    "HttpsFirstBalancedModeAutoEnable",
    "LensOverlay",
    "MediaRouter",
    "PaintHolding",
    "ThirdPartyStoragePartitioning",
    "AvoidCorsURLLoaderRestartOnRedirect",
    "TcpPortRandomizationWin",
    "OptimizationHints",
    "NetworkTimeServiceQuerying",
    "AimEnabled",
    "PreconnectToSearch",
)
# Each new window draws the pop-ups of an address bar that nobody sees: a third of what a test costs.
ADDRESS_BAR = ("WebUIOmniboxPopup", "WebUIOmniboxAimPopup")
QUIET = (
    f"--disable-features={','.join((*PLAYWRIGHTS_FEATURES_OFF, *ADDRESS_BAR))}",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@cache
def find() -> str | None:
    """The path of a Chromium that runs, or None."""
    return next((path for path in _candidates() if _runs(path)), None)


def launch_arguments(*, root: bool) -> list[str]:
    """The command line of a Chromium that stays quiet; its sandbox refuses to start as root."""
    return [*(["--no-sandbox"] if root else []), *QUIET]


def is_root() -> bool:
    """Whether this process may install packages; never so on Windows."""
    return hasattr(os, "geteuid") and os.geteuid() == 0


def install() -> str | None:
    """The path of a Chromium, installed if there was none; None when nothing helped."""
    for get in (_install_from_debian, _install_from_playwright):
        if path := find():
            return path
        get()
        find.cache_clear()
    return find()


def _candidates() -> Iterable[str]:
    yield from (path for name in NAMES if (path := shutil.which(name)))
    yield from (path for path in USUAL_PLACES if Path(path).is_file())
    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    if Path(path).is_file():
        yield path


def _runs(path: str) -> bool:
    # Some systems have a `chromium-browser` that only tells how to install one.
    try:
        return subprocess.run([path, "--version"], capture_output=True, timeout=60).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def _install_from_debian() -> None:
    if not (is_root() and shutil.which("apt-get")):
        return
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    _call("apt-get", "update", "-qq", environment=quiet)
    _call("apt-get", "install", "-qq", "-y", "--no-install-recommends", *DEBIAN_PACKAGES, environment=quiet)


def _install_from_playwright() -> None:
    libraries = ["--with-deps"] if is_root() and shutil.which("apt-get") else []
    _call(sys.executable, "-m", "playwright", "install", *libraries, "chromium", environment=dict(os.environ))


def _call(*command: str, environment: dict[str, str]) -> None:
    print("+", *command, flush=True)
    said = subprocess.run(command, env=environment, capture_output=True, text=True)
    if said.returncode != 0:
        lines = (said.stderr + said.stdout).splitlines()
        print(next((line for line in lines if line.startswith(("E:", "Error"))), "failed"), flush=True)


def main() -> int:
    """Say which Chromium the tests will use; 1 when there is none."""
    path = install()
    print(path or MISSING, file=sys.stdout if path else sys.stderr)
    return 0 if path else 1


if __name__ == "__main__":
    sys.exit(main())
