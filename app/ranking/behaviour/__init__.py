"""What the crowd's and the shopper's own behaviour says of candidates: a model, and scores under it."""

from app.ranking.behaviour.attributes import Attributes, describe, undescribed
from app.ranking.behaviour.log import Log, read_log
from app.ranking.behaviour.model import FEATURES, Model, with_live
from app.ranking.behaviour.places import Places
from app.ranking.behaviour.recents import Recents, known, viewed
from app.ranking.behaviour.scores import behaviour, posterior
from app.ranking.behaviour.train import train

__all__ = [
    "FEATURES", "Attributes", "Log", "Model", "Places", "Recents",
    "behaviour", "describe", "known", "posterior", "read_log", "train", "undescribed", "viewed", "with_live",
]  # fmt: skip
