"""Fixtures that all tests share: one gazetteer and one coder for the whole session."""

from __future__ import annotations

import pytest

from extractors.coder import Coder
from extractors.places.default import open_default
from extractors.places.gazetteer import Gazetteer


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    """The embedded gazetteer, built once a machine."""
    return open_default()


@pytest.fixture(scope="session")
def coder(gazetteer: Gazetteer) -> Coder:
    """The shipped coder."""
    return Coder.default(gazetteer)


_WIDEST_FIRST = {"tests": 0, "flows": 1, "extractors": 2}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whole runs first, the coder's many quick cases last: these fill up the processors while the others end."""
    items.sort(key=lambda item: _WIDEST_FIRST.get(item.path.parent.name, 1))
