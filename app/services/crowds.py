"""The models that serve in this process, one a catalog, with what was done since they were trained."""

from __future__ import annotations

import logging
from collections.abc import Collection, Mapping

from app.catalog import Index
from app.errors import Refused
from app.guide import Release
from app.ranking import Crowd
from app.services.live import Live, open_live
from app.services.models import ModelFolder
from app.store import Database

log = logging.getLogger("salesclerk.models")


class Crowds:
    """Opens what the folder of models names as current, over the products that serve."""

    def __init__(self, models: ModelFolder) -> None:
        self.models = models
        self.lives: Mapping[str, Live] = {}
        """The models that serve, by catalog."""
        self.broken: Mapping[str, Refused] = {}
        """Why the model of a catalog does not serve, of those that should."""

    def newest(
        self, database: Database, indexes: Mapping[str, Index], releases: Collection[Release]
    ) -> dict[str, Crowd]:
        """What others did, by catalog, up to now; none where nothing has been trained."""
        lives, broken = dict[str, Live](), dict[str, Refused]()
        for catalog, index in indexes.items():
            try:
                revision = self.models.current(catalog)
                if revision is not None:
                    lives[catalog] = self._live(catalog, revision, index)
            except Refused as error:
                broken[catalog] = error
        _say(self.broken, broken, lives)
        self.lives, self.broken, found = lives, broken, dict[str, Crowd]()
        for catalog, live in lives.items():
            asking = [one for one in releases if one.questionnaire.catalog == catalog]
            with database.reading() as db:
                found[catalog] = live.newest(db, asking)
        return found

    def live_of(self, catalog: str, revision: str, index: Index) -> Live | None:
        """A revision of a model over the products of an index; None if it is there no more, or is broken."""
        try:
            return self._live(catalog, revision, index)
        except Refused:
            return None

    def _live(self, catalog: str, revision: str, index: Index) -> Live:
        trained = self.models.open(catalog, revision)
        known = self.lives.get(catalog)
        return known if known and known.index is index and known.trained is trained else open_live(trained, index)


def _say(before: Mapping[str, Refused], now: Mapping[str, Refused], lives: Mapping[str, Live]) -> None:
    """Tells the log what has changed: it is looked at every second, and read by people."""
    for catalog, error in now.items():
        if catalog not in before or str(before[catalog]) != str(error):
            log.warning("the model of %s does not serve: %s; %s", catalog, error, error.help)
    for catalog in before.keys() & lives.keys():
        log.warning("the model of %s serves again: revision %s", catalog, lives[catalog].trained.model.revision)
