"""The online geocoder, against a real server on loopback that is friendly, slow, wrong and hostile in turn."""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors import Coder
from extractors.article import Article
from extractors.report import Report
from flows.coders import CoderFactory
from flows.config import Config, ConfigError
from flows.geocoding.adapter import LARGEST_ANSWER
from flows.geocoding.answers import Answer, answers
from flows.geocoding.asking import Asking, GaveUp
from flows.geocoding.cache import AnswerCache
from flows.geocoding.placing import Tie, choose, placed, question
from flows.geocoding.service import KEY_VARIABLE, Service
from flows.plain import run_plain
from flows.settings import GeocoderSettings
from tests.flows.nominatim import (
    Server,
    answering,
    dripping,
    endless,
    hanging_up,
    nominatim,
    place,
    raw,
    slow,
)

NOON = datetime(2024, 5, 8, 12, tzinfo=UTC)
TEXT = "Gunmen attacked the village of Zarqulan in Syria on Monday, killing four farmers."
KNOWN = "Gunmen killed three farmers in Idlib, Syria, on Monday."


@pytest.fixture
def server() -> Iterator[Server]:
    with nominatim() as running:
        yield running


def settings_for(server: Server, tmp_path: Path, **changes: object) -> GeocoderSettings:
    values = {
        "name": "nominatim",
        "options": {"domain": server.domain, "scheme": "http"},
        "requests_per_second": 100.0,
        "timeout_seconds": 1.0,
        "cache": tmp_path / "cache" / "answers.sqlite",
    }
    return GeocoderSettings.model_validate(values | changes)


def asking_for(settings: GeocoderSettings) -> Asking:
    assert settings.cache is not None
    return Asking(Service(settings), AnswerCache(settings.cache, lambda: NOON), settings, sleep=lambda seconds: None)


@cache
def shipped_coder() -> Coder:
    return Coder.default()


class OneCoder(CoderFactory):
    """The recipe that the settings ask for. They name the service, which has another port in each test; the coder is one."""

    def __call__(self) -> Coder:
        return shipped_coder()


def report_of(text: str) -> Report:
    article = Article(id="1", text=text, published=date(2024, 5, 8))
    return shipped_coder().code(article).reports[0]


def run(tmp_path: Path, settings: GeocoderSettings, *texts: str) -> Path:
    tmp_path.mkdir(exist_ok=True)
    articles = tmp_path / "articles.jsonl"
    rows = [{"id": str(n), "text": text, "published": "2024-05-08"} for n, text in enumerate(texts)]
    articles.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    output = tmp_path / "output"
    config = Config(geocoder=settings, workers=1)
    run_plain([str(articles)], str(output), config, coder_factory=OneCoder.of(config))
    return output


# -- a run ------------------------------------------------------------------------------------------------------


def test_a_name_that_only_the_service_knows_becomes_an_event_with_its_origin(server: Server, tmp_path: Path):
    output = run(tmp_path, settings_for(server, tmp_path), TEXT)
    event = pd.read_parquet(output / "events").iloc[0]
    assert (event.location, event.latitude, event.longitude, event.geo_precision) == ("Zarqulan", 35.8, 36.7, 2)
    assert (event.country, event.admin1) == ("Syria", "Some Governorate")
    report = pd.read_parquet(output / "reports").iloc[0]
    assert pd.isna(report.reason)
    assert [e["text"] for e in report.evidence if e["rule_id"] == "online:nominatim"] == ["Zarqulan"]
    assert set(pd.read_parquet(output / "issues").kind) == set()
    ledger = pd.read_parquet(output / "articles").iloc[0]
    assert (ledger.n_reports, ledger.n_events, ledger.n_issues) == (1, 1, 0)


def test_the_service_is_asked_for_what_the_text_says_and_only_once(server: Server, tmp_path: Path):
    run(tmp_path, settings_for(server, tmp_path), TEXT, TEXT.replace("four", "three"))
    assert [(q["q"], q["countrycodes"]) for q in server.asked] == [(["Zarqulan, Syria"], ["sy"])]
    assert server.agents[0].startswith("conflict-events/")


def test_places_that_the_gazetteer_knows_are_never_asked_for(server: Server, tmp_path: Path):
    run(tmp_path, settings_for(server, tmp_path), KNOWN)
    assert server.asked == []


def test_no_geocoder_is_asked_unless_one_is_named(server: Server, tmp_path: Path):
    output = run(tmp_path, settings_for(server, tmp_path, name=None), TEXT)
    assert server.asked == []
    assert len(pd.read_parquet(output / "events")) == 0


def test_answers_outlive_the_server(tmp_path: Path):
    with nominatim() as server:
        settings = settings_for(server, tmp_path)
        first = run(tmp_path / "one", settings, TEXT)
    second = run(tmp_path / "two", settings, TEXT)
    one, two = (pd.read_parquet(folder / "events").drop(columns="timestamp") for folder in (first, second))
    pd.testing.assert_frame_equal(one, two)
    with sqlite3.connect(settings.cache) as cache:
        [(service, query, country, when)] = cache.execute("SELECT service, query, country, asked_at FROM answers")
    assert service.startswith("nominatim domain=127.0.0.1")
    assert (query, country) == ("Zarqulan, Syria", "SY")
    assert datetime.fromisoformat(when).tzinfo is not None


BAD = {
    "too many requests": answering(status=429, headers={"Retry-After": "0"}),
    "server error": answering(status=500),
    "not JSON": raw(b"<html>Bad Gateway</html>"),
    "deeply nested": raw(b"[" * 200_000),
    "endless": endless,
    "hanging up": hanging_up,
    "empty body": raw(b""),
    "redirected": raw(b"", 302, {"Location": "http://127.0.0.1:9/"}),
    "another shape": raw(b'[{"lat": {}, "lon": [1]}]'),
    "a number": raw(b"7"),
    "nulls": raw(b"[null, null]"),
    "latin-1": raw("[{é}]".encode("latin-1")),
}


@pytest.mark.parametrize("reply", BAD.values(), ids=BAD.keys())
def test_a_bad_server_costs_an_issue_and_never_the_run(server: Server, tmp_path: Path, reply):
    server.says(reply)
    texts = [TEXT.replace("Zarqulan", name) for name in ("Zarqulan", "Melqulan", "Torqulan", "Varqulan")]
    output = run(tmp_path, settings_for(server, tmp_path, retries=0), *texts, KNOWN)
    assert list(pd.read_parquet(output / "events").location) == ["Idlib"]
    reports = pd.read_parquet(output / "reports")
    assert list(reports[reports.location != "Idlib"].reason) == ["known only to country level"] * 4
    told = pd.read_parquet(output / "issues")
    assert len(told[told.kind == "geocoder_failed"]) == 1
    assert len(server.asked) == 3


@pytest.mark.parametrize("reply", [slow(30), dripping], ids=["silent", "dripping"])
def test_the_time_of_a_run_is_a_limit(server: Server, tmp_path: Path, reply):
    server.says(reply)
    settings = settings_for(server, tmp_path, timeout_seconds=0.4, seconds_a_run=0.5, retries=5)
    asking = asking_for(settings)
    start = time.monotonic()
    assert asking.find("Zarqulan, Syria", "SY") == ()
    asking.find("Melqulan", "SY") if asking.seconds_left > 0.05 else None
    with pytest.raises(GaveUp, match="used up"):
        asking.find("Torqulan", "SY")
    assert time.monotonic() - start < 20


def test_without_a_server_the_run_goes_on(tmp_path: Path):
    with nominatim() as gone:
        settings = settings_for(gone, tmp_path, retries=0)
    output = run(tmp_path, settings, TEXT, KNOWN)
    assert list(pd.read_parquet(output / "events").location) == ["Idlib"]


# -- asking -----------------------------------------------------------------------------------------------------


def test_a_passing_failure_is_tried_again(server: Server, tmp_path: Path):
    server.says(answering(status=503), answering(status=429, headers={"Retry-After": "0"}), answering(place()))
    assert [a.name for a in asking_for(settings_for(server, tmp_path)).find("Zarqulan", "SY")] == ["Zarqulan"]
    assert len(server.asked) == 3


def test_a_refusal_is_not_tried_again(server: Server, tmp_path: Path):
    server.says(answering(status=401))
    asking = asking_for(settings_for(server, tmp_path))
    assert asking.find("Zarqulan", "SY") == ()
    with pytest.raises(GaveUp, match="refuses"):
        asking.find("Melqulan", "SY")
    assert len(server.asked) == 1


def test_requests_keep_their_distance(server: Server, tmp_path: Path):
    asking = asking_for(settings_for(server, tmp_path, requests_per_second=10.0))
    for name in ("Zarqulan", "Melqulan", "Torqulan"):
        asking.find(name, "SY")
    first, second, third = server.times
    assert second - first >= 0.09
    assert third - second >= 0.09


def test_no_such_place_is_an_answer_that_is_kept(server: Server, tmp_path: Path):
    server.says(answering())
    settings = settings_for(server, tmp_path)
    assert asking_for(settings).find("Zarqulan", "SY") == ()
    assert asking_for(settings).find("Zarqulan", "SY") == ()
    assert len(server.asked) == 1


def test_a_cache_that_cannot_be_used_is_done_without(server: Server, tmp_path: Path):
    broken = tmp_path / "broken.sqlite"
    broken.write_bytes(b"no database, and long enough to be looked at as one" * 100)
    asking = asking_for(settings_for(server, tmp_path, cache=broken))
    assert [a.name for a in asking.find("Zarqulan", "SY")] == ["Zarqulan"]


# -- what fits --------------------------------------------------------------------------------------------------


def answer(**changes: object) -> Answer:
    values = {"name": "Zarqulan", "latitude": 35.8, "longitude": 36.7, "iso2": "SY", "admin1": "Idlib", "admin2": None}
    return Answer(**(values | changes))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "other",
    [
        answer(iso2="TR"),
        answer(iso2=None),
        answer(name="Damascus"),
        answer(name="<script>"),
    ],
    ids=["another country", "no country", "another name", "no name at all"],
)
def test_an_answer_that_does_not_fit_the_text_is_no_answer(other: Answer):
    report = report_of(TEXT)
    asked = question(report)
    assert asked is not None
    assert choose(report, asked, [other]) is None


def test_an_answer_far_from_the_area_that_the_text_names_is_no_answer():
    report = report_of("Gunmen killed three farmers in the village of Zarqulan near Idlib, Syria, on Monday.")
    asked = question(report)
    assert asked is not None
    assert choose(report, asked, [answer(latitude=33.5, longitude=36.3)]) is None
    assert choose(report, asked, [answer(latitude=35.9, longitude=36.6)]) == answer(latitude=35.9, longitude=36.6)


def test_two_places_that_fit_are_a_tie():
    report = report_of(TEXT)
    asked = question(report)
    assert asked is not None
    found = choose(report, asked, [answer(), answer(latitude=33.0)])
    assert isinstance(found, Tie)
    assert choose(report, asked, [answer(), answer(latitude=35.81)]) == answer()


def test_a_spelling_of_the_service_does_not_replace_that_of_the_text():
    report = report_of(TEXT)
    assert placed(report, answer(name="Zarqoulan"), "photon").location == "Zarqulan"


@given(
    st.builds(
        lambda lat, lon, raw: type(
            "Location", (), {"latitude": lat, "longitude": lon, "raw": raw, "address": "X, Y"}
        )(),
        st.one_of(st.floats(), st.text(), st.none(), st.integers()),
        st.one_of(st.floats(), st.text(), st.none(), st.integers()),
        st.dictionaries(st.sampled_from(["name", "address", "country_code", "state"]), st.one_of(st.text(), st.none())),
    )
)
def test_whatever_a_service_says_only_points_on_the_globe_and_plain_words_come_through(location):
    for found in answers([location]):
        assert -90 <= found.latitude <= 90
        assert -180 <= found.longitude <= 180
        for text in (found.name, found.admin1, found.admin2):
            assert text is None or (text.isprintable() and ";" not in text and 0 < len(text) <= 100)


def test_an_answer_is_read_up_to_a_limit(server: Server, tmp_path: Path):
    server.says(raw(b" " * (LARGEST_ANSWER + 1)))
    asking = asking_for(settings_for(server, tmp_path, retries=0))
    assert asking.find("Zarqulan", "SY") == ()


# -- settings ---------------------------------------------------------------------------------------------------


def test_other_geocoders_are_asked_in_their_own_words(server: Server, tmp_path: Path):
    feature = {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [36.7, 35.8]},
        "properties": {"name": "Zarqulan", "countrycode": "SY", "state": "Idlib", "country": "Syria"},
    }
    server.says(raw(json.dumps({"type": "FeatureCollection", "features": [feature]}).encode()))
    settings = settings_for(server, tmp_path, name="photon")
    [found] = asking_for(settings).find("Zarqulan, Syria", "SY")
    assert (found.name, found.latitude, found.longitude, found.iso2, found.admin1) == (
        "Zarqulan", 35.8, 36.7, "SY", "Idlib",
    )  # fmt: skip


def test_a_key_comes_from_the_environment(monkeypatch: pytest.MonkeyPatch, server: Server, tmp_path: Path):
    monkeypatch.setenv(KEY_VARIABLE, "not-a-real-key")
    server.says(raw(b'{"results": [], "status": {"code": 200}}'))
    settings = settings_for(server, tmp_path, name="opencage")
    asking_for(settings).find("Zarqulan", "SY")
    assert server.asked[0]["key"] == ["not-a-real-key"]


def test_the_public_server_is_asked_once_a_second_whatever_the_settings_say(tmp_path: Path):
    settings = GeocoderSettings(name="nominatim", requests_per_second=50, cache=tmp_path / "a.sqlite")
    assert asking_for(settings).seconds_between == 1.0


def test_an_option_that_the_geocoder_does_not_take_is_named():
    with pytest.raises(ConfigError, match="takes no colour"):
        Service(GeocoderSettings(name="nominatim", options={"colour": "red"}))


def test_an_unknown_geocoder_is_refused_with_those_that_are_known():
    with pytest.raises(ValueError, match="nominatim"):
        GeocoderSettings(name="gazetteer-of-gold")


def test_a_secret_is_no_option():
    with pytest.raises(ValueError, match="environment"):
        GeocoderSettings(name="opencage", options={"api_key": "x"})
