"""The models that serve in this process, one a catalog, with what was done since they were trained."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from app.catalog import Index
from app.guide import Release
from app.ranking import Crowd
from app.services.live import Live, open_live
from app.services.models import ModelFolder
from app.store import Database


class Crowds:
    """Opens what the folder of models names as current, over the products that serve."""

    def __init__(self, models: ModelFolder) -> None:
        self.models = models
        self.lives: Mapping[str, Live] = {}
        """The models that serve, by catalog."""

    def newest(
        self, database: Database, indexes: Mapping[str, Index], releases: Collection[Release]
    ) -> dict[str, Crowd]:
        """What others did, by catalog, up to now; none where nothing has been trained."""
        lives = dict[str, Live]()
        for catalog, index in indexes.items():
            revision = self.models.current(catalog)
            live = self.live_of(catalog, revision, index) if revision else None
            if live is not None:
                lives[catalog] = live
        self.lives, found = lives, dict[str, Crowd]()
        for catalog, live in lives.items():
            asking = [one for one in releases if one.questionnaire.catalog == catalog]
            with database.reading() as db:
                found[catalog] = live.newest(db, asking)
        return found

    def live_of(self, catalog: str, revision: str, index: Index) -> Live | None:
        """A revision of a model over the products of an index; None if it is there no more."""
        trained = self.models.open(catalog, revision)
        if trained is None:
            return None
        known = self.lives.get(catalog)
        return known if known and known.index is index and known.trained is trained else open_live(trained, index)
