"""How Prefect behaves where the environment does not say otherwise: it sends nothing, and waits for a slow disk.

Applied when the package is imported, because Prefect reads its settings on import and `flows` always comes first.
"""

from __future__ import annotations

from collections.abc import Mapping, MutableMapping

PREFECT_DEFAULTS: Mapping[str, str] = {
    "DO_NOT_TRACK": "1",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "PREFECT_CLOUD_ENABLE_ORCHESTRATION_TELEMETRY": "false",
    "PREFECT_TELEMETRY_ENABLE_RESOURCE_METRICS": "false",
    "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "120",
    "PREFECT_SERVER_DATABASE_TIMEOUT": "60",
    "PREFECT_LOGGING_EXTRA_LOGGERS": "flows",
    "PREFECT_LOGGING_TO_API_WHEN_MISSING_FLOW": "ignore",
}
"""No telemetry; two minutes for the embedded server to start, one for its database; the steps' lines in the log."""


def quiet(environment: MutableMapping[str, str]) -> None:
    """Add the defaults to an environment; what it already says stays."""
    for name, value in PREFECT_DEFAULTS.items():
        environment.setdefault(name, value)
