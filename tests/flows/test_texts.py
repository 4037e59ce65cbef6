"""Near-identical articles are found whatever their order; articles that are only of one kind are not."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import permutations

import pytest

from flows.texts.groups import COPY_DAYS, Signed, text_groups
from flows.texts.signature import PLACES, sketch_of, text_signature

_DAY = date(2021, 6, 1)
_AGENCY = (
    "Gunmen on motorcycles opened fire on a crowded market in the town of Baraka late on Monday and killed eleven people, "
    "the mayor said. Shops stayed closed on Tuesday while families buried their dead. The army has sent a column to the "
    "district and closed the road to the border. Nobody has claimed the attack so far, but fighters of two rival groups "
    "have been seen in the hills above the town since the rains ended."
)
_OWN_WORDS = (
    "Eleven traders and customers died when armed men rode into Baraka's market on Monday evening and started to shoot, "
    "according to local officials. Soldiers reached the place hours later. A shopkeeper told this newspaper by telephone "
    "that he had hidden under sacks of millet until the engines could no longer be heard."
)


def _signed(id_: str, text: str, days: int = 0) -> Signed:
    return Signed(id_, _DAY + timedelta(days), text_signature(text))


def test_a_copy_belongs_to_the_first_that_printed_the_text():
    copy = _AGENCY.replace("late on Monday", "on Monday night").replace("so far", "yet")
    assert text_groups([_signed("b", copy, 1), _signed("a", _AGENCY)]) == {"a": "a", "b": "a"}


def test_an_own_account_of_the_same_attack_is_no_copy():
    assert text_groups([_signed("a", _AGENCY), _signed("b", _OWN_WORDS)]) == {}


def test_the_same_words_weeks_later_are_no_copy():
    assert text_groups([_signed("a", _AGENCY), _signed("b", _AGENCY, COPY_DAYS + 1)]) == {}


def test_a_text_that_is_copied_day_after_day_does_not_grow_into_one_group():
    chain = [_signed(str(day), _AGENCY, day) for day in range(0, 4 * COPY_DAYS, COPY_DAYS)]
    assert text_groups(chain) == {"0": "0", str(COPY_DAYS): "0"}


def test_groups_do_not_depend_on_the_order_of_articles():
    articles = [
        _signed("c", _AGENCY),
        _signed("a", _AGENCY, 2),
        _signed("b", _AGENCY + " More follows."),
        _signed("d", _OWN_WORDS),
    ]
    wanted = text_groups(articles)
    assert set(wanted) == {"a", "b", "c"}
    assert all(text_groups(order) == wanted for order in permutations(articles))


def test_articles_without_day_or_with_few_words_stand_alone():
    undated = Signed("a", None, text_signature(_AGENCY))
    assert (
        text_groups([undated, undated._replace(article_id="b"), Signed("c", _DAY, None), Signed("d", _DAY, None)]) == {}
    )
    assert text_signature("Three killed in Baraka") is None


def test_a_signature_is_the_same_for_the_same_words_and_is_read_back():
    signature = text_signature(_AGENCY)
    assert signature == text_signature(_AGENCY.upper())
    assert signature is not None
    assert sketch_of(signature).jaccard(sketch_of(signature)) == 1.0
    assert len(sketch_of(signature)) == PLACES


def test_what_is_no_signature_is_refused():
    with pytest.raises(ValueError, match="expected a signature of 64 hashes, found 2"):
        sketch_of("AAAAAA==")
