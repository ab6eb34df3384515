"""The source's own rule: a gift is found if one of its keywords is one of the keywords picked."""

from __future__ import annotations

from typing import Any

QUESTIONS = {
    "occasion": [
        "birthday",
        "valentine",
        "easter",
        "mother",
        "father",
        "christmas",
        "halloween",
        "anniversary",
        "graduation",
        "housewarming",
    ],
    "purpose": ["apparel", "snacks", "toy", "tv", "reading", "kitchen", "gadget"],
    "partner": ["romantic", "general"],
    "child": ["child", "adult"],
    "color": ["blue", "green", "purple", "red", "orange", "black", "white", "brown"],
    "price_range": ["expensive", "affordable", "cheap"],
    "room": ["kitchen", "bathroom", "living-room", "bedroom", "garage", "laundry"],
    "genre": [
        "fantasy",
        "scifi",
        "crime",
        "mystery",
        "romance",
        "history",
        "horror",
        "childrens",
        "adventure",
        "biography",
    ],
    "enjoys": ["gardening", "tech", "cooking", "sports"],
    "entertainment": ["music", "reading", "movies", "tv-shows", "gaming"],
    "recipient": ["womens", "mens", "child", "general"],
    "wellness": ["wellness", "general"],
    "appliance_or_jewelry": ["appliance", "jewelry"],
    "fire": ["candle", "barbecue"],
}
GIFTS = {
    "apron": ["apparel", "cooking", "kitchen", "adult", "affordable"],
    "atlas": ["reading", "history", "general", "affordable", "living-room"],
    "barbecue-set": ["barbecue", "father", "mens", "adult", "cheap", "black"],
    "biography": ["biography", "adventure", "reading", "adult"],
    "candle": ["candle", "bathroom", "wellness", "cheap", "white", "romantic"],
    "chocolate": ["snacks", "valentine", "romantic", "brown", "cheap"],
    "coffee-machine": ["appliance", "kitchen", "gadget", "expensive", "housewarming"],
    "concert": ["music", "anniversary", "expensive", "adult"],
    "costume": ["halloween", "apparel", "child", "orange", "cheap"],
    "detective": ["mystery", "crime", "reading", "affordable"],
    "dragon-book": ["childrens", "fantasy", "child", "reading", "green"],
    "earrings": ["jewelry", "womens", "mother", "anniversary", "expensive"],
    "easter-eggs": ["easter", "snacks", "child", "cheap"],
    "film-box": ["movies", "tv", "living-room", "christmas", "romance"],
    "game": ["gaming", "tech", "child", "affordable"],
    "garden-set": ["gardening", "housewarming", "green", "mother"],
    "ghost-stories": ["horror", "halloween", "reading", "black"],
    "pen": ["graduation", "general", "blue", "affordable"],
    "planetarium": ["bedroom", "scifi", "gadget", "purple", "birthday"],
    "racket": ["sports", "mens", "womens", "red", "birthday"],
    "series": ["tv-shows", "tv", "scifi", "living-room"],
    "toolbox": ["garage", "father", "mens", "red"],
    "toy-train": ["toy", "child", "birthday", "christmas"],
    "washing-basket": ["laundry", "housewarming", "white", "general"],
}
"""The invented gifts with their keywords."""


def ask(answers: dict[str, Any]) -> str | None:
    """The next question, or None when there is nothing more to ask."""
    return next((id for id in QUESTIONS if id not in answers), None)


def offered(question: str, answers: dict[str, Any]) -> list[str]:
    """The choices of a question, in order."""
    return QUESTIONS[question]


def ranking(answers: dict[str, Any]) -> list[str]:
    """The gifts that are found; the source shows any of them, here those with most of the keywords stand first."""
    hits = {gift: sum(keyword in keywords for keyword in answers.values()) for gift, keywords in GIFTS.items()}
    return sorted((gift for gift in GIFTS if hits[gift]), key=lambda gift: -hits[gift])
