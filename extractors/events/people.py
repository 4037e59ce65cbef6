"""Noun groups as people: one or several, and whether the group before has counted them already.

"Karim Aziz, a farmer" is one man and "12 people, seven of them policemen" are twelve.
"""

from __future__ import annotations

from extractors.events.analysis import Analysis
from extractors.events.frame_records import Amount
from extractors.lexicons.loader import Strict
from extractors.mentions.records import PEOPLE_KINDS, ActorMention
from extractors.text.chunker import Chunk
from extractors.text.grammar import Grammar
from extractors.text.tags import DET, NAME, NUM, PRON

_ALIAS = 4
"""Groups from the first part of a group that an alias in brackets cuts in two to the second."""
NAMED = "named_person"
"""Rule of one person told of by his name."""
_MARKED = frozenset([DET, NUM, PRON])
"""Tags of words that open a group of its own: "a judge", "two judges", "her judge"."""
_MARKS = frozenset(["'", '"', "\u2018", "\u2019", "\u201c", "\u201d"])
"""Marks that cut a group in two: "Salim 'Abd al-Karim", "the teachers' union"."""


class PeopleWords(Strict):
    """The part of `harm.yml` that says which nouns are people."""

    not_people: frozenset[str]
    people_nouns: frozenset[str]
    callings: frozenset[str]
    plurals: frozenset[str]
    one_pronouns: frozenset[str]
    many_pronouns: frozenset[str]
    measures: frozenset[str]
    households: frozenset[str]
    quantifiers: frozenset[str]
    one_articles: frozenset[str]
    one_possessives: frozenset[str]
    possessives: frozenset[str]
    among: frozenset[str]
    harmed: frozenset[str]
    hurt: frozenset[str]
    each: frozenset[str]
    each_other: frozenset[str]
    either: frozenset[str]


class PeopleReader:
    """Reads noun groups of people of one language."""

    def __init__(self, words: PeopleWords, grammar: Grammar) -> None:
        """Keep the nouns and pronouns for people."""
        self._words, self._grammar = words, grammar

    def is_in_a_row(self, chunk: Chunk, analysis: Analysis) -> bool:
        """True for "the 17th teacher killed there": he ends a row, and was told of before."""
        words = analysis.sentence.lowers[chunk.first : chunk.last]
        return words[0] in self._grammar.definite and any(w[0].isdigit() and w[-1].isalpha() for w in words[1:])

    def is_counted_before(self, listed: tuple[int, ...], analysis: Analysis) -> bool:
        """True for who is counted already by the last group of a list.

        The seven of "12 people, seven of them policemen", a name set beside its man, the other office or name of one.
        """
        clauses, position, before = analysis.clauses, listed[-1], listed[-2]
        inner = clauses.of_group(position)
        if inner is not None and clauses.lows[inner] in self._words.many_pronouns:
            return True
        among = (
            clauses.kinds[position + 1 : position + 3] == ["P", "N"] and clauses.lows[position + 1] in self._words.among
        )
        if among and clauses.lows[position + 2] in self._words.many_pronouns:
            return True
        return (
            self._is_apposed(before, position, analysis)
            or self._is_of_number(listed, analysis)
            or self._is_other_word(before, position, analysis)
            or self._is_other_office(listed, analysis)
        )

    def _is_of_number(self, listed: tuple[int, ...], analysis: Analysis) -> bool:
        """True for the allies of "five of the group and its allies", the Front of "six members of the League and the Front"."""
        clauses, position, before = analysis.clauses, listed[-1], listed[-2]
        chunk = analysis.chunks[position]
        if analysis.counts_in(chunk.first, chunk.last):
            return False
        if self._is_body(position, analysis):
            first = clauses.of_group(listed[0])
            of = [first, *listed[1:-1]] if first != listed[1] else listed[1:-1]
            return _has_number(listed[0], analysis) and all(g is not None and self._is_body(g, analysis) for g in of)
        inner = clauses.of_group(before)
        if inner is None or clauses.kinds[inner + 1 : position] != ["C"] or not _has_number(before, analysis):
            return False
        return self.is_plural(chunk, (), analysis)

    def _is_body(self, position: int, analysis: Analysis) -> bool:
        """True for "the Farmers League", a body of which people are members; "the League leader" is a man."""
        chunk = analysis.chunks[position]
        return _is_named(chunk, analysis) and analysis.sentence.lowers[chunk.first] in self._grammar.definite

    def _is_other_word(self, before: int, position: int, analysis: Analysis) -> bool:
        """True for the teacher of "a monk, or religious teacher", and for what a mark cuts off its group."""
        clauses = analysis.clauses
        joints = range(before + 1, position)
        if any(clauses.kinds[i] == "C" and clauses.lows[i] in self._words.either for i in joints):
            return True
        return clauses.kinds[position - 2] == "N" and clauses.lows[position - 1] in _MARKS

    def _is_other_office(self, listed: tuple[int, ...], analysis: Analysis) -> bool:
        """True for what a man is as well: "Karim Aziz, a judge and poet", "a judge and poet, Karim Aziz"."""
        clauses, position, before = analysis.clauses, listed[-1], listed[-2]
        if clauses.kinds[before + 1 : position] != ["C"] or not self._is_bare_one(position, analysis):
            return False
        if len(listed) > 2 and self._is_apposed(listed[-3], before, analysis):
            return True
        one, two = (analysis.chunks[g] for g in (before, position))
        if _has_number(before, analysis):
            return False
        if self._is_said_of_one(position, analysis):
            return True
        if _is_named(one, analysis):
            return False
        if _is_named(two, analysis):
            return two.last - two.first > 1 and self._is_bare_one(before, analysis)
        if self._are_callings(one, two, analysis):
            return True  # "a farmer and activist was shot"
        behind = position + 2
        is_beside = clauses.kinds[position + 1 : behind + 1] == [",", "N"]
        return is_beside and _names_person(analysis.chunks[behind], analysis)

    def _is_said_of_one(self, position: int, analysis: Analysis) -> bool:
        """True for the subject of "an elder and member of the council was shot": the verb says that he is one man."""
        clauses, verb = analysis.clauses, position + 1
        while clauses.kinds[verb : verb + 2] == ["P", "N"]:
            verb += 2
        if clauses.kinds[verb : verb + 1] != ["V"]:
            return False
        return analysis.sentence.lowers[analysis.chunks[verb].first] in self._grammar.singular_verbs

    def _are_callings(self, one: Chunk, two: Chunk, analysis: Analysis) -> bool:
        """True for two offices or callings, which one man may have; "a man and woman" and "a soldier and civilian" are two."""
        lowers = analysis.sentence.lowers
        if lowers[one.first] not in self._words.one_articles:
            return False
        heads = {lowers[chunk.head] for chunk in (one, two)}
        if not heads.isdisjoint(self._words.people_nouns - self._words.callings | self._grammar.kin):
            return False
        named = analysis.actors_in(one.first, two.last)
        is_known = bool(named) or not heads.isdisjoint(self._words.callings)
        return is_known and all(m.kind in PEOPLE_KINDS and m.head < one.last for m in named)

    def _is_bare_one(self, position: int, analysis: Analysis) -> bool:
        """True for "former mayor": one person without the article that a second one would have."""
        chunk, lowers = analysis.chunks[position], analysis.sentence.lowers
        is_bare = analysis.tags[chunk.first] not in _MARKED and analysis.sentence.words[chunk.first][:1].islower()
        is_counted = bool(analysis.counts_in(chunk.first, chunk.last)) or lowers[chunk.first] in self._words.possessives
        return is_bare and not is_counted and not self.is_plural(chunk, (), analysis)

    def _is_apposed(self, before: int, position: int, analysis: Analysis) -> bool:
        """True for the name of "the governor, Karim Aziz, and" and for the farmer or mayor of "Karim Aziz, a farmer, and"."""
        clauses, chunks = analysis.clauses, analysis.chunks
        between = clauses.kinds[before + 1 : position]
        if between[-1:] != [","] or "C" in between or _has_number(before, analysis) or _has_number(position, analysis):
            return False
        one, two = chunks[before], chunks[position]
        names = [_names_person(c, analysis) for c in (one, two)]
        lowers = analysis.sentence.lowers
        if names[1] and not (names[0] and lowers[two.first] in self._grammar.definite):
            is_one = lowers[two.first] not in self._words.one_articles  # "a sailor, a Turk and a Kurd" are three
            return is_one and not names[0] and not self._grammar.tables.looks_plural(lowers[one.head])
        if not names[0] or self._grammar.tables.looks_plural(lowers[two.head]):
            return names[0] and lowers[two.first] in self._words.one_articles
        if lowers[two.first] in self._grammar.definite:
            behind = position + 1
            while clauses.kinds[behind : behind + 2] == ["P", "N"]:
                behind += 2
            is_listed = clauses.kinds[behind : behind + 2] == [
                "C",
                "N",
            ]  # "Karim Aziz, the driver and a guard" are three
            return not (is_listed and analysis.tags[chunks[behind + 1].first] in _MARKED)
        return lowers[two.first] in self._words.one_articles or two.last - two.first == 1

    def is_plural(self, chunk: Chunk, victims: tuple[ActorMention, ...], analysis: Analysis) -> bool:
        """Number by the article, by the actor that the head names, else by the head's ending."""
        lowers = analysis.sentence.lowers
        if lowers[chunk.first] in self._words.one_articles:
            return False
        head = lowers[chunk.head]
        looks_plural = self._grammar.tables.looks_plural(head) or head in self._words.plurals
        named = [m for m in victims if m.last > chunk.head]
        if named and (looks_plural or analysis.tags[chunk.head] == NAME):
            return all(m.is_plural for m in named)
        return looks_plural


def are_named(found: list[Amount], first: int, analysis: Analysis) -> bool:
    """True where those listed behind a number are whom it counts: "two men, Karim Aziz and Omar Salim, were shot"."""
    whole, *rest = found
    if not whole.is_counted or any(a.coded != 1 or a.is_counted for a in rest):
        return False
    named = [a for a in rest if a.rule_id == NAMED]
    is_set_off = analysis.group_from(whole.start) == first and analysis.clauses.kinds[first + 1 : first + 2] == [","]
    return is_set_off and bool(named) and len(rest) in (whole.coded, len(named))


def _is_named(chunk: Chunk, analysis: Analysis) -> bool:
    """True for a group that ends in a name, also in one that is a word as well: "Ali Hunter"."""
    return analysis.tags[chunk.head] == NAME or analysis.sentence.words[chunk.head][:1].isupper()


def _names_person(chunk: Chunk, analysis: Analysis) -> bool:
    """True for a name that is no place's."""
    return _is_named(chunk, analysis) and not analysis.places_in(chunk.first, chunk.last)


def _has_number(position: int, analysis: Analysis) -> bool:
    """True for a group that is counted by more than an article."""
    chunk = analysis.chunks[position]
    return any((c.coded or 0) != 1 or c.last - c.first > 1 for c in analysis.counts_in(chunk.first, chunk.last))


def name_of(chunk: Chunk, analysis: Analysis) -> str:
    """The name of one person: "judge Hector Ruiz", and before an apposition "Hector Ruiz, a judge"; "a Dane" has none."""
    own = _name_of(chunk, analysis)
    at = analysis.owner[chunk.first] - 2
    is_apposed = at >= 0 and analysis.clauses.kinds[at : at + 2] == ["N", ","]
    return own or (_name_of(analysis.chunks[at], analysis) if is_apposed else "")


def _name_of(chunk: Chunk, analysis: Analysis) -> str:
    first = chunk.head + 1
    while first > chunk.first and analysis.tags[first - 1] == NAME:
        first -= 1
    is_named = analysis.tags[chunk.first] != DET
    return " ".join(analysis.sentence.lowers[first : chunk.head + 1]) if is_named else ""


def beside_alias(position: int, analysis: Analysis) -> int:
    """The part of "three Civil Guard (CG) officers" that says how many there are, or else whom the words mean.

    What a body is called for short, in brackets, cuts the group in two.
    """
    kinds, chunks = analysis.clauses.kinds, analysis.chunks
    for first in (position, position - _ALIAS):
        if first < 0 or kinds[first : first + _ALIAS + 1] != ["N", "(", "N", ")", "N"]:
            continue
        alias, behind = chunks[first + 2], chunks[first + _ALIAS]
        if alias.last - alias.first > 1 or not analysis.sentence.words[alias.first].isupper():
            continue
        is_counted = bool(analysis.counts_in(chunks[first].first, chunks[first].last))
        is_apart = bool(analysis.counts_in(behind.first, behind.last))
        return position if is_apart else first if is_counted else first + _ALIAS
    return position
