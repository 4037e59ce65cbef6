"""Walks over the word groups of one sentence: lists, chains of "of", and where a clause of its own begins.

A position is always that of a group in the sentence's list of groups, and a walk goes from one position to another.
"""

from __future__ import annotations

from extractors.events.asides import OPENERS, before_aside, behind_aside
from extractors.events.clause_openings import clause_opening, ends_opening
from extractors.text.grammar import Chunk, Grammar
from extractors.text.tokens import Sentence

SKIPPED = frozenset(["B", "T", '"'])
"""Groups that stand between others without parting them: adverbs and the like, days, quotes."""
BREAKS = frozenset([";", "S", "R"])
"""Groups behind which another clause begins."""
LINKS = SKIPPED | {"C", "P"}
JOINS = SKIPPED | {"C"}
_OF_SPEAKER = SKIPPED | {"C", "P", "N"}
_LIST, _ATTACHED = SKIPPED | {",", "N"}, SKIPPED | {",", "P"}
FINITE = frozenset(["past", "present", "future"])
_ALIAS = ["(", "N", ")"]
"""What a name is called besides, over which its list goes on: "the Civic League (CL) and the Reform Party"."""


class WordGroups:
    """The groups of one sentence, by position.

    Attributes:
        sentence: The sentence.
        chunks: Its word groups, in order.
        kinds: `Chunk.kind` of each.
        lows: The lower-case head word of each.
        grammar: The grammar that made them.
    """

    def __init__(self, sentence: Sentence, chunks: list[Chunk], grammar: Grammar) -> None:
        """Keep the groups, with kinds and heads laid out for the walks."""
        lowers = sentence.lowers
        self.sentence = sentence
        self.chunks = chunks
        self.grammar = grammar
        self.kinds = [c.kind for c in chunks]
        self.lows = [lowers[c.head] for c in chunks]

    def before(self, position: int, passed: frozenset[str]) -> int:
        """The nearest position before that is of none of the `passed` kinds; -1 at the start."""
        kinds = self.kinds
        position -= 1
        while position >= 0 and kinds[position] in passed:
            position -= 1
        return position

    def behind(self, position: int, passed: frozenset[str]) -> int:
        """The nearest position behind that is of none of the `passed` kinds; the number of groups at the end."""
        kinds = self.kinds
        position += 1
        while position < len(kinds) and kinds[position] in passed:
            position += 1
        return position

    def verb_before(self, position: int, breaks: frozenset[str]) -> int | None:
        """The nearest verb group at or before a position, unless one of the `breaks` comes first."""
        kinds = self.kinds
        for j in range(position, -1, -1):
            if kinds[j] == "V":
                return j
            if kinds[j] in breaks:
                return None
        return None

    def break_before(self, position: int) -> int:
        """Position of the word or mark that opens the clause of a group; -1 where the sentence does."""
        return next((j for j in range(position - 1, -1, -1) if self.kinds[j] in BREAKS), -1)

    def is_days_apart(self, one: int, other: int) -> bool:
        """True when a span up to another deed stands between two groups: "a day after" ("threw a grenade, a day after ...")."""
        between = range(min(one, other) + 1, max(one, other))
        return any(self.kinds[i] == "T" and self.last_word(i) in self.grammar.earlier for i in between)

    def is_before_date(self, preposition: int) -> bool:
        """True for the "on" of "the army on Thursday withdrew"."""
        return preposition + 1 < len(self.kinds) and self.kinds[preposition + 1] == "T"

    # -- chains and lists --------------------------------------------------------------------------------------

    def last_word(self, position: int) -> str:
        """The lower-case last word of a group: "capable" of "a missile capable"."""
        return self.sentence.lowers[self.chunks[position].last - 1]

    def chain_head(self, position: int) -> int:
        """The first noun group of a chain N (P N)*: "raids on the town" is headed by "raids"."""
        kinds, head = self.kinds, position
        while head >= 2:
            preposition = self.before(head, SKIPPED)
            if preposition < 1 or kinds[preposition] != "P":
                return head
            noun = self.before(preposition, LINKS)
            if noun > 0 and kinds[noun] == ")":
                noun = self.before(self.bracket_start(noun), SKIPPED)
            if noun < 0 or kinds[noun] != "N" or self._opens_day(preposition, noun):
                return head
            head = noun
        return head

    def _opens_day(self, preposition: int, noun: int) -> bool:
        """True for the "on" of "in the north on Friday the army withdrew", not for that of "an attack on Friday prayers"."""
        is_day = self.lows[preposition] in self.grammar.day_prepositions and self.is_before_date(preposition)
        return is_day and self.lows[noun] not in self.grammar.deadly

    def blames(self, preposition: int) -> bool:
        """True for the "on" of "blamed on": whoever stands behind it did it, and is no place."""
        before = preposition - 1
        return before >= 0 and self.kinds[before] == "V" and self.lows[before] in self.grammar.blaming

    def done_by(self, groups: tuple[int, ...]) -> tuple[int, ...]:
        """Who is behind what the groups name: the army of "a push by the army"."""
        if not groups or self.kinds[groups[-1] + 1 : groups[-1] + 3] != ["P", "N"]:
            return ()
        return self.listed_right(groups[-1] + 2) if self.lows[groups[-1] + 1] in self.grammar.links.agent else ()

    def sent_by(self, groups: tuple[int, ...]) -> tuple[int, ...]:
        """Who sent or laid what the groups name: the rebels of "drones launched by rebels", "a mine that was laid by them"."""
        kinds, verb = self.kinds, groups[-1] + 1 if groups else len(self.kinds)
        while kinds[verb : verb + 2] == ["P", "N"] and self.lows[verb] in self.grammar.partitives:
            verb += 2
        relative = verb + (kinds[verb : verb + 1] == [","])
        is_clause = kinds[relative : relative + 2] == ["R", "V"]
        verb = relative + 1 if is_clause else verb
        by = verb + 1
        while by < len(kinds) and kinds[by] in "BP" and self.lows[by] not in self.grammar.links.agent:
            by += 1  # "left behind by"
        if kinds[verb : verb + 1] != ["V"] or kinds[by : by + 2] != ["P", "N"]:
            return ()
        is_done = self.chunks[verb].voice == "passive" if is_clause else self.chunks[verb].is_passive_participle
        return self.listed_right(by + 1) if is_done and self.lows[verb] in self.grammar.sending else ()

    def borders(self, preposition: int) -> bool:
        """True for the "with" of "on the border with": whoever stands behind it takes part in nothing."""
        before = preposition - 1
        is_with = self.lows[preposition] in self.grammar.links.met
        return is_with and before >= 0 and self.kinds[before] == "N" and self.last_word(before) in self.grammar.borders

    def predicate(self, position: int, indefinite: frozenset[str]) -> bool:
        """True where the group's chain ("the raids on two bases") is followed by what it is said to be ("a crime")."""
        kinds, j, chained = self.kinds, self.behind(position, SKIPPED), False
        while j < len(kinds) and (kinds[j] == "P" or (chained and kinds[j] == "N")):
            chained = kinds[j] == "P" and not self.is_before_date(j)
            j = self.behind(j, SKIPPED)
        return j < len(kinds) and kinds[j] == "N" and self.sentence.lowers[self.chunks[j].first] in indefinite

    def bracket_start(self, closing: int) -> int:
        """Position of the bracket that opens what the one at `closing` closes; -1 when there is none."""
        j = closing
        while j >= 0 and self.kinds[j] != "(":
            j -= 1
        return j

    def of_group(self, position: int) -> int | None:
        """The group that an "of" hangs on this one: Beni, of "the town of Beni"."""
        kinds = self.kinds
        if position + 2 < len(kinds) and kinds[position + 1] == "P" and kinds[position + 2] == "N":
            return position + 2 if self.lows[position + 1] in self.grammar.partitives else None
        return None

    def antecedent(self, relative: int) -> tuple[int, ...]:
        """What a relative pronoun stands for: the group before it, headed by the chain that this group ends."""
        j = self.before(relative, _ATTACHED)
        if j < 0 or self.kinds[j] != "N":
            return ()
        head = self.chain_head(j)
        return (head, j) if head != j else (j,)

    def listed_left(self, position: int) -> tuple[int, ...]:
        """The noun group at `position` and those before it in its list."""
        kinds, groups = self.kinds, [position]
        j = position - 1
        while j >= 1 and kinds[j] in ("C", ","):
            k = j - 1
            if (mark := before_aside(j, kinds, self.lows, self.grammar.links.parts)) > 0 and self._is_more(j + 1):
                k = mark - 1
            while k >= 0 and kinds[k] in (",", "C"):
                k -= 1
            k -= len(_ALIAS) if kinds[max(0, k - 2) : k + 1] == _ALIAS else 0
            is_list = kinds[j] == "C" or (len(groups) > 1 and not ends_opening(kinds, j, position))
            if k < 0 or kinds[k] != "N" or not is_list:
                break
            groups.insert(0, k)
            j = k - 1
        return tuple(groups)

    def listed_right(self, position: int) -> tuple[int, ...]:
        """The noun group at `position` and those joined to it by commas and conjunctions, prepositions skipped over."""
        kinds, groups = self.kinds, [position]
        j, n = position + 1, len(self.kinds)
        while j < n:
            kind = kinds[j]
            if kind in OPENERS and (end := behind_aside(j, kinds, self.lows, self.grammar.links.parts)) > 0:
                if not self._is_more(end + 1) or self.begins_clause(end + 1):
                    break
                j = end + 1
                continue
            if kinds[j : j + len(_ALIAS)] == _ALIAS and kinds[j + len(_ALIAS) :][:1] in (["C"], [","]):
                j += len(_ALIAS)
                continue
            if kind == "N" and kinds[j - 1] == '"' and self._is_speaker(j):
                break
            if kind == "N" and kinds[j - 1] != "N":
                groups.append(j)
            elif kind == "C" or kind == ",":
                following = self.behind(j, JOINS)
                if following == n or kinds[following] != "N":
                    break
                if self.begins_clause(following) or not self._list_goes_on(j, following):
                    break
                if kind == "," and self._is_speaker(following):
                    break
                j = following
                continue
            elif kind not in SKIPPED:
                break
            j += 1
        return tuple(groups)

    def _is_more(self, position: int) -> bool:
        """False for "and a guard" and "and Karim Aziz" behind an aside: they may be some of those told of in it."""
        first, grammar = self.chunks[position].first, self.grammar
        word = self.sentence.words[first]
        closed = (grammar.indefinite, grammar.definite, grammar.speaker_possessives)
        return not word[0].isupper() and all(word not in words for words in closed)

    def _is_speaker(self, position: int) -> bool:
        """True for the colonel of "killed five, a colonel and a doctor said": who says it is no item of the list."""
        kinds, k = self.kinds, position
        while k < len(kinds) and kinds[k] in _OF_SPEAKER:
            k += 1
        return k < len(kinds) and kinds[k] == "V" and self.lows[k] in self.grammar.reporting

    def _list_goes_on(self, separator: int, following: int) -> bool:
        """A comma joins a list only when a conjunction comes later in it; "and" always joins."""
        if "C" in self.kinds[separator:following]:
            return True
        kinds = self.kinds
        k = self.behind(following, _LIST)
        while k < len(kinds) and kinds[k] == "P" and self.lows[k] in self.grammar.partitives:
            k = self.behind(k, _LIST)
        return k < len(kinds) and (kinds[k] == "C" or self.aside_of_name(k - 1) is not None)

    def aside_of_name(self, position: int) -> int | None:
        """The port of "Ana Lopez, a clerk from the port, and her son": what stands beside a name may have its own place."""
        kinds, named = self.kinds, position - 2
        is_beside = named >= 1 and kinds[named:position] == ["N", ","] and kinds[named - 1] != "P"
        if not is_beside or kinds[position + 1 : position + 6] != ["P", "N", ",", "C", "N"]:
            return None
        is_name = self.sentence.words[self.chunks[named].head][:1].isupper()
        return position + 2 if is_name and not self.begins_clause(position + 5) else None

    # -- clauses -----------------------------------------------------------------------------------------------

    def begins_clause(self, position: int) -> bool:
        """True when the noun group is the subject of a finite verb that follows it."""
        kinds = self.kinds
        if position > 0 and kinds[position - 1] in ("N", ",") and self._is_source(position):
            return True  # "wounding six people a source at the hospital said", with or without the comma
        j, is_apart = position + 1, self.is_set_off(position)
        while j < len(kinds) and (kinds[j] in ("T", "B") or (is_apart and kinds[j : j + 2] == ["P", "N"])):
            j += 2 if kinds[j] == "P" else 1
        if j == len(kinds) or kinds[j] != "V" or self.chunks[j].tense not in FINITE:
            return False
        return self._may_open(position)

    def is_set_off(self, position: int) -> bool:
        """True for the bomb of "killed two in Foo, and a bomb in Bar wounded nine": a verb has its objects before ", and"."""
        first = clause_opening(self.kinds, position)
        is_more = first == position and self.lows[position] in self.grammar.subject_pronouns  # "..., but it was a dud"
        if is_more or first < 2 or self.kinds[first - 2 : first] != [",", "C"]:
            return False
        verb = self.verb_before(first - 2, BREAKS)
        return verb is not None and self.lows[verb] not in self.grammar.reporting

    def _is_source(self, position: int) -> bool:
        """True for the source of "a source at the hospital said"."""
        kinds, j = self.kinds, position + 1
        while kinds[j : j + 2] == ["P", "N"]:
            j += 2
        return position + 1 < j < len(kinds) and kinds[j] == "V" and self.lows[j] in self.grammar.reporting

    def _may_open(self, position: int) -> bool:
        """False for the last name of a subject phrase ("strikes on Idlib and Saraqib killed")."""
        j = self.before(clause_opening(self.kinds, position), SKIPPED)
        if j < 0 or self.kinds[j] not in ("P", "C"):
            return True
        return self.kinds[j] == "C" and self.verb_before(j - 1, BREAKS) is not None

    def is_new_clause(self, verb: int, origin: int) -> bool:
        """True when a verb behind `origin` is finite, or a participle set off by a comma or conjunction."""
        tense = self.chunks[verb].tense
        if tense == "infinitive":
            return False
        return tense != "participle" or (verb > origin and self.kinds[verb - 1] in (",", "C"))
