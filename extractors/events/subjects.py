"""Who the subject of a verb is, also where its clause borrows it: from a relative pronoun, another verb, a participle.

A subject is looked for to the left of the verb. Each way of borrowing has a name, which goes into the evidence.
"""

from __future__ import annotations

from typing import NamedTuple

from extractors.events.asides import dash_start
from extractors.events.clause_openings import is_said_aside
from extractors.events.company import is_company, is_theirs
from extractors.events.groups import BREAKS, FINITE, SKIPPED, WordGroups
from extractors.text.grammar import Chunk, Grammar
from extractors.text.tokens import Sentence

_DEEPEST = 4
"""How many verbs a subject may be borrowed through."""
_APPOSITION_REACH = 6
_HALT = frozenset([";"])
_IN_PREDICATE = SKIPPED | {"N", "P"}
_MAY_OPEN = frozenset([",", ";", "C"])
"""What may stand before a subject; behind a preposition it would be part of an adjunct ("after a raid in Foo, Kenya ...")."""
INTRODUCES = frozenset(["R", "S"])
"""Kinds of group that begin a clause on the noun before it; "that" may be either."""
_OPENS_ASIDE = frozenset(["R", "P", "V"])


class Slot(NamedTuple):
    """Noun groups (positions in the chunk list) that fill a slot, and the step that reached them."""

    groups: tuple[int, ...]
    step: str


EMPTY = Slot((), "none")


class Subjects(WordGroups):
    """Finds the subjects of the verbs of one sentence."""

    def __init__(self, sentence: Sentence, chunks: list[Chunk], grammar: Grammar) -> None:
        """Keep the groups; no subject is looked for before it is asked for, and none twice."""
        super().__init__(sentence, chunks, grammar)
        self._subjects: dict[int, Slot] = {}

    def subject(self, verb: int, depth: int = 0) -> Slot:
        """The subject of the verb group at position `verb`; `depth` counts the verbs it was borrowed through."""
        if depth:
            return self._find_subject(verb, depth)
        found = self._subjects.get(verb)
        if found is None:
            found = self._subjects[verb] = self._find_subject(verb, 0)
        return found

    def _find_subject(self, verb: int, depth: int) -> Slot:
        if depth > _DEEPEST:
            return EMPTY
        told = self._told_of(verb)
        if told is not None:
            return Slot(self.antecedent(told + 1), "antecedent")
        kinds, chunk = self.kinds, self.chunks[verb]
        is_participle = chunk.tense == "participle" and chunk.voice == "active"
        j, saw_conjunction, saw_comma, saw_day = verb - 1, False, False, False
        while j >= 0:
            kind = kinds[j]
            if kind == "N":
                is_apart = saw_conjunction or (is_participle and (saw_comma or (saw_day and kinds[j - 1] == "P")))
                if is_apart or self._is_adjunct(j, chunk):
                    return self._shared(j, depth)
                head = j if is_participle else self._before_relative(self._before_reduced(j, chunk), chunk)
                head = self._before_area(self._before_purpose(head, chunk), chunk)
                return Slot(self._whole_left(head), "subject")
            if kind == "C":
                saw_conjunction = True
            elif kind == "T":
                saw_day = True
            elif kind == ",":
                saw_comma = True
                if self._is_next_deed(j, verb):
                    return self._shared(j - 1, depth)
                j = j if is_participle or kinds[j + 1] == "C" else self._aside_start(j)
            elif kind == ")":
                j = self.bracket_start(j)
            elif kind == ";" and (start := dash_start(j, kinds, self.lows)) > 0:
                j = start
            elif kind not in SKIPPED and not (kind == "P" and self.is_before_date(j)):
                return self._borrowed(j, verb, depth, is_participle)
            j -= 1
        return EMPTY

    def _is_next_deed(self, comma: int, verb: int) -> bool:
        """True for the "checked" of "stopped a bus, checked papers and shot two": the comma parts two verbs of one subject."""
        kinds, chunk = self.kinds, self.chunks[verb]
        if comma != verb - 1 or chunk.tense != "past" or chunk.voice == "passive" or self._aside_start(comma) != comma:
            return False
        first = self.verb_before(comma, _HALT)
        if first is None or self.chunks[first].tense != "past" or self.chunks[first].voice == "passive":
            return False
        is_clause = not INTRODUCES.isdisjoint(kinds[self.before(first, SKIPPED) : first])
        return not is_clause and first < comma - 1 and self.lows[first] not in self.grammar.reporting

    def _is_adjunct(self, position: int, verb: Chunk) -> bool:
        """True for the "town hall" of "went to the town hall to protest": an infinitive has the subject of its verb."""
        if verb.tense != "infinitive":
            return False
        before = self.before(self.chain_head(position), SKIPPED)
        return before >= 0 and self.kinds[before] == "P"

    def _borrowed(self, position: int, verb: int, depth: int, is_participle: bool) -> Slot:
        """The subject of a verb whose own clause ends to the left, at `position`, without naming one."""
        kind = self.kinds[position]
        if kind == "R":
            groups = self.antecedent(position)
            return Slot(groups, "antecedent") if groups else EMPTY
        if kind == "V":
            is_controlled = self.chunks[verb].tense == "infinitive"
            return self._of_verb(position, depth, "controlled_subject" if is_controlled else "shared_subject")
        if is_participle and kind == "P" and (blamed := self._blamed(position)):
            return Slot(blamed, "blamed")
        if is_participle and (kind == "S" or (kind == "P" and self.verb_before(position, _HALT) is not None)):
            return self._shared(position, depth)
        return EMPTY

    def _blamed(self, preposition: int) -> tuple[int, ...]:
        """Whom the verb of "accused the rebels of shelling the town" accuses: he did it, not who accuses him."""
        before = self.before(preposition, SKIPPED)
        if before < 1 or self.kinds[before] != "N":
            return ()
        groups = self.listed_left(self.chain_head(before))
        verb = groups[0] - 1
        is_blaming = verb >= 0 and self.kinds[verb] == "V" and self.lows[verb] in self.grammar.blaming
        return groups if is_blaming and self.chunks[verb].voice == "active" else ()

    def _shared(self, before: int, depth: int) -> Slot:
        """Subject borrowed from the nearest finite verb to the left (coordination, participle)."""
        other = self.verb_before(before, _HALT)
        while other is not None and self._is_passed(other, self.lows[before]):
            other = self.verb_before(other - 1, _HALT)
        if other is not None:
            return self._of_verb(other, depth, "shared_subject")
        return Slot(self.listed_left(self.chain_head(before)), "subject") if self.kinds[before] == "N" else EMPTY

    def _is_passed(self, verb: int, opener: str) -> bool:
        """True in "foiled a bid to enter the town after killing two", "bombed a hotel, police said, killing two"."""
        is_purpose = opener in self.grammar.temporal and self.chunks[verb].tense == "infinitive"
        return is_purpose or is_said_aside(self.kinds, self.lows, verb, self.grammar.reporting)

    def _of_verb(self, verb: int, depth: int, step: str) -> Slot:
        return Slot(groups, step) if (groups := self.subject(verb, depth + 1).groups) else EMPTY

    def _before_reduced(self, position: int, verb: Chunk) -> int:
        """What a participle between subject and verb hangs on: the drone, of "a drone flown by rebels hit"."""
        kinds = self.kinds
        preposition = participle = self.before(self.chain_head(self._helpers_from(position)), SKIPPED)
        if preposition > 1 and kinds[preposition] == "P":
            participle = self.before(preposition, SKIPPED)
        if participle < 1 or kinds[participle] != "V":
            return position
        charge = participle - 2 if kinds[participle - 1] == "P" else participle  # "accused of supporting rebels"
        is_charge = charge > 0 and kinds[charge - 1 : charge + 2] == ["N", "V", "P"]
        if is_charge and self.lows[charge] in self.grammar.blaming:
            return charge - 1
        chunk = self.chunks[participle]
        is_being = verb.voice == "passive" and self.lows[participle] in self.grammar.being
        is_told = chunk.tense == "infinitive" and (chunk.voice == "passive" or is_being)
        if is_told and kinds[participle - 2 : participle] == ["N", "V"]:
            return (
                participle - 2
            )  # "rebels believed to be backed by a neighbour seized", "men said to be rebels were seized"
        if kinds[participle - 1] != "N":
            return position
        is_reduced = chunk.tense == "participle" and (chunk.voice == "passive") == (participle != preposition)
        return participle - 1 if is_reduced else position

    def _helpers_from(self, position: int) -> int:
        """The first of the list that ends at a position, where these only help: "troops backed by militias and tribesmen"."""
        first = self.listed_left(self.chain_head(position))[0]
        is_helped = first > 1 and self.lows[first - 1] in self.grammar.links.agent
        return first if is_helped and self.lows[first - 2] in self.grammar.links.allied else position

    def _before_relative(self, position: int, verb: Chunk) -> int:
        """What a relative clause between subject and verb hangs on: the men, of "men who were angry at X set Y on fire"."""
        kinds = self.kinds
        if verb.tense not in FINITE:
            return position
        inner = self.before(position, _IN_PREDICATE)
        if inner < 2 or kinds[inner] != "V":
            return position
        told = self._told_of(inner)
        if told is not None:
            return told
        relative = self.before(inner, SKIPPED)
        return relative - 1 if relative > 0 and kinds[relative] == "R" and kinds[relative - 1] == "N" else position

    def _told_of(self, verb: int) -> int | None:
        """The blast of "a blast that police said killed nine": who speaks stands between it and its verb."""
        kinds = self.kinds
        if verb < 3 or kinds[verb - 2 : verb] != ["N", "V"] or self.lows[verb - 1] not in self.grammar.reporting:
            return None
        if any(self.chunks[v].tense not in FINITE or self.chunks[v].voice == "passive" for v in (verb - 1, verb)):
            return None
        before = self.chain_head(verb - 2) - 1
        if before > 0 and kinds[before] in INTRODUCES and kinds[before - 1] == "N":
            return before - 1
        return None

    def _before_purpose(self, position: int, verb: Chunk) -> int:
        """What an infinitive between subject and verb hangs on: the push, of "a push to take the town killed nine"."""
        if verb.tense not in FINITE:
            return position
        inner = self.before(position, _IN_PREDICATE)
        is_purpose = inner > 0 and self.kinds[inner] == "V" and self.chunks[inner].tense == "infinitive"
        return inner - 1 if is_purpose and self.kinds[inner - 1] == "N" else position

    def _before_area(self, position: int, verb: Chunk) -> int:
        """Whom a place with its wider area between subject and verb belongs to: the mob of "a mob in Foo, Kenya beat a man"."""
        if verb.tense not in FINITE or not self._is_bare_name(position) or self.kinds[position - 1] != ",":
            return position
        place = position - 2
        while place > 2 and self.kinds[place - 1] == "," and self._is_bare_name(place):
            place -= 2
        preposition = place - 1
        is_placed = preposition > 0 and self.kinds[preposition] == "P" and self._is_bare_name(place)
        if not is_placed or self.lows[preposition] in self.grammar.links.agent or self.kinds[preposition - 1] != "N":
            return position
        head = self.chain_head(place)
        opener = self.before(head, SKIPPED)
        is_speaking = self.sentence.lowers[verb.head] in self.grammar.reporting
        opens = opener < 0 or self.kinds[opener] in _MAY_OPEN or self.lows[opener] in self.grammar.reporting
        opens = opens or (self.kinds[opener] == "P" and self.is_before_date(opener))
        return place if opens and not is_speaking else position

    def _is_bare_name(self, position: int) -> bool:
        """True for a noun group that is a name and nothing else, without a determiner or a number."""
        chunk = self.chunks[position]
        return self.kinds[position] == "N" and all(
            word[0].isupper() for word in self.sentence.words[chunk.first : chunk.last]
        )

    def _whole_left(self, position: int) -> tuple[int, ...]:
        """The groups of a subject: "12 people, including a woman and a child," are the 12 people."""
        first = self.chain_head(position)
        if first > 1 and self.lows[first - 1] in self.grammar.sharing and self.kinds[first - 2] == "N":
            return self._whole_left(first - 2)  # "40 people mostly civilians were killed"
        if self.begins_clause(first) and (self.is_set_off(first) or self.follows_object(first)):
            return (first,)
        groups = self.listed_left(self.chain_head(position))
        if position not in groups and is_company(position, self):
            groups = (*groups, position)  # "a party leader along with his supporters attacked"
        for _ in range(3):
            head = self.chain_head(groups[0])
            if head == groups[0] or self.is_bearing(head):
                break
            groups = (*self.listed_left(head), *(g for g in groups[1:] if is_theirs(g, self)))
        opener = self.before(groups[0], SKIPPED)
        is_adjunct = len(groups) > 2 and opener >= 0 and self.kinds[opener] == "P"
        return self._joined_left(position) if is_adjunct else groups

    def follows_object(self, head: int) -> bool:
        """True for the shelling of "the mayor visited Foo and shelling killed two in Bar": "and" joins clauses, not groups.

        Only violence is told so: "who saw the rebels and the army fought" is as likely a list.
        """
        if self.lows[head] not in self.grammar.deadly:
            return False
        kinds, before = self.kinds, self.before(head, SKIPPED | {"C"})
        if head < 3 or kinds[head - 1] != "C" or before < 0 or kinds[before] != "N":
            return False
        verb, opener = self.verb_before(before, BREAKS), self.before(self.chain_head(before), SKIPPED)
        if verb is None or self.chunks[verb].tense not in FINITE or kinds[opener] not in ("V", "P"):
            return False
        if self.lows[verb] in self.grammar.reporting or self.lows[verb] in self.grammar.observing:
            return False
        return self.lows[opener] not in self.grammar.temporal

    def is_bearing(self, position: int) -> bool:
        """True for the "east" of "east of the town, the army and rebels clashed": it heads no subject."""
        chunk = self.chunks[position]
        return chunk.last - chunk.first == 1 and self.lows[position] in self.grammar.adjectives

    def _joined_left(self, position: int) -> tuple[int, ...]:
        """The group at `position` and the one joined to it by a conjunction: no further back than the last comma."""
        kinds, head = self.kinds, self.chain_head(position)
        is_pair = head >= 2 and kinds[head - 1] == "C" and kinds[head - 2] == "N"
        return (head - 2, head) if is_pair else (head,)

    def _aside_start(self, comma: int) -> int:
        """Position of the comma that opens the aside closed by the comma at `comma`; that comma itself without one."""
        kinds = self.kinds
        for j in range(comma - 1, 0, -1):
            if kinds[j] in (";", "S"):
                return comma
            if kinds[j] == ",":
                first = self.behind(j, SKIPPED)
                inner = kinds[first] if first < comma else ""
                opens = inner in _OPENS_ASIDE or "R" in kinds[j + 1 : comma] or "V" in kinds[j + 1 : comma]
                is_apposition = inner == "N" and kinds[j - 1] == "N" and comma - j <= _APPOSITION_REACH
                return j if opens or is_apposition else comma
        return comma
