"""Where the arguments of one trigger stand in its clause: the slots that `frames.yml` names."""

from __future__ import annotations

from extractors.events.frame_records import Frame
from extractors.events.shared_doers import shared_doers
from extractors.events.slots import EMPTY, Clauses, Prepositions, Slot
from extractors.text.grammar import Grammar

_DOER_REACH = 6
"""Groups behind "carried out" within which its doer is named ("on Monday in Foo by")."""
CORE = frozenset(["subject", "object"])
_DEVICE, _SWAP = "device", "swap"
SENDER = "sender"
"""Slot of who fired what was struck."""
_DATED = frozenset(["P", "T"])
"""Kinds of group between an event noun and what it was done to."""


class RoleFinder:
    """The slots of one trigger, found by name as they are asked for."""

    def __init__(self, frame: Frame, grammar: Grammar, opposite: list[str]) -> None:
        """For a frame; `opposite` are the slots of its other side."""
        self._frame = frame
        self._opposite = opposite
        self._grammar = grammar
        self._clauses: Clauses = frame.analysis.clauses
        self._own: dict[str, tuple[int, ...]] | None = None
        self._shared: dict[str, tuple[int, ...]] | None = None

    def find(self, name: str) -> Slot:
        """The noun groups of a slot: subject, object, the subject of a light verb, or behind a preposition."""
        if name == "subject":
            return self._clauses.subject(self._frame.position)
        if name == "object":
            return self._object()
        if name == "blamed":
            return self._blamed()
        if name == "participant":
            return self._participant()
        if name == SENDER:
            return self._sender()
        return self._light_subject() if name == "light_subject" else self._prepositional(name)

    def _participant(self) -> Slot:
        """Whom the verb of an adjunct is about, where it has another side: "workers were hurt in clashes with police"."""
        verb, how = self._clauses.governor(self._frame.position) or (-1, "")
        if how not in self._grammar.links.inside or self._clauses.lows[verb] in self._grammar.reporting:
            return EMPTY
        if not any(self._prepositional(name).groups for name in self._opposite):
            return EMPTY
        return Slot(self._clauses.subject(verb).groups, "participant")

    def _blamed(self) -> Slot:
        """Behind a participle right after the event noun: "a raid blamed on the rebels", "strikes carried out by the army"."""
        clauses, verb = self._clauses, self._frame.position + 1
        if clauses.kinds[verb : verb + 3] == ["V", "P", "N"] and clauses.blames(verb + 1):
            return Slot(clauses.listed_right(verb + 2), "blamed")
        carried = clauses.carried(self._frame.position)
        if carried is None:
            return EMPTY
        reach = range(carried + 1, min(carried + _DOER_REACH, len(clauses.kinds) - 1))
        doer = next(
            (j for j in reach if clauses.kinds[j] == "P" and clauses.lows[j] in self._grammar.links.agent), None
        )
        is_named = doer is not None and clauses.kinds[doer + 1] == "N"
        return Slot(clauses.listed_right(doer + 1), "blamed") if doer is not None and is_named else EMPTY

    def _sender(self) -> Slot:
        """Who fired what was struck or laid what went off: "nine of twelve drones launched by X", "X laid a mine"."""
        clauses, frame = self._clauses, self._frame
        if frame.is_noun:
            thing: tuple[int, ...] = (frame.position,)
            verb, how = clauses.governor(frame.position) or (-1, "")
            is_own = how == "object" and clauses.chunks[verb].voice != "passive"
            if is_own and clauses.lows[verb] in self._grammar.sending:
                return Slot(clauses.subject(verb).groups, SENDER)
        elif frame.trigger.rule.frame == _DEVICE or clauses.chunks[frame.position].voice == "passive":
            thing = clauses.subject(frame.position).groups
        else:
            thing = self._object().groups
        sender = clauses.sent_by(thing)
        return Slot(sender, SENDER) if sender else EMPTY

    def _object(self) -> Slot:
        frame = self._frame
        whole = self._clauses.group_at(frame.trigger.last) if frame.trigger.form == "phrase" else EMPTY
        found = whole if whole.groups else self._clauses.objects(frame.position)
        return found if found.groups else self._clauses.fronted(frame.position)

    def _light_subject(self) -> Slot:
        """The subject of a verb that only carries the event noun: "X launched an attack", "X pressed ahead with an attack"."""
        verb, how = self._clauses.governor(self._frame.position) or (-1, "")
        grammar = self._grammar
        carrying = grammar.continuing if how in grammar.continuing_by else grammar.light if how == "object" else ()
        if self._clauses.lows[verb] not in carrying:
            return EMPTY
        is_passive = how == "object" and self._clauses.chunks[verb].voice == "passive"
        return EMPTY if is_passive else Slot(self._clauses.subject(verb).groups, "light_subject")

    def _prepositional(self, name: str) -> Slot:
        """Groups behind a preposition, behind the trigger or, for a few, behind the verb that governs an event noun."""
        if self._own is None:
            self._own = self._up_to_next_event(self._clauses.prepositions(self._frame.position))
        groups = self._own.get(name)
        if groups is None and not self._frame.is_noun and name in self._grammar.links.agent:
            shared = shared_doers(self._frame.position, self._clauses)
            return Slot(shared, f"shared_{name}") if shared else EMPTY
        if groups is None and self._frame.is_noun and name in self._grammar.links.shared_with_governor:
            if self._shared is None:
                self._shared = self._behind_governor()
            groups = self._shared.get(name)
        if groups is None and self._frame.trigger.rule.frame == _SWAP:
            groups = self._behind_subject().get(name)
        return Slot(groups, name) if groups else EMPTY

    def _behind_subject(self) -> dict[str, tuple[int, ...]]:
        """What stands behind what was made: "a truce between X and Y was signed"."""
        clauses, position = self._clauses, self._frame.position
        is_made = clauses.chunks[position].voice == "passive" and not self._frame.is_noun
        thing = clauses.subject(position).groups if is_made else ()
        return self._up_to_next_event(clauses.prepositions(thing[0])) if thing else {}

    def _behind_governor(self) -> dict[str, tuple[int, ...]]:
        verb, how = self._clauses.governor(self._frame.position) or (-1, "")
        return self._up_to_next_event(self._clauses.prepositions(verb)) if how in CORE else {}

    def _up_to_next_event(self, found: Prepositions) -> dict[str, tuple[int, ...]]:
        """Groups by preposition, up to another event or a time ("strikes on X following attacks by Y").

        A noun that heads an actor is no event: "strikes on gatherings of rebels".
        """
        frame, temporal = self._frame, self._grammar.temporal
        others: set[int] = set()
        if frame.is_noun and found:
            owner, heads = frame.analysis.owner, {actor.head for actor in frame.analysis.actors}
            nouns = (t for t in frame.analysis.triggers if t.form == "noun")
            others = {owner[t.first] for t in nouns if t.last - 1 not in heads} - {frame.position}
        own: dict[str, tuple[int, ...]] = {}
        for word, groups in found:
            if word in temporal or not others.isdisjoint(groups):
                break
            if word not in self._grammar.partitives or not frame.is_noun or self._is_next(groups[0]):
                own.setdefault(word, groups)
        return own

    def _is_next(self, position: int) -> bool:
        """True for the group of "the shelling of a town" and "the shelling on Monday of a town"."""
        return _DATED.issuperset(self._clauses.kinds[self._frame.position + 1 : position])
