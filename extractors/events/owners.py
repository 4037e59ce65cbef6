"""Whose "its troops" are: the possessive goes back to whoever speaks.

"Turkey said its troops had shelled the town" tells of Turkish troops wherever the town lies; left alone, the words would
be the forces of the country of the event. So it is with planes of nobody of which the forces of a state tell: "the Turkish
ministry of defence said jets had hit six targets" tells of their own.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping

from extractors.events.slots import Clauses
from extractors.mentions.actors_compile import SIDE
from extractors.mentions.records import ARMED_KINDS, STATE_KINDS, ActorKind, ActorMention

_Names = tuple[Mapping[str, str], Mapping[str, str]]
_NAMELESS: ActorKind = "unidentified_armed"
_CAPITAL = "actor.capital"
_MILITARY: ActorKind = "military"
_CODE = 2
"""Length of the country code that begins the id of an actor."""
_OF_WHAT = 2
"""Words behind a ministry that say what it is for ("ministry of defence")."""
AIRCRAFT = "actor.warplanes"
"""Rule of planes that nobody is said to own."""
OWNED = ":owned"
"""Ends the rule of a mention that got its owner here."""


def with_owners(
    actors: list[ActorMention], capitals: Mapping[str, str], adjectives: Mapping[str, str], clauses: Clauses
) -> list[ActorMention]:
    """The mentions of a sentence, those behind a possessive with the country or name of their owner.

    Args:
        actors: The sentence's mentions.
        capitals: Country by the lower-case name of its capital, which speaks for its government ("Moscow said").
        adjectives: The same by the names and adjectives of countries ("Russia's ministry said").
        clauses: Its word groups.
    """
    firsts = [chunk.first for chunk in clauses.chunks]
    names = capitals, adjectives
    return [_owned(m, bisect_right(firsts, m.head) - 1, actors, names, clauses) for m in actors]


def _owned(
    mention: ActorMention, position: int, actors: list[ActorMention], names: _Names, clauses: Clauses
) -> ActorMention:
    lowers, possessives = clauses.sentence.lowers, clauses.grammar.speaker_possessives
    is_open = mention.country is None and mention.entry_id is None and mention.kind in ARMED_KINDS
    if is_open and mention.rule_id == AIRCRAFT:
        return _flown(mention, position, actors, names, clauses)
    if not is_open or possessives.isdisjoint((lowers[clauses.chunks[position].first], lowers[mention.first])):
        return mention
    owner = _owner(position, actors, names, clauses)
    if owner is None:
        return _led(mention, position, clauses)
    kind = owner.kind if owner.entry_id is not None else mention.kind
    named = mention._replace(country=owner.country, rule_id=mention.rule_id + OWNED)
    return named._replace(kind=kind, entry_id=owner.entry_id, is_strong=owner.is_strong)


def _flown(
    mention: ActorMention, position: int, actors: list[ActorMention], names: _Names, clauses: Clauses
) -> ActorMention:
    """The planes of "jets struck two sites, the army of Foo said": those of the forces that tell of them."""
    for group in [*_speakers(position, clauses), *_speakers_behind(clauses)]:
        chunk = clauses.chunks[group]
        named = named_in(group, actors, {}, clauses)
        words = clauses.sentence.lowers[chunk.first : chunk.last + _OF_WHAT]
        is_of_forces = not clauses.grammar.forces.isdisjoint(words)
        tables = (clauses.grammar.headquarters, names[0] if is_of_forces else {})
        seat = next((seats[word] for word in words for seats in reversed(tables) if word in seats), None)
        if group != position and seat:
            return mention._replace(country=seat, rule_id=mention.rule_id + OWNED)  # "the defence ministry in Foo"
        if is_of_forces:
            named = named or _of_country(group, names[1], clauses)
        elif named is not None and named.entry_id is None:
            named = None
        if named is not None and group != position and named.kind in STATE_KINDS:
            return mention._replace(country=_country_of(named), rule_id=mention.rule_id + OWNED)
    return mention


def _country_of(named: ActorMention) -> str | None:
    """The country of a state's forces; that of forces with a name of their own stands in their id."""
    code = (named.entry_id or "").partition("/")[0]
    return named.country or (code if len(code) == _CODE else None)


def _speakers_behind(clauses: Clauses) -> tuple[int, ...]:
    """Who says all that stands before, at the end of the sentence: "..., the ministry said"."""
    verb = clauses.verb_before(len(clauses.kinds) - 1, frozenset())
    is_said = verb is not None and clauses.lows[verb] in clauses.grammar.reporting and not clauses.objects(verb).groups
    groups = clauses.subject(verb).groups if verb is not None and is_said else ()
    is_end = verb is not None and "N" not in clauses.kinds[verb + 1 :]
    return groups if is_end else ()


def _led(mention: ActorMention, position: int, clauses: Clauses) -> ActorMention:
    """The soldiers of "the gang leader blamed police who killed his soldiers": the gang's."""
    known = clauses.grammar.led_groups
    for group in range(position - 1, -1, -1):
        chunk = clauses.chunks[group]
        words = clauses.sentence.lowers[chunk.first : chunk.last] if chunk.kind == "N" else ()
        side = next((known[word] for word in words if word in known), None)
        if side is not None and _is_leading(group, clauses):
            rule = f"{mention.rule_id}{OWNED}"
            return mention._replace(kind=_NAMELESS, entry_id=f"{SIDE}{side}", rule_id=rule)
    return mention


def _is_leading(group: int, clauses: Clauses) -> bool:
    """True for a subject, and for the gang of "the leader of the gang"."""
    head = clauses.chain_head(group)
    return (clauses.governor(head) or (-1, ""))[1] == "subject"


def _owner(position: int, actors: list[ActorMention], names: _Names, clauses: Clauses) -> ActorMention | None:
    """Whoever the nearest verb of saying before the mention has as its subject."""
    others = [group for group in _speakers(position, clauses) if group != position]
    found = (named_in(group, actors, names[0], clauses) for group in others)
    owner = next((owner for owner in found if owner is not None), None)
    return owner or next((o for group in others if (o := _of_country(group, names[1], clauses)) is not None), None)


def _speakers(position: int, clauses: Clauses) -> tuple[int, ...]:
    """Groups of who says what stands at a position: the subject of the nearest verb of saying before it."""
    verb = clauses.verb_before(position - 1, frozenset())
    while verb is not None and clauses.lows[verb] not in clauses.grammar.reporting:
        verb = clauses.verb_before(verb - 1, frozenset())
    return clauses.subject(verb).groups if verb is not None else ()


def _of_country(group: int, adjectives: Mapping[str, str], clauses: Clauses) -> ActorMention | None:
    """The forces of the country whose minister, ministry or agency speaks ("Russia's defence ministry")."""
    chunk, sentence = clauses.chunks[group], clauses.sentence
    at = next((n for n in range(chunk.first, chunk.last) if sentence.lowers[n] in adjectives), -1)
    if at < 0 or not sentence.words[at][0].isupper():
        return None
    iso2, last = adjectives[sentence.lowers[at]], at + 1
    span = sentence.span(at, last)
    return ActorMention(
        at, last, at, *span, sentence.slice(at, last), _MILITARY, None, iso2, True, False, None, True, _CAPITAL
    )


def named_in(
    group: int, actors: list[ActorMention], capitals: Mapping[str, str], clauses: Clauses
) -> ActorMention | None:
    """Whom a noun group names: an armed actor that says whose it is, or a capital, which stands for its government."""
    chunk = clauses.chunks[group]
    for actor in actors:
        is_named = actor.entry_id is not None or actor.country is not None
        if (
            chunk.first <= actor.head < chunk.last
            and is_named
            and actor.kind in ARMED_KINDS
            and actor.kind != _NAMELESS
        ):
            return actor
    first, last = chunk.first, chunk.last
    iso2 = capitals.get(" ".join(clauses.sentence.lowers[first:last]))
    if iso2 is None:
        return None
    span = clauses.sentence.span(first, last), clauses.sentence.slice(first, last)
    return ActorMention(
        first, last, last - 1, *span[0], span[1], _MILITARY, None, iso2, True, False, None, True, _CAPITAL
    )
