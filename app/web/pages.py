"""The demo shop: one plausible shop per catalog, with the widget embedded as any shop would embed it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from babel import Locale
from flask import Blueprint, Response, current_app, render_template, request

from app.catalog.model import Catalog, Product
from app.errors import NotFound
from app.services import Context, browsing
from app.web import formats
from app.web.direction import direction
from app.web.errors import problem
from app.web.facts import told
from app.web.locales import DEFAULT
from app.web.pictures import draw
from app.web.texts import LANGUAGES, translator
from app.web.theme import stylesheet

pages = Blueprint("pages", __name__)

PAGE = 24
FOUND = 48
"""Products that a page of a search shows."""
MOST_RANKED = 500
"""Products of a search that its script has put in the shopper's order: as many as the call takes."""
"""Products on one page of a shop."""
LONGEST_QUERY = 200
"""Characters that are searched for; what is typed beyond them is left out."""
SAMPLES = 3
"""Pictures on the card of a shop."""
PICTURE_MAX_AGE = 3600
"""Seconds."""


@dataclass(frozen=True)
class Card:
    """A product in a shop's window."""

    title: str
    price: str
    image: str
    address: str
    id: str


@pages.before_request
def look() -> None:
    """Takes in what has changed in the home folder, so that its author sees it."""
    _context().folders.look_aside()


@pages.get("/")
def home() -> Response:
    """All demo shops."""
    context, language = _context(), _language(LANGUAGES)
    found = [(shop, _cards(context, shop.id, 0, SAMPLES, language)) for shop in browsing.shops(context)]
    return _render("home", language, LANGUAGES, shops=found)


@pages.get("/shop/<catalog>")
def shop(catalog: str) -> Response:
    """A shop: the clerk, and what stands in the window."""
    context = _context()
    found = browsing.shop(context, catalog)
    language = _language(found.languages or LANGUAGES)
    last = max(1, -(-found.count // PAGE))
    page = min(max(request.args.get("page", 1, type=int), 1), last)
    clerk = request.args.get("clerk", "")
    return _render(
        "shop",
        language,
        found.languages or LANGUAGES,
        shop=found,
        clerk=clerk if clerk in found.questionnaires else next(iter(found.questionnaires), ""),
        cards=_cards(context, catalog, (page - 1) * PAGE, PAGE, language),
        page=page,
        last=last,
        around=[number for number in range(page - 2, page + 3) if 1 < number < last],
    )


@pages.get("/search/<catalog>")
def search(catalog: str) -> Response:
    """What a few words find in a shop, in the shop's order; its script puts it in the shopper's."""
    context = _context()
    found = browsing.shop(context, catalog)
    languages = found.languages or LANGUAGES
    language = _language(languages)
    query = " ".join(request.args.get("q", "").split())[:LONGEST_QUERY].rstrip()
    last = max(1, -(-browsing.search(context, catalog, query, told, 0, 0).total // FOUND))
    page = min(max(request.args.get("page", 1, type=int), 1), last)
    window = browsing.search(context, catalog, query, told, (page - 1) * FOUND, MOST_RANKED if page == 1 else FOUND)
    cards = [_card(window.catalog, product, language) for product in window.products]
    return _render(
        "search",
        language,
        languages,
        shop=found,
        clerk=next(iter(found.questionnaires), ""),
        query=query,
        total=window.total,
        cards=cards[:FOUND],
        rest=cards[FOUND:],
        page=page,
        more=page < last,
        beyond=window.total > MOST_RANKED,
    )


@pages.get("/cart/<catalog>")
def cart(catalog: str) -> Response:
    """The cart: filled by its script with what this browser keeps, and with what the clerk offers beside it."""
    found = browsing.shop(_context(), catalog)
    languages = found.languages or LANGUAGES
    return _render("cart", _language(languages), languages, shop=found, clerk=next(iter(found.questionnaires), ""))


@pages.get("/shop/<catalog>/theme.css")
def shop_theme(catalog: str) -> Response:
    """The look of the shop's clerk as CSS variables."""
    return _kept(stylesheet(browsing.shop(_context(), catalog).theme), "text/css", 300)


@pages.get("/shop/<catalog>/<path:product>.svg")
def picture(catalog: str, product: str) -> Response:
    """A product's picture."""
    context = _context()
    shown = browsing.product(context, catalog, product)
    response = _kept(
        draw(browsing.picture_source(context, shown.catalog), shown.catalog, shown.product),
        "image/svg+xml",
        PICTURE_MAX_AGE,
    )
    response.headers["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


@pages.get("/shop/<catalog>/<path:product>")
def product(catalog: str, product: str) -> Response:
    """A product: its picture, price and all that is stated about it."""
    context = _context()
    shown, found = browsing.product(context, catalog, product), browsing.shop(context, catalog)
    language = _language(found.languages or LANGUAGES)
    facts, unstated = _facts(shown.catalog, shown.product, language)
    return _render(
        "product",
        language,
        found.languages or LANGUAGES,
        shop=found,
        id=product,
        card=_card(shown.catalog, shown.product, language),
        facts=facts,
        unstated=unstated,
        sold_out=shown.sold_out,
        clerk=next(iter(found.questionnaires), ""),
    )


@pages.errorhandler(NotFound)
def missing(error: NotFound) -> Response:
    """A page that says that there is nothing here; for a picture, a problem."""
    if request.path.endswith(".svg"):
        return problem(404, error.code, error.message)
    return _render("missing", _language(LANGUAGES), LANGUAGES, status=404)


def address_of(catalog: str, id: str) -> str:
    """Where the demo shop shows a product; ids may hold any character."""
    return f"{request.script_root}/shop/{quote(catalog, safe='')}/{quote(id, safe='')}"


def _cards(context: Context, catalog: str, offset: int, limit: int, language: str) -> list[Card]:
    window = browsing.window(context, catalog, offset, limit)
    return [_card(window.catalog, product, language) for product in window.products]


def _card(catalog: Catalog, product: Product, language: str) -> Card:
    id, title = (str(product[catalog.roles[role]]) for role in ("id", "title"))
    role = catalog.role("image")
    image = str(product.get(role.id, "")) if role else ""
    address = address_of(catalog.id, id)
    price = product.get(catalog.roles.get("price", ""))
    shown = formats.price(price, catalog, language) if isinstance(price, float) else ""
    return Card(title, shown, image or f"{address}.svg", address, id)


def _facts(catalog: Catalog, product: Product, language: str) -> tuple[list[tuple[str, str]], int]:
    """What is stated, by label, and how many attributes are not; without what the page shows elsewhere."""
    attributes = told(catalog)
    facts = [
        (
            attribute.label.pick(language),
            formats.fact(attribute, product[attribute.id], catalog, language),
        )
        for attribute in attributes
        if attribute.id in product
    ]
    return facts, len(attributes) - len(facts)


def _render(name: str, language: str, languages: tuple[str, ...], status: int = 200, **values: Any) -> Response:
    asked = request.args.get("lang")
    html = render_template(
        f"shop/{name}.html",
        t=translator(language),
        language=language,
        direction=direction(language),
        languages={tag: (Locale.parse(tag, sep="-").display_name or tag).capitalize() for tag in languages},
        lang=language if asked else None,
        **values,
    )
    response = Response(html, status)
    response.headers["Cache-Control"] = "no-cache"
    return response


def _kept(body: str, type: str, max_age: int) -> Response:
    response = Response(body, mimetype=type)
    response.headers["Cache-Control"] = f"public, max-age={max_age}"
    response.add_etag()
    response.make_conditional(request)
    return response


def _language(languages: tuple[str, ...]) -> str:
    """The language asked for, else the browser's, else the first."""
    asked = request.args.get("lang", "").partition("-")[0]
    if asked in languages:
        return asked
    return request.accept_languages.best_match(languages) or (languages[0] if DEFAULT not in languages else DEFAULT)


def _context() -> Context:
    context: Context = current_app.extensions["salesclerk"]
    return context
