"""Grammatical slots around a trigger: subject, object, prepositional and premodifier positions.

A slot is looked for inside the clause only; where the clause itself borrows (a relative pronoun, a shared subject, a
participle) the borrowing has a name, which goes into the evidence.
"""

from __future__ import annotations

from dataclasses import dataclass

from extractors.text.grammar import Chunk, Grammar
from extractors.text.tokens import Sentence

_SKIPPED = frozenset(["B", "T", '"', "D"])


@dataclass(frozen=True, slots=True)
class Slot:
    """Noun groups (positions in the chunk list) that fill a slot, and the step that reached them."""

    groups: tuple[int, ...]
    step: str


EMPTY = Slot((), "none")


class Clauses:
    """Slot finder over the chunks of one sentence."""

    def __init__(self, sentence: Sentence, chunks: list[Chunk], grammar: Grammar) -> None:
        """Keep the chunks; nothing is computed before it is asked for, and nothing twice."""
        self.sentence = sentence
        self.chunks = chunks
        self.grammar = grammar
        self._subjects: dict[int, Slot] = {}
        self._prepositions: dict[int, list[tuple[str, tuple[int, ...]]]] = {}
        self._governors: dict[int, tuple[int, str] | None] = {}
        self._ends: dict[int, int] = {}

    def low(self, position: int) -> str:
        """The lower-case head word of a chunk."""
        return self.sentence.lowers[self.chunks[position].head]

    # -- subject -----------------------------------------------------------------------------------------------

    def subject(self, verb: int, depth: int = 0) -> Slot:
        """The subject of the verb group at chunk position `verb`."""
        if depth:
            return self._find_subject(verb, depth)
        found = self._subjects.get(verb)
        if found is None:
            found = self._subjects[verb] = self._find_subject(verb, 0)
        return found

    def _find_subject(self, verb: int, depth: int) -> Slot:
        if depth > 4:
            return EMPTY
        chunks = self.chunks
        is_participle = chunks[verb].tense == "participle" and chunks[verb].voice == "active"
        j = verb - 1
        saw_conjunction = saw_comma = False
        while j >= 0:
            kind = chunks[j].kind
            if kind in _SKIPPED:
                j -= 1
            elif kind == "C":
                saw_conjunction = True
                j -= 1
            elif kind == ",":
                saw_comma = True
                skipped = self._parenthetical_start(j)
                j = skipped - 1 if skipped is not None and not is_participle else j - 1
            elif kind == ")":
                while j >= 0 and chunks[j].kind != "(":
                    j -= 1
                j -= 1
            elif kind == "N":
                if (saw_comma or saw_conjunction) and (is_participle or saw_conjunction):
                    return self._shared(j, verb, depth)
                return Slot(self._whole_left(j), "subject")
            elif kind == "R":
                return self._antecedent(j)
            elif kind == "V":
                if chunks[verb].tense == "infinitive":
                    return self._rename(self.subject(j, depth + 1), "controlled_subject")
                return self._rename(self.subject(j, depth + 1), "shared_subject")
            elif kind == "P" and self._before_date(j):
                j -= 1
            elif kind == "P":
                if is_participle and self._verb_before(j) is not None:
                    return self._shared(j, verb, depth)
                return EMPTY
            else:
                return self._shared(j, verb, depth) if is_participle and kind == "S" else EMPTY
        return EMPTY

    def _whole_left(self, position: int) -> tuple[int, ...]:
        """The groups of a subject: "12 people, including a woman and a child," are the 12 people."""
        groups = self._coordinated_left(self._chain_head(position))
        for _ in range(3):
            head = self._chain_head(groups[0])
            if head == groups[0]:
                break
            groups = self._coordinated_left(head)
        return groups

    def _before_date(self, preposition: int) -> bool:
        """True for the "on" of "the army on Thursday withdrew"."""
        return preposition + 1 < len(self.chunks) and self.chunks[preposition + 1].kind == "T"

    def _shared(self, before: int, verb: int, depth: int) -> Slot:
        """Subject borrowed from the nearest finite verb to the left (coordination, participle)."""
        other = self._verb_before(before)
        if other is None:
            return Slot(self._coordinated_left(self._chain_head(before)), "subject") if self.chunks[before].kind == "N" else EMPTY
        return self._rename(self.subject(other, depth + 1), "shared_subject")

    def _verb_before(self, position: int) -> int | None:
        for j in range(position, -1, -1):
            if self.chunks[j].kind == "V":
                return j
            if self.chunks[j].kind == ";":
                return None
        return None

    def _parenthetical_start(self, comma: int) -> int | None:
        """Position of the comma that opens the parenthesis closed by the comma at `comma`, if there is one."""
        for j in range(comma - 1, 0, -1):
            kind = self.chunks[j].kind
            if kind in (";", "S"):
                return None
            if kind == ",":
                inner = self.chunks[j + 1].kind if j + 1 < comma else ""
                opens = inner in ("R", "P", "V") or any(self.chunks[k].kind in ("R", "V") for k in range(j + 1, comma))
                is_apposition = inner == "N" and j > 0 and self.chunks[j - 1].kind == "N" and comma - j <= 6
                return j if opens or is_apposition else None
        return None

    def _chain_head(self, position: int) -> int:
        """The first noun group of a chain N (P N)*: "raids on the town" is headed by "raids"."""
        j = position
        chunks = self.chunks
        while j >= 2:
            k = j - 1
            while k >= 0 and chunks[k].kind in _SKIPPED:
                k -= 1
            if k >= 1 and chunks[k].kind == "P":
                k -= 1
                while k >= 0 and chunks[k].kind in ("C", "P", *_SKIPPED):
                    k -= 1
                if k >= 0 and chunks[k].kind == "N":
                    j = k
                    continue
                if k >= 0 and chunks[k].kind == "V" or k < 0:
                    return j
            return j
        return j

    def _antecedent(self, relative: int) -> Slot:
        j = relative - 1
        while j >= 0 and self.chunks[j].kind in (",", "P", *_SKIPPED):
            j -= 1
        if j >= 0 and self.chunks[j].kind == "N":
            return Slot((self._chain_head(j), j) if self._chain_head(j) != j else (j,), "antecedent")
        return EMPTY

    @staticmethod
    def _rename(slot: Slot, step: str) -> Slot:
        return Slot(slot.groups, step) if slot.groups else EMPTY

    # -- right side --------------------------------------------------------------------------------------------

    def objects(self, verb: int) -> Slot:
        """Noun groups directly behind the verb group, coordination included."""
        j = verb + 1
        while j < len(self.chunks) and (self.chunks[j].kind in _SKIPPED or (self.chunks[j].kind == "P" and self._before_date(j))):
            j += 1
        if j < len(self.chunks) and self.chunks[j].kind == "N":
            return Slot(self.coordinated_right(j), "object")
        return EMPTY

    def coordinated_right(self, position: int) -> tuple[int, ...]:
        """The noun group at `position` and those joined to it by commas and conjunctions, prepositions skipped over."""
        chunks, groups = self.chunks, [position]
        j = position + 1
        while j < len(chunks):
            kind = chunks[j].kind
            if kind in _SKIPPED:
                j += 1
                continue
            if kind == "N" and chunks[j - 1].kind not in ("N",):
                groups.append(j)
                j += 1
                continue
            if kind == "C" or kind == ",":
                k = j + 1
                while k < len(chunks) and chunks[k].kind in ("C", *_SKIPPED):
                    k += 1
                if k < len(chunks) and chunks[k].kind == "N" and not self._begins_clause(k) and self._list_goes_on(j, k):
                    j = k
                    continue
            break
        return tuple(groups)

    def _list_goes_on(self, separator: int, following: int) -> bool:
        """A comma joins a list only when a conjunction comes later in it; "and" always joins."""
        if any(self.chunks[k].kind == "C" for k in range(separator, following)):
            return True
        k = following + 1
        while k < len(self.chunks) and self.chunks[k].kind in (",", "N", *_SKIPPED):
            k += 1
        return k < len(self.chunks) and self.chunks[k].kind == "C"

    def _begins_clause(self, position: int) -> bool:
        """True when the noun group is the subject of a finite verb that follows it."""
        if not self._may_open(position):
            return False
        j = position + 1
        while j < len(self.chunks) and self.chunks[j].kind in ("T", "B"):
            j += 1
        return j < len(self.chunks) and self.chunks[j].kind == "V" and self.chunks[j].tense in ("past", "present", "future")

    def _may_open(self, position: int) -> bool:
        """False for the last name of a subject phrase ("strikes on Idlib and Saraqib killed")."""
        j = position - 1
        while j >= 0 and self.chunks[j].kind in _SKIPPED:
            j -= 1
        if j < 0 or self.chunks[j].kind not in ("P", "C"):
            return True
        if self.chunks[j].kind == "P":
            return False
        for k in range(j - 1, -1, -1):
            if self.chunks[k].kind == "V":
                return True
            if self.chunks[k].kind in (";", "S", "R"):
                return False
        return False

    def group_at(self, token: int) -> Slot:
        """The noun groups that begin at a token: the object of a phrase that ends in a preposition."""
        for position, chunk in enumerate(self.chunks):
            if chunk.first <= token < chunk.last:
                return Slot(self.coordinated_right(position), "object") if chunk.kind == "N" else EMPTY
        return EMPTY

    def of_group(self, position: int) -> int | None:
        """The group that an "of" hangs on this one: Beni, of "the town of Beni"."""
        if position + 2 < len(self.chunks) and self.chunks[position + 1].kind == "P" and self.chunks[position + 2].kind == "N":
            return position + 2 if self.low(position + 1) in self.grammar.partitives else None
        return None

    def _coordinated_left(self, position: int) -> tuple[int, ...]:
        chunks, groups = self.chunks, [position]
        j = position - 1
        while j >= 1 and chunks[j].kind in ("C", ","):
            k = j - 1
            while k >= 0 and chunks[k].kind in (",", "C"):
                k -= 1
            if k >= 0 and chunks[k].kind == "N" and (chunks[j].kind == "C" or len(groups) > 1):
                groups.insert(0, k)
                j = k - 1
            else:
                break
        return tuple(groups)

    def prepositions(self, position: int) -> list[tuple[str, tuple[int, ...]]]:
        """(preposition, noun groups) behind the chunk at `position`, to the end of its clause."""
        known = self._prepositions.get(position)
        if known is None:
            known = self._prepositions[position] = self._find_prepositions(position)
        return known

    def _find_prepositions(self, position: int) -> list[tuple[str, tuple[int, ...]]]:
        chunks = self.chunks
        found: list[tuple[str, tuple[int, ...]]] = []
        j = position + 1
        while j < len(chunks):
            kind = chunks[j].kind
            if kind == "P":
                words = [self.low(j)]
                k = j + 1
                while k < len(chunks) and chunks[k].kind in ("C", "P", *_SKIPPED):
                    if chunks[k].kind == "P":
                        words.append(self.low(k))
                    k += 1
                if k < len(chunks) and chunks[k].kind == "N":
                    groups = self.coordinated_right(k)
                    found.extend((word, groups) for word in words)
                    j = groups[-1] + 1
                    continue
                j = k
                continue
            if kind in (";", "S", "R") or (kind == "V" and self._is_new_clause(j, position)):
                break
            if kind == "N" and self._begins_clause(j):
                break
            j += 1
        return found

    def _is_new_clause(self, verb: int, origin: int) -> bool:
        chunk = self.chunks[verb]
        if chunk.tense in ("infinitive",):
            return False
        return chunk.tense != "participle" or verb - origin > 0 and self.chunks[verb - 1].kind in (",", "C")

    def end(self, position: int) -> int:
        """Position behind the last chunk of the clause that the chunk belongs to."""
        known = self._ends.get(position)
        if known is not None:
            return known
        j = position + 1
        while j < len(self.chunks):
            kind = self.chunks[j].kind
            if kind in (";", "S", "R") or (kind == "V" and self._is_new_clause(j, position)) or (kind == "N" and self._begins_clause(j)):
                break
            j += 1
        self._ends[position] = j
        return j

    def start(self, position: int) -> int:
        """Position of the first chunk of the clause that the chunk belongs to."""
        j = position - 1
        while j >= 0 and self.chunks[j].kind not in (";", "S", "R", "V"):
            j -= 1
        return j + 1

    # -- around a noun -----------------------------------------------------------------------------------------

    def governor(self, position: int) -> tuple[int, str] | None:
        """The verb that governs the noun group at `position`, and how: "subject", "object" or a preposition."""
        if position not in self._governors:
            self._governors[position] = self._find_governor(position)
        return self._governors[position]

    def _find_governor(self, position: int) -> tuple[int, str] | None:
        chunks = self.chunks
        before = position - 1
        while before >= 0 and chunks[before].kind in _SKIPPED:
            before -= 1
        if before >= 0 and chunks[before].kind == "P" and self.low(before) not in self.grammar.partitives:
            return self._adjunct(before)
        opener = self.opener(position)
        if opener is not None:
            return self._adjunct(opener)
        head = self._chain_head(position)
        j = head - 1
        while j >= 0 and chunks[j].kind in ("C", "N", ",", *_SKIPPED):
            if chunks[j].kind == "N" and j + 1 < len(chunks) and chunks[j + 1].kind == "N":
                break
            j -= 1
        k = position + 1
        while k < len(chunks) and chunks[k].kind not in ("V", ";", "S", "R"):
            if chunks[k].kind == "N" and self._begins_clause(k):
                break
            k += 1
        follows = k < len(chunks) and chunks[k].kind == "V" and chunks[k].tense != "infinitive"
        if j >= 0 and chunks[j].kind == "V":
            return j, "object"
        if j >= 1 and chunks[j].kind == "P":
            i = j - 1
            while i >= 0 and chunks[i].kind not in ("V", ";", "S", "R"):
                i -= 1
            if i >= 0 and chunks[i].kind == "V":
                return i, self.low(j)
        if follows and head in self.subject(k).groups:
            return k, "subject"
        return None

    def _adjunct(self, preposition: int) -> tuple[int, str] | None:
        """The verb that a prepositional group hangs on, with the preposition."""
        for j in range(preposition - 1, -1, -1):
            if self.chunks[j].kind == "V":
                return j, self.low(preposition)
            if self.chunks[j].kind in (";", "S", "R"):
                return None
        return None

    def opener(self, position: int) -> int | None:
        """Position of the temporal preposition that opens the adjunct of an event noun ("after clashes"), if any."""
        j = position - 1
        while j >= 0 and (self.chunks[j].kind in ("N", "C", ",", *_SKIPPED) or (self.chunks[j].kind == "P" and self.low(j) in self.grammar.partitives)):
            j -= 1
            if self.chunks[j + 1].kind == "N" and self.low(j + 1) in self.grammar.aftermath:
                return j + 1
        if j >= 0 and self.chunks[j].kind == "P" and self.low(j) in self.grammar.temporal:
            return j
        return None
