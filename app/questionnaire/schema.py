"""The questionnaire format, as tables: one row a key, with its reader and its meaning."""

from __future__ import annotations

from app.conditions.wish import importance
from app.document.shape import (
    SCALAR,
    Field,
    Reader,
    as_is,
    by_table,
    count,
    defined,
    flag,
    identifier,
    list_of,
    mapping_of,
    one_of,
    text,
)
from app.document.texts import read_localized
from app.questionnaire.choice import SORTS, Phrases
from app.questionnaire.question import Type
from app.questionnaire.readers import (
    allow,
    answers,
    built,
    colour,
    day,
    font,
    importance_or_ask,
    origin,
    part_name,
    products,
    radius,
    routes,
    share,
    some,
    step,
    wishes,
)

ALLOWED = Field(allow, "issue codes, each alone or with a reason, that are known and accepted here")

ROUTE = {
    "when": Field(answers, "take this route only if the answers so far fulfil this"),
    "to": Field(text, "a question's id, results, best, or end", required=True),
    "allow": ALLOWED,
}
PHRASES = {
    "meets": Field(read_localized, "said of a product that has what the choice asks for"),
    "misses": Field(read_localized, "said of a product that lacks it"),
}
PHRASED = built(Phrases, PHRASES, "a reason")
ROUTED = routes(ROUTE)
ATTRIBUTE = Reader(text, defined("attribute"))

EMBED = {"origins": Field(list_of(origin), "the sites that may show the widget")}
THEME = {
    "accent": Field(colour, "the colour of buttons and marks"),
    "ground": Field(colour, "the light theme's ground"),
    "ink": Field(colour, "the light theme's text"),
    "line": Field(colour, "the light theme's borders"),
    "font": Field(font, "the text's font or fonts, as the shopper's system has them"),
    "radius": Field(radius, "how round corners are, in pixels"),
}
AUTO = {
    "limit": Field(some(500), "how many choices at the most"),
    "sort": Field(one_of(*SORTS), "by how many products have the value, by the value, or by its label"),
    "labels": Field(mapping_of(read_localized), "what single values are called"),
}

CHOICE = {
    "label": Field(read_localized, "what the shopper reads; by default the catalog's label of the value, or the id"),
    "help": Field(read_localized, "a line below the label"),
    "image": Field(text, "a picture: an address, or a file beside the questionnaires"),
    "alt": Field(read_localized, "the picture in words"),
    "filter": Field(products, "which products stay"),
    "prefer": Field(wishes, "which products stand higher"),
    "reason": Field(PHRASED, "the author's own words for why a product stands where it does"),
    "gift": Field(flag, "the shopper buys for someone else"),
    "exclusive": Field(flag, "cannot be picked together with others"),
    "next": Field(ROUTED, "where this choice leads"),
    "when": Field(answers, "offered only if the answers so far fulfil this"),
    "allow": ALLOWED,
}

QUESTION = {
    "ask": Field(read_localized, "the question, in the shopper's words", required=True),
    "type": Field(one_of(*Type), "single, multiple, range, number, date or info", required=True),
    "heading": Field(read_localized, "a line above the question"),
    "help": Field(read_localized, "what helps to answer"),
    "image": Field(text, "a picture: an address, or a file beside the questionnaires"),
    "alt": Field(read_localized, "the picture in words"),
    "when": Field(answers, "asked only if the answers so far fulfil this"),
    "skippable": Field(flag, "false: no preference is not offered"),
    "skip": Field(read_localized, "what the button says that leaves the question open; No preference if not said"),
    "sensitive": Field(flag, "the answer never leaves the session"),
    "attribute": Field(ATTRIBUTE, "the attribute that choices or bounds are of"),
    "match": Field(one_of("any", "all"), "whether a product must hold any or all of the picks"),
    "min": Field(as_is(SCALAR), "the least that may be entered: a number, or a date"),
    "max": Field(as_is(SCALAR), "the most that may be entered, or how many choices may be picked"),
    "unit": Field(read_localized, "the unit of what is entered, plain or per language"),
    "bound": Field(one_of("min", "max", "both"), "which ends of a range the shopper gives"),
    "step": Field(step, "the step of what is entered"),
    "bins": Field(some(60), "how many bars the histogram has"),
    "importance": Field(importance_or_ask, "how much the wishes of the choices weigh, or ask: the shopper says"),
    "choices": Field(as_is(defined("choices")), "what can be picked, by id; or auto"),
    "filter": Field(products, "which products stay once this is answered"),
    "prefer": Field(wishes, "which products stand higher once this is answered"),
    "next": Field(ROUTED, "where the flow goes on"),
    "must": Field(flag, "true: never given up when nothing fits"),
    "weight": Field(importance, "under best: how much more than others it is worth asking"),
    "first": Field(some(500), "under best: its place"),
    "allow": ALLOWED,
    "use": Field(as_is(SCALAR), "a question of an included file, as file/id; keys beside it replace its own"),
    "trust": Field(share, "how sure answers are: below 1, a product that misses one sinks instead of vanishing"),
}

RULE = {
    "when": Field(answers, "acts once the answers fulfil this; without it, always"),
    "filter": Field(products, "which products stay"),
    "prefer": Field(wishes, "which products stand higher"),
    "only": Field(products, "these products are shown only if `when` holds"),
    "warn": Field(read_localized, "said to the shopper"),
    "reason": Field(PHRASED, "the author's own words for why a product stands where it does"),
    "allow": ALLOWED,
}

MERCHANDISE = {
    "boost": Field(products, "these stand higher"),
    "bury": Field(products, "these stand lower"),
    "pin": Field(products, "these stand first"),
    "exclude": Field(products, "these are not shown"),
    "by": Field(importance, "how much is added to, or taken from, the score; 0.3 if not said"),
    "when": Field(answers, "only for shoppers whose answers fulfil this"),
    "from": Field(day, "the first day"),
    "until": Field(day, "the last day"),
    "label": Field(read_localized, "what such a product says of itself; on a pinned one as a badge too"),
    "allow": ALLOWED,
}

PART = {"questions": Field(as_is(defined("questions")), "questions by id, for others to use", required=True)}

RESULTS_TABLE = {
    "show": Field(list_of(ATTRIBUTE), "the attributes shown with each product"),
    "limit": Field(some(100), "how many products at a time"),
    "out_of_stock": Field(one_of("hide", "last", "show"), "what happens to products that are out of stock"),
    "otherwise": Field(
        wishes, "which products stand first where nothing else tells them apart, as before anything is answered"
    ),
}
RANKING = {
    "preference": Field(importance, "the weight of what the shopper asked for"),
    "popularity": Field(importance, "the weight of what sells"),
    "diversity": Field(importance, "what it costs one of the first ones to be like those before it"),
    "affinity": Field(importance, "the weight of what the shopper looks at"),
    "covisit": Field(importance, "the weight of what others did, once it has been learnt"),
}

RECOMMEND = {
    "best_for": Field(
        one_of("shopper", "order"),
        "shopper (the default): what is offered instead of a product serves a wish better, and none worse; order: it "
        "costs more",
    ),
}

GOAL = {
    "event": Field(one_of("purchase", "add_to_cart"), "what shoppers do: purchase if not said"),
    "segment": Field(text, "only shoppers in this segment count"),
    "worth": Field(ATTRIBUTE, "each counts by this number of the product: its margin, its price"),
}

QUESTIONNAIRE = {
    "questionnaire": Field(identifier, "its id", required=True),
    "catalog": Field(identifier, "the catalog that it sells from", required=True),
    "title": Field(read_localized, "its name", required=True),
    "languages": Field(list_of(text), "the languages that its texts are given in"),
    "order": Field(one_of("author", "best"), "author: by the routes; best: whichever question tells most"),
    "enough": Field(count, "so few products are shown at once; 0 never stops early"),
    "embed": Field(by_table(EMBED, "embed"), "where the widget may be shown"),
    "theme": Field(by_table(THEME, "theme"), "the shop's look"),
    "questions": Field(as_is(defined("questions")), "the questions by id", required=True),
    "results": Field(by_table(RESULTS_TABLE, "results"), "how products are shown"),
    "ranking": Field(by_table(RANKING, "ranking"), "how much each term of a score weighs"),
    "recommend": Field(by_table(RECOMMEND, "recommend"), "what is offered beside a product, a cart and at the start"),
    "include": Field(list_of(part_name), "files beside this one whose questions can be used"),
    "rules": Field(list_of(as_is(defined("rule"))), "from answers to products, across questions"),
    "merchandise": Field(
        list_of(as_is(defined("merchandise"))), "what the shop wants shown first, higher, lower, or not at all"
    ),
    "allow": ALLOWED,
    "goal": Field(by_table(GOAL, "a goal"), "what success is, for `salesclerk goal` to fit the ranking to"),
}

ONLY_FOR: dict[str, tuple[Type, ...]] = {
    "choices": (Type.SINGLE, Type.MULTIPLE),
    "match": (Type.MULTIPLE,),
    "bound": (Type.RANGE,),
    "bins": (Type.RANGE,),
    "attribute": (Type.SINGLE, Type.MULTIPLE, Type.RANGE),
    "skip": (Type.SINGLE, Type.MULTIPLE, Type.RANGE, Type.NUMBER, Type.DATE),
    "step": (Type.RANGE, Type.NUMBER),
    "unit": (Type.RANGE, Type.NUMBER),
    "min": (Type.NUMBER, Type.DATE),
    "max": (Type.NUMBER, Type.DATE, Type.MULTIPLE),
}
"""Keys of a question that mean something for some types only."""
CHOICE_ONLY_FOR: dict[str, tuple[Type, ...]] = {"next": (Type.SINGLE,), "exclusive": (Type.MULTIPLE,)}
"""Keys of a choice that mean something in questions of some types only."""
NEEDED_FOR: dict[str, tuple[Type, ...]] = {"choices": (Type.SINGLE, Type.MULTIPLE), "attribute": (Type.RANGE,)}
"""Keys of a question that some types need."""
DEED_ONLY_FOR: dict[str, tuple[str, ...]] = {"by": ("boost", "bury"), "label": ("pin", "boost", "bury")}
"""Keys of an entry of merchandise that mean something beside some deeds only."""
EFFECTS = ("filter", "prefer", "only", "warn")
"""What a rule does: it has at least one of these."""
