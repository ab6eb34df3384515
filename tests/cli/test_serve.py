"""`salesclerk serve`: a real process, on a free port, until it is told to end."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

import pytest

from app.cli.serve import GRACE
from tests.homes import Home

PATIENCE = 60
"""Seconds until a server must answer, on a machine that has much else to do."""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def call(port: int, method: str, path: str, body: Any = None, token: str = "") -> Any:
    """A request as a shop's server would send it."""
    headers = {"Content-Type": "application/json", "Authorization": f"Bearer {token}"}
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(f"http://127.0.0.1:{port}{path}", data, headers, method=method)
    with urllib.request.urlopen(request, timeout=10) as response:
        return json.load(response)


@contextmanager
def serving(home: Home, *options: str) -> Iterator[tuple[subprocess.Popen[str], int]]:
    """A server that is ready, and its port; it is ended if the test has not done so."""
    port = free_port()
    command = [sys.executable, "-m", "app", "serve", "--port", str(port), *options]
    environment = {**os.environ, "SALESCLERK_HOME": str(home.path)}
    process = subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    )
    try:
        until = time.monotonic() + PATIENCE
        ready = False
        while not ready:
            assert process.poll() is None and time.monotonic() < until, "it does not come up"
            with suppress(OSError):
                ready = call(port, "GET", "/readyz")["status"] == "ready"
            time.sleep(0.05)
        yield process, port
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)  # its workers too, which hold its streams
        process.communicate()


def test_a_session_is_served_until_the_server_is_told_to_end(home: Home) -> None:
    with serving(home) as (process, port):
        begun = call(port, "POST", "/api/v1/sessions", {"questionnaire": "toys"})
        body = {"choices": ["Ada"]}
        call(port, "PUT", "/api/v1/session/answers/hello", {"seen": True}, begun["token"])
        step = call(port, "PUT", "/api/v1/session/answers/brand", body, begun["token"])
        assert (begun["step"]["remaining"], step["remaining"]) == (5, 2)
        assert call(port, "GET", "/api/v1/session", token=begun["token"]) == step
        with pytest.raises(urllib.error.HTTPError) as refused:
            call(port, "GET", "/api/v1/session", token="forged")
        assert refused.value.code == 401
        home.edit("questionnaires/toys.yaml", "ask: Good day", "ask: Good evening")
        until, asked = time.monotonic() + PATIENCE, ""
        while asked != "Good evening" and time.monotonic() < until:
            time.sleep(0.2)
            asked = call(port, "POST", "/api/v1/questionnaires/toys/step", {})["question"]["ask"]
        assert asked == "Good evening"
        process.send_signal(signal.SIGTERM)
        _, err = process.communicate(timeout=20)
        assert process.returncode == 0
        assert "no issues; serving toys" in err
        assert "the home folder has changed: 0 issues; serving toys" in err
        assert "Traceback" not in err
        assert begun["token"] not in err


def test_two_workers_start_at_once_on_a_fresh_home_and_share_it(home: Home) -> None:
    with serving(home, "--workers", "2") as (process, port):
        token = call(port, "POST", "/api/v1/sessions", {"questionnaire": "toys"})["token"]
        call(port, "PUT", "/api/v1/session/answers/hello", {"seen": True}, token)
        steps = [call(port, "GET", "/api/v1/session", token=token) for _ in range(20)]
        assert steps == [steps[0]] * 20
        process.send_signal(signal.SIGTERM)
        _, err = process.communicate(timeout=20)
        assert (process.returncode, "Traceback" in err) == (0, False)


def test_told_to_end_while_workers_start_it_ends_all_the_same(home: Home) -> None:
    with serving(home, "--workers", "6") as (process, _):
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=2 * GRACE)
        assert process.returncode == 0


def test_a_port_that_is_taken_is_named(home: Home) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        command = [sys.executable, "-m", "app", "serve", "--port", str(port)]
        environment = {**os.environ, "SALESCLERK_HOME": str(home.path)}
        done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=PATIENCE)
    assert done.returncode == 1
    assert done.stderr.startswith(f"salesclerk: 127.0.0.1:{port} cannot be served on: Address already in use")
