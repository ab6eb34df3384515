"""What every verb works with: settings, the database, what serves, and the time."""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass, field

from app.config import Settings
from app.services.arrays import ArrayFolder
from app.services.clock import Clock, utc_now
from app.services.counting import Tally
from app.services.fates import Fate
from app.services.flaws import Flaw
from app.services.folders import Folders
from app.services.models import ModelFolder
from app.services.releases import Releases
from app.services.token import TokenFlaw, Verdict
from app.store import Database


@dataclass(frozen=True)
class Context:
    """One process's workplace."""

    settings: Settings
    database: Database
    releases: Releases
    folders: Folders
    clock: Clock
    secret: bytes
    identities: Tally[Verdict] = field(default_factory=lambda: Tally(Verdict))
    token_flaws: Tally[TokenFlaw] = field(default_factory=lambda: Tally(TokenFlaw))
    fates: Tally[Fate] = field(default_factory=lambda: Tally(Fate))
    flaws: Tally[Flaw] = field(default_factory=lambda: Tally(Flaw))

    def close(self) -> None:
        """Lets the database go."""
        self.database.dispose()


def open_context(settings: Settings | None = None, clock: Clock = utc_now) -> Context:
    """Opens the database, brings its tables up to date, and takes in what lies in the home folder."""
    context = connect(settings, clock)
    context.folders.take_in()
    return context


def connect(settings: Settings | None = None, clock: Clock = utc_now) -> Context:
    """The same, but what lies in the home folder is left alone: for commands on what has been published."""
    settings = settings or Settings()
    database = Database(settings.database)
    database.upgrade()
    releases = Releases(database, ArrayFolder(settings.arrays), ModelFolder(settings.models))
    releases.refresh()
    folders = Folders(settings, database, releases, clock)
    return Context(settings, database, releases, folders, clock, _secret(settings))


def _secret(settings: Settings) -> bytes:
    """The server's key: as set, else made once; processes that start together agree on one."""
    if settings.secret:
        return settings.secret.encode()
    path = settings.home / "var" / "secret"
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"secret.{os.getpid()}.{secrets.token_hex(4)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(secrets.token_hex(32).encode())
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
    return path.read_bytes()
