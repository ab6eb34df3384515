"""A refusal of the interface, read as the problem document that it is."""

from werkzeug.test import TestResponse


def problem(response: TestResponse) -> tuple[int, str]:
    """The status and code of a refusal, which is a problem document like all others."""
    assert response.mimetype == "application/problem+json", response.text
    body = response.json
    assert isinstance(body, dict)
    assert {"type", "title", "status", "code"} <= set(body) <= {"type", "title", "status", "code", "detail", "help"}
    assert (body["status"], body["type"]) == (response.status_code, f"urn:salesclerk:problem:{body['code']}")
    assert body["title"]
    assert response.headers["Cache-Control"] == "no-store"
    return response.status_code, body["code"]
