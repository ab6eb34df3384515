"""How long Hypothesis looks: a short while in `make test`, long under `make test-all` (marker `slow`)."""

from datetime import timedelta

from hypothesis import HealthCheck, settings

settings.register_profile(
    "short",
    max_examples=15,
    stateful_step_count=20,
    deadline=timedelta(seconds=5),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large],
    print_blob=True,
)
settings.load_profile("short")
