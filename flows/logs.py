"""The steps say what they do through the standard logger "flows"; in a flow run, Prefect shows their lines too."""

from __future__ import annotations

import logging


def speak_up() -> None:
    """Let the steps' lines through, unless someone has set a level for them."""
    logger = logging.getLogger("flows")
    if logger.level == logging.NOTSET:
        logger.setLevel(logging.INFO)
