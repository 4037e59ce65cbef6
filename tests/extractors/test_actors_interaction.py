"""Interaction and civilian targeting: the codebook's whole lists (sections 4 and 5)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.coding.interaction import (
    INTER_CODES,
    INTER_LABELS,
    all_interactions,
    civilian_targeting,
    interaction,
    interaction_code,
)

_LABELS = st.sampled_from(sorted(INTER_CODES))


@pytest.mark.parametrize(
    ("inter1", "inter2", "text", "code"),
    [
        ("State forces", "Rebel group", "State forces-Rebel group", 12),
        ("Rebel group", "State forces", "State forces-Rebel group", 12),
        ("External/Other forces", "Civilians", "External/Other forces-Civilians", 78),
        ("Civilians", "External/Other forces", "External/Other forces-Civilians", 78),
        ("External/Other forces", "External/Other forces", "External/Other forces-External/Other forces", 88),
        ("Protesters", None, "Protesters only", 60),
        (None, "Rioters", "Rioters only", 50),
        (None, None, None, None),
    ],
)
def test_interaction(inter1: str | None, inter2: str | None, text: str | None, code: int | None) -> None:
    assert interaction(inter1, inter2) == text
    assert interaction_code(inter1, inter2) == code


def test_an_unknown_label_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match="'Terrorists'"):
        interaction("Terrorists")


@given(_LABELS, st.one_of(st.none(), _LABELS))
def test_the_order_of_actors_never_matters(inter1: str, inter2: str | None) -> None:
    assert interaction(inter1, inter2) == interaction(inter2, inter1)
    assert interaction(inter1, inter2) in all_interactions()
    code = interaction_code(inter1, inter2)
    assert code is not None
    assert INTER_LABELS[code // 10] in (inter1, inter2)


def test_all_interactions_are_pairs_and_singles() -> None:
    assert len(all_interactions()) == 8 + 8 * 9 // 2


@pytest.mark.parametrize(
    ("event_type", "sub_event_type", "inter2", "is_targeted"),
    [
        ("Violence against civilians", "Attack", "Civilians", True),
        ("Violence against civilians", "Attack", "State forces", True),
        ("Protests", "Excessive force against protesters", "Protesters", True),
        ("Protests", "Peaceful protest", None, False),
        ("Explosions/Remote violence", "Air/drone strike", "Civilians", True),
        ("Explosions/Remote violence", "Air/drone strike", "Rebel group", False),
        ("Explosions/Remote violence", "Suicide bomb", None, False),
        ("Riots", "Mob violence", "Civilians", True),
        ("Riots", "Mob violence", "Rioters", False),
        ("Riots", "Violent demonstration", "Civilians", False),
        ("Battles", "Armed clash", "Civilians", False),
        ("Strategic developments", "Arrests", "Civilians", False),
    ],
)
def test_civilian_targeting(event_type: str, sub_event_type: str, inter2: str | None, is_targeted: bool) -> None:
    assert civilian_targeting(event_type, sub_event_type, inter2) == ("Civilian targeting" if is_targeted else None)
