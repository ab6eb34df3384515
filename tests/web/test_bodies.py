"""Bodies that cannot be read are refused before anything is looked at."""

import json

import pytest

from tests.web.caller import Caller
from tests.web.refusal import problem


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", (400, "bad-request")),
        ("{", (400, "bad-request")),
        ("\udc80", (400, "bad-request")),
        ('{"choices": ["\\ud800"]}', (400, "bad-request")),
        ('{"max": NaN}', (400, "bad-request")),
        ('{"max": Infinity}', (400, "bad-request")),
        ('{"max": 1e999}', (400, "bad-request")),
        (f'{{"max": {10**400}}}', (400, "bad-request")),
        (f'{{"max": {10**30}}}', (422, "invalid-answer")),
        ("[" * 5000 + "]" * 5000, (400, "bad-request")),
        ('{"choices": ' + "[" * 200 + "]" * 200 + "}", (422, "invalid-request")),
        ("null", (422, "invalid-request")),
        ("[]", (422, "invalid-request")),
        ("3", (422, "invalid-request")),
        ('"text"', (422, "invalid-request")),
        ('"{\\"max\\": 30}"', (422, "invalid-request")),
        ('"{\\"max\\": NaN}"', (422, "invalid-request")),
    ],
)
def test_a_body_that_is_no_json_object_is_refused(caller: Caller, text: str, expected: tuple[int, str]) -> None:
    data = text.encode("utf-8", "surrogateescape")
    response = caller.call("PUT", "/answers/price", data=data, content_type="application/json")
    assert problem(response) == expected


def test_a_body_of_more_than_256_kb_is_refused(caller: Caller) -> None:
    fits = json.dumps({"max": 30}).ljust(256 * 1024)
    assert caller.call("PUT", "/answers/price", data=fits, content_type="application/json").status_code == 200
    response = caller.call("PUT", "/answers/price", data=fits + " ", content_type="application/json")
    assert problem(response) == (413, "request-entity-too-large")


@pytest.mark.parametrize(
    "content_type", [None, "text/plain", "application/x-www-form-urlencoded", "multipart/form-data"]
)
def test_a_body_of_another_type_is_refused(caller: Caller, content_type: str | None) -> None:
    response = caller.call("PUT", "/answers/price", data='{"max": 30}', content_type=content_type)
    assert problem(response) == (415, "unsupported-media-type")
