"""A dateline says where a report was filed. It looks like prose only to a machine: a place and a separator.

"MOSCOW, Oct 19 (Reuters) -", "Beirut:", "Kyiv, 12 March 2022 /Agency/ -", "Srinagar, Kashmir –", "SANA -". A form that
also fits a speaker ("Lavrov: we are ready") or a label ("Analysis:") is taken only where nothing speaks against it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from extractors.text.clutter import Span, is_terminated
from extractors.text.layout_lexicon import LayoutLexicon, any_of
from extractors.text.printed_days import OwnDay, PrintedDays
from extractors.text.records import Dateline

_BLOCKS = 4
_REACH = 420
_LONGEST = 240
_SHORT = 120
_SEPARATORS = ":-–—―_"
_SENTENCE_START = re.compile(r"(?<=[.!?\"”’)])\s+(?=[^\W\d_a-z‘'])")
_LABEL = re.compile(r"(?:[^\W\d_a-z][\w'’.-]*\s?){1,3}(?::|\s[-–—])\s")


@dataclass(frozen=True, slots=True)
class Filed:
    """A dateline and the number of the span in which it stands."""

    dateline: Dateline
    index: int


class DatelineFinder:
    """Finds the dateline among the first paragraphs."""

    def __init__(self, lexicon: LayoutLexicon) -> None:
        self._days = PrintedDays(lexicon)
        self._not_places = frozenset(word.lower() for word in lexicon.not_places)
        self._agencies = frozenset(word.lower() for word in lexicon.agencies)
        agency, particle = rf"(?i:{any_of(lexicon.agencies)})", rf"(?=[a-z]){any_of(lexicon.name_particles)}"
        near = rf"(?=[a-z]){any_of(lexicon.region_words)}"
        word = r"['‘’ʼ]?[^\W\d_a-z][\w'’ʼ‘`]*(?:\.(?=[\w ,]))?"
        name = rf"(?:{particle}[ -])?{word}(?:[ -](?:{particle}[ -]){{0,2}}{word}){{0,3}}"
        bracket = r"(?:\s*\([^()\n]{2,40}\)|\s*/[^/\n]{2,25}/|\s*\[[^\[\]\n]{2,30}\])"
        region = rf"(?:, ?(?!(?i:{self._days.names})\b)(?:{near} )?{name}\.?|\s\((?!{agency}\)){name}\)(?=,))"
        place = rf"(?P<place>{name})(?:/{name}){{0,3}}(?P<region>(?:{region}){{0,2}})"
        signature = rf"(?P<signature>{bracket}{{1,2}}|,?\s+{agency}\b|(?:,\s*)?/{agency}\b)"
        day = rf"(?P<day>,?\s*(?i:{self._days.short}))"
        dash = r"(?P<dash>\s*(?:--|[–—―])(?!-)\s*|\s*-\s+|(?<=\))\s*-(?=\S)|\s*_\s+)"
        labels = r"(?:\[[A-Z][^\[\]\n]{1,80}\]\s*){0,5}"
        self._full = re.compile(rf"{place}{day}?,?{signature}?(?:{dash}{labels}|(?P<colon>:)\s+)")
        self._dated_line = re.compile(rf"{place}(?=,){day},?{signature}?[\s.]*$")
        self._agency_only = re.compile(rf"(?P<signature>\({agency}\)|(?:{word} )?{agency}\b)(?:{dash}|:\s+|(?<=\))\s+)")
        self._bare = re.compile(rf"(?P<place>[A-Z]{{4,}}(?:[ -][A-Z]{{3,}}){{0,2}}){bracket}?\s+(?=[A-Z])")
        caps = rf"(?P<place>[A-Z]{{3,}}(?:[ -][A-Z]{{2,}}){{0,3}})(?:,? {word})?"
        self._signed = re.compile(
            rf"{caps}{day}?{bracket}?(?P<signature>\s*\({agency}\b[^()\n]{{0,20}}\))\s+(?=[A-Z\d\"“])"
        )

    def begins(self, text: str, span: Span) -> bool:
        """True when the span begins with a dateline."""
        return self._at(text, *span, OwnDay(None)) is not None

    def find(self, text: str, spans: list[Span], near: OwnDay, is_bare_allowed: bool) -> Filed | None:
        """The first dateline at the start of one of the first paragraphs, or of one of the first sentences.

        Args:
            text: The article's text.
            spans: Its body paragraphs.
            near: The article's day, which supplies the year that a dateline leaves out.
            is_bare_allowed: True right behind a printed header, where archives lose the dash ("BEIRUT At least ...").
        """
        for index, (start, end) in enumerate(spans[:_BLOCKS]):
            found = self._at(text, start, end, near)
            if found is not None and not (self._is_speaker(text, found, spans, index)):
                return Filed(self._of_report(text, found, end, near), index)
        if spans and is_bare_allowed and (found := self._bare_at(text, *spans[0])):
            return Filed(found, 0)
        return self._inside(text, spans, near)

    def items(self, text: str, spans: list[Span], near: OwnDay, first: Dateline | None) -> tuple[Dateline, ...]:
        """The datelines of a round-up, in order: of paragraphs that begin with a place in capitals, when these are several."""
        found = [first] if first is not None else []
        found += [d for span in spans if (d := self._separated(text, *span, near)) is not None]
        placed = {d.place_start: d for d in found if _place(text, d).isupper()}
        names = {_place(text, dateline) for dateline in placed.values()}
        return tuple(placed[at] for at in sorted(at for at in placed if at is not None)) if len(names) > 1 else ()

    def _of_report(self, text: str, found: Dateline, end: int, near: OwnDay) -> Dateline:
        """The report's own dateline behind that of a service that passes it on ("BOGOTA, 11 Sep -- CALI --")."""
        second = self._separated(text, found.end, end, near)
        if second is None or second.place_start is None:
            return found
        is_told = second.day is not None or text[second.place_start : second.place_end].isupper()
        return replace(second, start=found.start, day=second.day or found.day) if is_told else found

    def _at(self, text: str, start: int, end: int, near: OwnDay) -> Dateline | None:
        return (
            self._separated(text, start, end, near)
            or self._on_own_line(text, start, end, near)
            or self._by_agency(text, start, end, near)
        )

    def _separated(self, text: str, start: int, end: int, near: OwnDay) -> Dateline | None:
        """Place and a dash or colon. A day makes a dateline of what is no place, too ("Clandestine, 3 Jan 90 --")."""
        match = self._full_at(text, start, min(end, start + _LONGEST))
        if match is None or not _opens_sentence(text, match.end(), end):
            return None
        if match.group("colon") and end - start < _SHORT and not is_terminated(text[start:end]):
            return None  # a headline ("Mali: Gunmen kill ten")
        return self._dateline(match, near) if match.group("day") or self._is_place(match) else None

    def _full_at(self, text: str, start: int, limit: int) -> re.Match[str] | None:
        """The place with its separator; most openings of a text hold no separator at all."""
        opening = text[start:limit]
        return self._full.match(text, start, limit) if any(sign in opening for sign in _SEPARATORS) else None

    def _on_own_line(self, text: str, start: int, end: int, near: OwnDay) -> Dateline | None:
        match = self._dated_line.match(text, start, end) if end - start < _SHORT else None
        return self._dateline(match, near) if match is not None and self._is_place(match) else None

    def _by_agency(self, text: str, start: int, end: int, near: OwnDay) -> Dateline | None:
        """A place in capitals with an agency in brackets, or an agency alone."""
        limit = min(end, start + _LONGEST)
        match = self._signed.match(text, start, limit)
        if match is not None and self._is_place(match):
            return self._dateline(match, near)
        match = self._agency_only.match(text, start, limit)
        if match is not None and _opens_sentence(text, match.end(), end):
            return Dateline(match.start(), match.end(), None, None, None)
        return None

    def _inside(self, text: str, spans: list[Span], near: OwnDay) -> Filed | None:
        """A dateline behind the standfirst where both stand in one paragraph; only the unmistakable forms."""
        if not spans:
            return None
        start, end = spans[0]
        for gap in _SENTENCE_START.finditer(text, start, min(end, start + _REACH)):
            limit = min(end, gap.end() + _SHORT)
            match = self._signed.match(text, gap.end(), limit) or self._full_at(text, gap.end(), limit)
            if match is not None and self._is_place(match) and _is_unmistakable(text, match, end):
                return Filed(self._dateline(match, near), 0)
        return None

    def _bare_at(self, text: str, start: int, end: int) -> Dateline | None:
        match = self._bare.match(text, start, min(end, start + _LONGEST))
        if match is None or not self._is_place(match) or len(match.group("place")) < 5:
            return None
        return Dateline(match.start(), match.end(), *match.span("place"), None)

    def _is_place(self, match: re.Match[str]) -> bool:
        name = match.group("place").lower()
        first, last = name.split()[0], name.split()[-1]
        return not ({name, first} & self._not_places or {name, last} & self._agencies)

    def _is_speaker(self, text: str, found: Dateline, spans: list[Span], index: int) -> bool:
        """True for "Name:" when another paragraph begins with such a label too: an interview or a list."""
        if _LABEL.fullmatch(text, found.start, found.end) is None or text[found.start : found.end - 1].isupper():
            return False
        others = [span for number, span in enumerate(spans[: _BLOCKS * 2]) if number != index]
        return any(_LABEL.match(text, *span) for span in others)

    def _dateline(self, match: re.Match[str], near: OwnDay) -> Dateline:
        day = self._days.day_of(match, near) if match.group("day") else None
        first, last = match.span("place") if self._is_place(match) else (None, None)
        return Dateline(match.start(), match.end(), first, last, day)


def _place(text: str, dateline: Dateline) -> str:
    return "" if dateline.place_start is None else text[dateline.place_start : dateline.place_end]


def _is_unmistakable(text: str, match: re.Match[str], end: int) -> bool:
    """True for a dateline that could not be a sentence with a dash in it."""
    groups = match.groupdict()
    if groups.get("colon") or not text[match.end() - 1].isspace() or not _opens_sentence(text, match.end(), end):
        return False
    return bool(groups["day"] or groups["signature"] or groups.get("region")) or groups["place"].isupper()


def _opens_sentence(text: str, position: int, end: int) -> bool:
    """True when what follows a dateline can begin a sentence: no small letter (but "al-", "pro-")."""
    following = text[position:end].lstrip("\"'“‘«([ ")
    return bool(following) and (not following[0].islower() or "-" in following[:6])
