"""What stands in for a library where the library is slow: it must give the library's own answers."""

from __future__ import annotations

import gzip
from pathlib import Path

import lemminflect
import pytest
from geopy.distance import great_circle
from hypothesis import given
from hypothesis import strategies as st
from lemminflect import config

from extractors.places.distance import distance_km
from extractors.text.word_tables import WordTables

_EVERY = 40
_POINTS = st.tuples(st.floats(-90, 90), st.floats(-180, 180))


@given(_POINTS, _POINTS)
def test_a_distance_is_that_of_geopy(first, second):
    assert distance_km(first, second) == pytest.approx(great_circle(first, second).km, abs=1e-3)


@pytest.fixture(scope="module")
def tables():
    return WordTables()


@pytest.fixture(scope="module")
def words():
    """Some words of both tables, and such as both treat apart."""
    files = (Path(config.lemma_lu_fn), Path(config.inflection_lu_fn))
    listed = [
        line.partition(",")[0] for file in files for line in gzip.decompress(file.read_bytes()).decode().splitlines()
    ]
    return [*listed[::_EVERY], listed[0], listed[-1], "can", "be", "dare", "Afghan", "IRAQI", "fit", "all", "blorf", ""]


def test_lemmas_are_those_of_the_library(tables, words):
    assert [tables.lemmas(word) for word in words] == [lemminflect.getAllLemmas(word) for word in words]


@pytest.mark.parametrize("upos", ["NOUN", "VERB"])
def test_inflections_are_those_of_the_library(tables, words, upos):
    assert [tables.inflections(word, upos) for word in words] == [
        lemminflect.getAllInflections(word, upos) for word in words
    ]
