"""How long Hypothesis looks: a short while in `make test`, long under `make test-all` (marker `slow`).

`make test` looks at the same examples each time, so that it fails by what was changed and not by luck; any other run looks
at new ones.
"""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, settings


def pytest_configure(config: pytest.Config) -> None:
    settings.register_profile(
        "short",
        max_examples=15,
        stateful_step_count=20,
        deadline=timedelta(seconds=5),
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large],
        print_blob=True,
        derandomize=config.getoption("markexpr") == "not slow",
    )
    settings.load_profile("short")
