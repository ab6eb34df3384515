"""All settings, read from environment variables that begin with `SALESCLERK_`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from pydantic import Field, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict


class Settings(BaseSettings):
    """The settings of one process; each is documented in `docs/configuration.md`."""

    model_config = SettingsConfigDict(env_prefix="SALESCLERK_", frozen=True)

    home: Path = Field(Path(), description="the folder that holds `catalog/` and `questionnaires/`")
    database_url: str = Field("", description="SQLite or PostgreSQL; by default `var/salesclerk.db` in the home folder")
    secret: str = Field("", description="the key of derived tokens; by default made once and kept in `var/secret`")
    shop_key: str = Field("", description="the key, of 32 bytes or more, that the shop signs its shoppers' tokens with")
    webhook_url: str = Field("", description="the address that open triggers are sent to; by default nothing is sent")
    webhook_secret: str = Field(
        "", description="the key that these are signed with: `whsec_` and the base64 of 24 bytes"
    )
    send_every: float = Field(
        60.0, ge=0, description="seconds between looks for triggers to send; 0: `salesclerk send` alone does"
    )
    host: str = Field("127.0.0.1", description="the address to serve on")
    port: int = Field(8000, ge=1, le=65535, description="the port to serve on")
    workers: int = Field(1, ge=1, le=64, description="how many processes serve")
    look_every: float = Field(1.0, ge=0, description="seconds between looks at the home folder for changes")
    keep_revisions: float = Field(30.0, ge=0, description="days that models which serve no more are kept, for replay")
    embed_origins: Annotated[tuple[str, ...], NoDecode] = Field(
        ("http://localhost:*", "http://127.0.0.1:*"),
        description="origins, separated by spaces, that may show any widget beside those a questionnaire names",
    )

    @field_validator("embed_origins", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        return tuple(value.split()) if isinstance(value, str) else value

    @property
    def catalogs(self) -> Path:
        """The folder of mappings and feeds."""
        return self.home / "catalog"

    @property
    def questionnaires(self) -> Path:
        """The folder of questionnaires."""
        return self.home / "questionnaires"

    @property
    def arrays(self) -> Path:
        """The folder of what is computed from catalogs and shared by processes; it can be deleted at any time."""
        return self.home / "var" / "arrays"

    @property
    def models(self) -> Path:
        """The folder of what has been learnt of catalogs' shoppers."""
        return self.home / "var" / "learnt"

    @property
    def database(self) -> str:
        """The database's address, the default filled in."""
        return self.database_url or f"sqlite:///{(self.home / 'var' / 'salesclerk.db').resolve()}"
