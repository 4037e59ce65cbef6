"""The reports of texts beside the answer keys of MUC-4: counted by document, and by incident."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from benchmarks import muc4_alike as alike
from benchmarks.muc4_keys import Document, Key
from benchmarks.shares import share_of
from extractors.article import Article
from extractors.coder import Coder
from extractors.report import Report

Fits = Callable[[Report, Key], bool]


@dataclass(slots=True)
class Match:
    """Values of one slot: ours, how many of them are right, the keys', and how many of those we have."""

    found: int = 0
    right: int = 0
    asked: int = 0
    met: int = 0

    def rates(self) -> dict[str, float]:
        """Precision, recall and F1; 0 where there is nothing to count."""
        precision, recall = share_of(self.right, self.found), share_of(self.met, self.asked)
        both = precision + recall
        return {"precision": precision, "recall": recall, "f1": 2 * precision * recall / both if both else 0.0}


@dataclass(slots=True)
class Score:
    """Counts of all documents: `slots` by document, `right` of `of` by incident, and what went wrong by its sort."""

    documents: int = 0
    slots: dict[str, Match] = field(default_factory=lambda: defaultdict(Match))
    right: Counter[str] = field(default_factory=Counter)
    of: Counter[str] = field(default_factory=Counter)
    misses: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def count(self, name: str, *, is_right: bool) -> bool:
        """Count one pair, key or report under a name."""
        self.of[name] += 1
        self.right[name] += is_right
        return is_right

    def figures(self) -> dict[str, dict[str, dict[str, float]]]:
        """All figures of both tables."""
        pairs = {name: {"share": share_of(self.right[name], of), "of": of} for name, of in self.of.items()}
        return {"documents": {name: match.rates() for name, match in self.slots.items()}, "incidents": pairs}


def score(documents: Iterable[Document], coder: Coder) -> Score:
    """Codes the documents and compares."""
    total = Score()
    for document in documents:
        article = Article(id=document.name, text=document.text, published=document.published)
        reports = coder.code(article).reports
        total.documents += 1
        pairs = pair([k for k in document.keys if k.is_accomplished], [r for r in reports if r.status == "occurred"])
        _score_document(document, reports, pairs, total.slots)
        _score_incidents(document, reports, pairs, total)
    return total


def pair(keys: Sequence[Key], reports: Sequence[Report]) -> list[tuple[Key, Report]]:
    """Keys with the reports that stand for them, one to one, those that are most alike first."""
    ranked = sorted(
        ((likeness, -k, -r) for k, key in enumerate(keys) for r, report in enumerate(reports)
         if (likeness := _likeness(report, key))),
        reverse=True,
    )  # fmt: skip
    pairs: dict[int, int] = {}
    for _, k, r in ranked:
        if -k not in pairs and -r not in pairs.values():
            pairs[-k] = -r
    return [(keys[k], reports[r]) for k, r in sorted(pairs.items())]


def _likeness(report: Report, key: Key) -> float:
    """How alike they are; 0 where less than two of kind, day and place are right."""
    is_kind, is_day, is_place = (fits(report, key) for fits in (alike.is_kind, alike.is_day, alike.is_place))
    if is_kind + is_day + is_place < 2 or report.sub_event_type not in alike.KINDS:
        return 0.0
    is_toll = key.deaths is not None and key.deaths == report.fatalities
    return 2.0 * is_kind + 2.0 * is_place + 1.0 * is_day + 0.75 * is_toll + 0.5 * alike.is_finest(report, key)


def _score_document(
    document: Document, reports: Sequence[Report], pairs: Sequence[tuple[Key, Report]], slots: dict[str, Match]
) -> None:
    """The values of a document's reports beside those of its keys."""
    keys = document.keys
    asked = [key for key in keys if not key.is_optional]
    ours = [r for r in reports if alike.counts(r) or any(alike.counts_for(r, key) for key in keys)]
    if asked or not keys:
        _add(slots["relevant"], [bool(asked)] * bool(ours), [bool(ours)] * bool(asked))
    kinds = {kind for key in keys for kind in key.kinds}
    got = {_kind(report, kinds) for report in ours}
    _add(slots["kind"], [k in kinds for k in got], [k in got for k in {k for key in asked for k in key.kinds}])
    _compare(slots["date"], ours, keys, lambda r: r.event_date, lambda k: k.day, alike.is_day)
    _compare(slots["finest place"], ours, keys, _place, lambda k: k.finest, alike.is_finest)
    actors = {actor for report in ours for actor in alike.perpetrators(report)}
    named = {names for key in keys for names in key.organisations}
    wanted = {names for key in asked for names in key.organisations}
    _add(
        slots["organisation"],
        [any(alike.is_perpetrator(actor, names) for names in named) for actor in actors],
        [any(alike.is_perpetrator(actor, names) for actor in actors) for names in wanted],
    )
    matched = {id(report) for _, report in pairs}
    counted = [r for r in reports if r.status == "occurred" and (alike.counts(r) or id(r) in matched)]
    _sum(slots["deaths, sum"], keys, lambda key: key.deaths, sum(r.fatalities for r in counted))
    _sum(slots["injured, sum"], keys, lambda key: key.injuries, sum(r.injuries for r in counted))


def _kind(report: Report, kinds: set[str]) -> str:
    may = alike.KINDS[report.sub_event_type]
    return next((kind for kind in may if kind in kinds), may[0])


def _place(report: Report) -> str | None:
    return report.location or report.country


def _compare(
    slot: Match,
    reports: Sequence[Report],
    keys: Sequence[Key],
    ours: Callable[[Report], object],
    theirs: Callable[[Key], object],
    fits: Fits,
) -> None:
    """Values of reports that fit any key that has one, and values of keys that any report fits."""
    have = [key for key in keys if theirs(key)]
    found: dict[object, bool] = defaultdict(bool)
    met: dict[object, bool] = defaultdict(bool)
    for report in reports:
        if value := ours(report):
            found[value] |= any(fits(report, key) for key in have)
    for key in have:
        if not key.is_optional:
            met[theirs(key)] |= any(fits(report, key) for report in reports)
    _add(slot, found.values(), met.values())


def _sum(slot: Match, keys: Sequence[Key], toll: Callable[[Key], int | None], ours: int) -> None:
    """One sum a document; it may hold the optional keys or leave them out."""
    asked = sum(toll(key) or 0 for key in keys if not key.is_optional)
    is_right = ours in (asked, sum(toll(key) or 0 for key in keys))
    _add(slot, [is_right] * bool(ours), [is_right] * bool(asked))


def _add(slot: Match, ours: Iterable[bool], theirs: Iterable[bool]) -> None:
    ours, theirs = list(ours), list(theirs)
    slot.found += len(ours)
    slot.right += sum(ours)
    slot.asked += len(theirs)
    slot.met += sum(theirs)


def _score_incidents(
    document: Document, reports: Sequence[Report], pairs: Sequence[tuple[Key, Report]], total: Score
) -> None:
    """Every key that happened with its report, and the reports that stand for none."""
    found = {id(key) for key, _ in pairs}
    for key in document.keys:
        is_asked = key.is_accomplished and not key.is_optional
        if is_asked and not total.count("found", is_right=id(key) in found):
            total.misses["missed"].append(_line(document, key, None))
    used = {id(report) for _, report in pairs}
    for report in filter(alike.counts, reports):
        is_of_key = id(report) in used or any(k.is_optional and alike.counts_for(report, k) for k in document.keys)
        if not total.count("matched", is_right=is_of_key):
            total.misses["extra" if document.keys else "false"].append(_line(document, None, report))
    for key, report in pairs:
        for name, is_right in _judge(key, report):
            if not total.count(name, is_right=is_right):
                total.misses[name].append(_line(document, key, report))


def _judge(key: Key, report: Report) -> Iterator[tuple[str, bool]]:
    """What is right of a pair, by name, where the key has a value."""
    yield "kind", alike.is_kind(report, key)
    if key.spans:
        yield "date", alike.is_day(report, key)
    if key.day and key.day.is_day:
        yield "day", alike.is_day(report, key)
    yield "country", alike.is_country(report, key)
    if key.places:
        yield "place", alike.is_place(report, key)
    actors = alike.perpetrators(report)
    if key.organisations:
        yield "organisation", any(alike.is_perpetrator(a, names) for a in actors for names in key.organisations)
    else:
        yield "no organisation", not actors
    if key.deaths is not None:
        yield "deaths", report.fatalities == key.deaths
    if key.injuries is not None:
        yield "injured", report.injuries == key.injuries


def _line(document: Document, key: Key | None, report: Report | None) -> str:
    """A miss on one line: the document, what the key says, what the report says."""
    wanted, got = _key_line(key) if key else "-", _report_line(report) if report else "-"
    return f"{document.name}\t{wanted}\t{got}"


def _key_line(key: Key) -> str:
    days = ", ".join(f"{span.first or ''}..{span.last}" for span in key.spans)
    place = " > ".join((*key.countries, *(key.places[0] if key.places else ())))
    who = " + ".join(names[0] for names in key.organisations)
    return f"{'/'.join(sorted(key.kinds))} | {days} | {place} | {who} | dead {key.deaths} injured {key.injuries}"


def _report_line(report: Report) -> str:
    return (
        f"{report.sub_event_type} | {report.event_date} | {report.location}, {report.admin1}, {report.country} | "
        f"{report.actor1} > {report.actor2} | dead {report.fatalities} injured {report.injuries} | "
        f"{report.rule_id} | {report.sentence[:160]!r}"
    )
