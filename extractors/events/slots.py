"""Grammatical slots around a trigger: subject, object, prepositional groups and the verb that governs a noun.

A slot is looked for inside the clause only; where the clause itself borrows (see `subjects`) the borrowing has a name,
which goes into the evidence. To the left of the subject side, `subjects` and `groups` do the walking.
"""

from __future__ import annotations

from extractors.events.clause_openings import clause_opening
from extractors.events.groups import BREAKS, FINITE, JOINS, LINKS, SKIPPED
from extractors.events.subjects import EMPTY, INTRODUCES, Slot, Subjects
from extractors.text.grammar import Chunk, Grammar
from extractors.text.tokens import Sentence

__all__ = ["EMPTY", "Clauses", "Prepositions", "Slot"]

Prepositions = list[tuple[str, tuple[int, ...]]]
"""Prepositions with the noun groups behind each."""

_LISTED = JOINS | {"N", ","}
_CLAUSE_STARTS = BREAKS | {"V"}


class Clauses(Subjects):
    """Slot finder over the chunks of one sentence."""

    def __init__(self, sentence: Sentence, chunks: list[Chunk], grammar: Grammar) -> None:
        """Keep the chunks; nothing is computed before it is asked for, and nothing twice."""
        super().__init__(sentence, chunks, grammar)
        self._prepositions: dict[int, Prepositions] = {}
        self._governors: dict[int, tuple[int, str] | None] = {}
        self._ends: dict[int, int] = {}
        self._standing = grammar.relatives - grammar.links.whereat

    # -- behind a verb -----------------------------------------------------------------------------------------

    def objects(self, verb: int) -> Slot:
        """Noun groups directly behind the verb group, coordination included; those behind "and burned" of "attacked".

        In a headline, and in a text that lost its commas, "kills, crucifies five" is such a pair, too.
        """
        kinds, j = self.kinds, verb + 1
        while j < len(kinds) and (kinds[j] in SKIPPED or (kinds[j] == "P" and self.is_before_date(j))):
            j += 1
        if kinds[j : j + 2] == ["C", "V"] and self.chunks[verb].voice == self.chunks[j + 1].voice == "active":
            return self.objects(j + 1)
        second = j + (kinds[j : j + 1] == [","])
        if kinds[second : second + 2] == ["V", "N"] and self._are_alike(verb, second):
            return self.objects(second)
        return Slot(self.listed_right(j), "object") if j < len(kinds) and kinds[j] == "N" else EMPTY

    def _are_alike(self, one: int, other: int) -> bool:
        """True for two verbs in the present, side by side, that have one object ("kills crucifies five")."""
        chunks = self.chunks[one], self.chunks[other]
        return all(c.tense == "present" and c.voice == "active" and c.last - c.first == 1 for c in chunks)

    def fronted(self, verb: int) -> Slot:
        """What the relative pronoun before the subject stands for: the town, of "a town that rebels captured on Monday"."""
        chunk, subject = self.chunks[verb], self.before(verb, SKIPPED)
        is_telling = chunk.tense in FINITE or chunk.last - chunk.first == 1
        if not is_telling or subject < 1 or self.kinds[subject] != "N" or self.objects(verb).groups:
            return EMPTY
        opener = self.before(self.chain_head(subject), SKIPPED)
        if opener < 1 or self.kinds[opener] not in INTRODUCES or self.lows[opener] not in self._standing:
            return EMPTY
        groups = self.antecedent(opener)
        return Slot(groups, "object") if groups and not self._is_told(groups[0]) else EMPTY

    def _is_told(self, group: int) -> bool:
        """True for the mayor of "told the mayor that rebels attacked"."""
        return self.kinds[group - 1] == "V" and self.lows[group - 1] in self.grammar.reporting

    def group_at(self, token: int) -> Slot:
        """The noun groups that begin at a token: the object of a phrase that ends in a preposition."""
        for position, chunk in enumerate(self.chunks):
            if chunk.first <= token < chunk.last:
                return Slot(self.listed_right(position), "object") if chunk.kind == "N" else EMPTY
        return EMPTY

    def prepositions(self, position: int) -> Prepositions:
        """(preposition, noun groups) behind the chunk at `position`, to the end of its clause.

        The doer of a participle on the way is that participle's own ("bombs on a village held by rebels").
        """
        known = self._prepositions.get(position)
        if known is None:
            known = self._prepositions[position] = self._find_prepositions(position)
        return known

    def carried(self, noun: int) -> int | None:
        """The participle of "the murder of a teacher, carried out on Monday by rebels": a light verb in the passive."""
        verb = noun + 1
        while self.kinds[verb : verb + 2] == ["P", "N"] and self.lows[verb] in self.grammar.partitives:
            verb += 2
        is_apart = self.kinds[verb : verb + 1] == [","]
        if verb > noun + 1 and not is_apart:
            return None  # "shelling of areas held by the army"
        verb += is_apart
        if verb >= len(self.kinds) or self.kinds[verb] != "V" or self.lows[verb] not in self.grammar.light:
            return None
        behind = next((j for j in range(verb + 1, len(self.kinds)) if self.kinds[j] not in "T"), verb)
        has_doer = self.kinds[behind] == "P" and self.lows[behind] in self.grammar.links.agent
        return verb if has_doer or self.chunks[verb].voice == "passive" else None

    def _find_prepositions(self, position: int) -> Prepositions:
        kinds, found = self.kinds, Prepositions()
        j, has_participle = position + 1, False
        while j < len(kinds):
            if kinds[j] != "P":
                if self._ends_clause(j, position):
                    break
                has_participle = has_participle or (kinds[j] == "V" and self.chunks[j].voice == "passive")
                j += 1
                continue
            if (has_participle and self.lows[j] in self.grammar.links.agent) or self.blames(j) or self.borders(j):
                has_participle = False
                j = self.behind(j, LINKS) + 1
                continue
            behind = self.behind(j, LINKS)
            if behind < len(kinds) and kinds[behind] == "N":
                groups = self.listed_right(behind)
                bearing = (k for k in range(j, behind) if kinds[k] == "P" and not self.is_before_date(k))
                found.extend((self.lows[k], groups) for k in bearing)
                behind = groups[-1] + 1
            j = behind
        return found

    # -- clauses -----------------------------------------------------------------------------------------------

    def _ends_clause(self, position: int, origin: int) -> bool:
        """True when the group no longer belongs to the clause of the group at `origin`, to the left of it."""
        kind = self.kinds[position]
        if kind == "N":
            return self.begins_clause(position)
        if kind == "T" and self.last_word(position) in self.grammar.temporal:
            return True  # "two days after rebels seized the town"
        return kind in BREAKS or (kind == "V" and self.is_new_clause(position, origin))

    def end(self, position: int) -> int:
        """Position behind the last chunk of the clause that the chunk belongs to."""
        known = self._ends.get(position)
        if known is None:
            known = position + 1
            while known < len(self.kinds) and not self._ends_clause(known, position):
                known += 1
            if known < len(self.kinds) and self.kinds[known] == "N" and self.is_set_off(known):
                known = max(position + 1, clause_opening(self.kinds, known))
            self._ends[position] = known
        return known

    def start(self, position: int) -> int:
        """Position of the first chunk of the clause that the chunk belongs to."""
        kinds, j = self.kinds, position
        while j > 0 and kinds[j - 1] not in _CLAUSE_STARTS:
            if self.starts_apart(j):
                return min(position, clause_opening(kinds, j))
            j -= 1
        return j

    def starts_apart(self, position: int) -> bool:
        """True for the subject of a clause behind ", and": "killed two in Foo, and a bomb in Bar wounded nine"."""
        return self.kinds[position] == "N" and self.is_set_off(position) and self.begins_clause(position)

    def is_clause_of_its_own(self, position: int) -> bool:
        """True for the farmer of "two were shot in Foo and a farmer was killed by a mine in Bar", the subject behind "and"."""
        kinds, verb = self.kinds, position + 1
        if (
            position < 2
            or kinds[position - 1 : position + 2] != ["C", "N", "V"]
            or self.chunks[verb].tense not in FINITE
        ):
            return False
        first = self.verb_before(position - 2, BREAKS)
        if first is None or self.chunks[first].tense not in FINITE or self.lows[first] in self.grammar.reporting:
            return False
        is_suffered = self.chunks[first].voice == self.chunks[verb].voice == "passive"
        return is_suffered or self.subject(verb) == Slot((position,), "subject")

    def subordinator(self, position: int) -> str:
        """The subordinator that opens the clause ("if", "since"), in lower case; empty without one."""
        before = self.start(position) - 1
        if before >= 1 and self.kinds[before] == "V" and self.kinds[before - 1] == "P":
            before -= 1  # "since launching an attack"
        return self.lows[before] if before >= 0 and self.kinds[before] in ("S", "P") else ""

    # -- around a noun -----------------------------------------------------------------------------------------

    def governor(self, position: int) -> tuple[int, str] | None:
        """The verb that governs the noun group at `position`, and how: "subject", "object" or a preposition."""
        if position not in self._governors:
            self._governors[position] = self._find_governor(position)
        return self._governors[position]

    def _find_governor(self, position: int) -> tuple[int, str] | None:
        kinds = self.kinds
        before = self.before(position, SKIPPED)
        is_behind_preposition = before >= 0 and kinds[before] == "P" and not self.is_before_date(before)
        if is_behind_preposition and self.lows[before] not in self.grammar.partitives:
            return self._adjunct(before)
        opener = self.opener(position)
        if opener is not None:
            return self._adjunct(opener)
        head = self.chain_head(position)
        if self.starts_apart(head) or (head and kinds[head - 1] == "C" and self._has_verb(head)):
            return self._governed_as_subject(position, head)
        j = self._list_start(head)
        if j >= 0 and kinds[j] == "V":
            return self._said_of(position, head, j) or (j, "object")
        if j >= 1 and kinds[j] == "P":
            verb = self.verb_before(j - 1, BREAKS)
            if verb is not None:
                return verb, self.lows[j]
        return self._governed_as_subject(position, head)

    def _has_verb(self, head: int) -> bool:
        """True for the clashes of "the truce held in Foo but clashes broke out in Bar", which end no list."""
        verb = self.verb_before(head - 1, BREAKS)
        is_said = verb is not None and self.lows[verb] in self.grammar.reporting
        return not is_said and self.begins_clause(head) and self.subject(head + 1).groups == (head,)

    def _list_start(self, head: int) -> int:
        """Position before the list of noun groups that the one at `head` ends."""
        kinds, j = self.kinds, head - 1
        while j >= 0 and kinds[j] in _LISTED:
            if kinds[j] == "N" and kinds[j + 1] == "N":
                break
            j -= 1
        return j

    def _governed_as_subject(self, position: int, head: int) -> tuple[int, str] | None:
        kinds, k = self.kinds, position + 1
        while k < len(kinds) and kinds[k] not in _CLAUSE_STARTS:
            if kinds[k] == "N" and self.begins_clause(k):
                return None
            k += 1
        if k == len(kinds) or kinds[k] != "V" or self.chunks[k].tense == "infinitive":
            return None
        if position + 1 < k and self._is_reduced(k):
            finite = self._finite_behind(k)
            if finite is not None and head in self.subject(finite).groups:
                return finite, "subject"
        return (k, "subject") if head in self.subject(k).groups else None

    def _said_of(self, position: int, head: int, verb: int) -> tuple[int, str] | None:
        """The "broke out" of "said clashes broke out"; "the clashes" of a saying are those told of, whatever they did."""
        opens = self.sentence.lowers[self.chunks[head].first]
        if self.lows[verb] not in self.grammar.reporting or opens in self.grammar.definite:
            return None
        told = self._governed_as_subject(position, head)
        return None if told is None or self.chunks[told[0]].is_modal else told

    def _is_reduced(self, verb: int) -> bool:
        """True for the participle of "areas held by the army"."""
        chunk = self.chunks[verb]
        is_participle = chunk.is_passive_participle and self.kinds[verb - 1] == "N"
        return is_participle and verb + 1 < len(self.kinds) and self.lows[verb + 1] in self.grammar.links.agent

    def main_verb(self, verb: int) -> int | None:
        """The "were taken" of "residents evacuated from Foo were taken to Bar", which says what became of them."""
        if not self.chunks[verb].is_passive_participle:
            return None
        finite = self._finite_behind(verb)
        is_of_both = finite is not None and self.subject(finite).groups == self.subject(verb).groups
        return finite if is_of_both else None

    def _finite_behind(self, verb: int) -> int | None:
        """The next verb of the clause that is finite."""
        for k in range(verb + 1, len(self.kinds)):
            if self.kinds[k] in BREAKS:
                return None
            if self.kinds[k] == "V" and self.chunks[k].tense in FINITE:
                return k
        return None

    def _adjunct(self, preposition: int) -> tuple[int, str] | None:
        """The verb that a prepositional group hangs on, with the preposition."""
        verb = self.verb_before(preposition - 1, BREAKS)
        return None if verb is None else (verb, self.lows[preposition])

    def opener(self, position: int) -> int | None:
        """Position of the temporal preposition that opens the adjunct of an event noun ("after clashes"), if any."""
        kinds, lows, grammar = self.kinds, self.lows, self.grammar
        for j in range(position - 1, -1, -1):
            kind = kinds[j]
            if kind == "P" and lows[j] not in grammar.partitives:
                return j if lows[j] in grammar.temporal else None
            if kind == "N" and lows[j] in grammar.aftermath:
                return j
            if kind != "P" and kind not in _LISTED:
                return None
        return None
