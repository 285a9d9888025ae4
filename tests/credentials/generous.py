"""How hypothesis runs here."""

from hypothesis import HealthCheck, settings

# A slow machine is no fault, and the same examples on every machine make a fault repeatable.
generous = settings(
    deadline=None,
    derandomize=True,
    max_examples=300,
    suppress_health_check=[HealthCheck.too_slow],
)
