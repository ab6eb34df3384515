"""A shopper's device that speaks HTTP: a test client with a token."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

API = "/api/v1"
Json = dict[str, Any]


@dataclass
class Caller:
    client: FlaskClient
    token: str
    step: Json

    @classmethod
    def begin(cls, client: FlaskClient, questionnaire: str, **more: Any) -> Caller:
        """A device whose session has just begun."""
        response = client.post(f"{API}/sessions", json={"questionnaire": questionnaire, **more})
        assert response.status_code == 201, response.text
        return cls(client, response.json["token"], response.json["step"])  # type: ignore[index]

    def call(self, method: str, path: str, **more: Any) -> TestResponse:
        """A request with the token, on a path after `/session`."""
        headers = {"Authorization": f"Bearer {self.token}", **more.pop("headers", {})}
        return self.client.open(f"{API}/session{path}", method=method, headers=headers, **more)

    def get(self, path: str = "") -> Json:
        """What is there; asserts success."""
        return self._sound(self.call("GET", path))

    def answer(self, question: str, body: Json) -> Json:
        """The step after an answer; asserts success."""
        return self._sound(self.call("PUT", f"/answers/{question}", json=body))

    def withdraw(self, question: str) -> Json:
        """The step without an answer; asserts success."""
        return self._sound(self.call("DELETE", f"/answers/{question}"))

    def change(self, changes: Json) -> Json:
        """The step after several changes; asserts success."""
        return self._sound(self.call("PATCH", "/answers", json=changes))

    @staticmethod
    def _sound(response: TestResponse) -> Json:
        assert response.status_code == 200, response.text
        found: Json = response.json  # type: ignore[assignment]
        return found
