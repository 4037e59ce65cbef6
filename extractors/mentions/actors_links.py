"""Groups that belong together although words stand between them.

"members of the Guard" and "forces loyal to X" take their owner from behind the link; "Name (ABBR)" is one name;
"Russian and Syrian warplanes" shares its head, "infantry and armour of the Guard" its owner.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from extractors.mentions.actors_compile import ALTERNATIVES, Party
from extractors.mentions.actors_groups import COUNTED, PERSON, Group
from extractors.mentions.actors_lexicon import Role
from extractors.mentions.records import STATE_KINDS

_BRACKETS: dict[tuple[str, ...], str] = {("(",): ")", ("[",): "]"}
_COMMA = (",",)
LINKED = ":linked"
SOURCE: Role = "source"
_FORCE: Role = "force"
_LONGEST_NAME = 4
_OWNERS = frozenset(["name", "head", "bare", "leader", "country", "place"])
_BARE = frozenset(["modifier", "leader", "country"])


@dataclass(frozen=True, slots=True)
class Joints:
    """The words that join groups, as token tuples; `source_links` lead from a source to those it belongs to."""

    links: frozenset[tuple[str, ...]]
    coordinators: frozenset[tuple[str, ...]]
    longest: int
    source_links: frozenset[str]


def join_groups(groups: list[Group], lowers: list[str], words: list[str], joints: Joints) -> list[Group]:
    """The groups after joining, in reading order; the given groups are not changed."""
    if len(groups) < 2:
        return groups
    joined: list[Group] = []
    for group in reversed(groups):
        behind = joined[-1] if joined else None
        if behind is not None and _is_source_of(group, behind, words, joints):
            joined[-1] = replace(group, last=behind.last)
            continue
        if behind is not None and _introduces(group, behind):
            joined[-1] = replace(behind, first=group.first)
            continue
        named = behind.first - _named_from(behind, group.last, words) if behind is not None else 0
        if behind is None or behind.first - named - group.last > joints.longest:
            joined.append(group)
            continue
        between = tuple(lowers[group.last : behind.first])
        is_owner = _gives_owner(group, behind) or (_is_of_trade(group, behind) and not _goes_on(behind, words))
        if named and between[:-named] in joints.links and is_owner:
            joined[-1] = _owned(group, behind)
            continue
        if _is_same_name(group, behind, between, lowers):
            joined[-1] = named_whole = replace(group, last=behind.last + 1)
            joined[-2:-1] = [_called(following, named_whole) for following in joined[-2:-1]]
        elif between in joints.links and is_owner:
            joined[-1] = _owned(group, behind)
        elif between in joints.links and _is_crowd_of(group, behind):
            joined[-1] = replace(behind, first=group.first)
        elif between in joints.coordinators and _shares_head(group, behind, between):
            joined.append(replace(group, form="head", word=behind.word, suffix=":shared_head"))
        elif between in joints.coordinators and _shares_owner(group, behind):
            joined.append(replace(group, party=behind.party, country=behind.country, suffix=":shared_owner"))
        else:
            joined.append(group)
    joined.reverse()
    return joined


def _is_source_of(group: Group, behind: Group, words: list[str], joints: Joints) -> bool:
    """True for "a source at the police command", be it that of a place ("at Foo Police Command")."""
    if group.word is None or group.word.role != SOURCE:
        return False
    link, *names = words[group.last : behind.first] or [""]
    is_near = len(names) <= _LONGEST_NAME and all(word[0].isupper() for word in names)
    return link in joints.source_links and is_near


def _named_from(group: Group, least: int, words: list[str]) -> int:
    """Where the name of a unit begins: "the Foo Bar battalion", "the Foo police"."""
    first = group.first
    if group.word is None or group.word.kind not in STATE_KINDS or group.form != "head":
        return first
    while first > max(least, group.first - _LONGEST_NAME) and words[first - 1][0].isupper():
        first -= 1
    return first


def _is_same_name(group: Group, behind: Group, between: tuple[str, ...], lowers: list[str]) -> bool:
    """True for a name and, in brackets behind it, the same actor's other name."""
    closing = _BRACKETS.get(between)
    if closing is None or behind.form != "name" or behind.last >= len(lowers) or lowers[behind.last] != closing:
        return False
    return not _ids(group).isdisjoint(_ids(behind)) or _is_of_one_name(group, behind)


def _is_of_one_name(group: Group, behind: Group) -> bool:
    """True for an organisation of civilians by name and abbreviation: both give the same affiliation."""
    parties = group.party, behind.party
    given = {party.affiliation if party is not None else None for party in parties}
    return len(given) == 1 and None not in given and group.form == "name"


def _introduces(group: Group, name: Group) -> bool:
    """True for "the Lebanese group" right before the name of the group."""
    is_group = group.form == "head" and group.word is not None and group.word.needs_owner and group.word.role == _FORCE
    is_unnamed = group.party is None or not group.party.is_strong
    return is_group and is_unnamed and name.form == "name" and name.first == group.last and not _names_people(name)


def _called(group: Group, named: Group) -> Group:
    """The "terrorist organisation" of "the Foo Front (FF) terrorist organisation": the Foo Front itself."""
    is_open = group.form == "head" and group.country is None and group.word is not None and group.word.role == _FORCE
    return replace(group, party=named.party, suffix=LINKED) if is_open and group.first == named.last else group


def _ids(group: Group) -> set[str]:
    entry_id = group.party.entry_id if group.party else None
    return set(entry_id.split(ALTERNATIVES)) if entry_id else set()


def _gives_owner(group: Group, behind: Group) -> bool:
    """True when the group behind a link says whose the force before it is, or of which party its people are."""
    if not group.takes_owner:
        return _are_people(group) and behind.form == "name" and _names_people(behind)
    if behind.form not in _OWNERS:
        return False
    if behind.form == "head" and (not behind.takes_owner or _is_anybody(behind)):
        return False
    own = group.party.rank if group.party else 0
    rank = behind.party.rank if behind.party else 0
    is_open = group.country is None and not _ids(group)
    return rank > own or (is_open and (behind.country is not None or own == 0))


def _is_of_trade(group: Group, behind: Group) -> bool:
    """True for "members of a trade union": they are what it is."""
    is_member = group.word is not None and group.word.role == "member" and group.party is None
    return is_member and behind.form == "head" and behind.word is not None and behind.word.affiliation is not None


def _is_crowd_of(group: Group, behind: Group) -> bool:
    """True for "a crowd of protesters", who are what the crowd is."""
    is_bare = group.party is None and group.form == behind.form == "head"
    if not is_bare or group.word is None or behind.word is None:
        return False
    return group.word.role == "crowd" and group.word.kind == "civilians" and behind.word.role in ("crowd", "person")


def _goes_on(group: Group, words: list[str]) -> bool:
    """True for the "Workers" of "the Workers Party": a name of which the group is only the beginning."""
    following = words[group.last : group.last + 1]
    return words[group.head][0].isupper() and bool(following) and following[0][0].isupper()


def _are_people(group: Group) -> bool:
    """True for "supporters" and "teachers"."""
    return group.word is not None and group.word.role in ("person", "crowd") and group.party is None


def _names_people(group: Group) -> bool:
    """True for a party or union, to which unarmed people belong."""
    return group.party is not None and group.party.affiliation is not None


def _is_anybody(group: Group) -> bool:
    """True for "two groups", "rival factions": words that say nothing before somebody's name owns them."""
    return group.word is not None and group.word.needs_owner and group.party is None and group.country is None


def _owned(group: Group, behind: Group) -> Group:
    return replace(
        group,
        last=behind.last,
        party=_as_party(behind) or group.party,
        country=behind.country or group.country,
        word=replace(behind.word, is_plural=True) if _is_militia(behind) and behind.word is not None else group.word,
        suffix=LINKED,
    )


def _is_militia(group: Group) -> bool:
    """True for "a Foo militia", whose members bear arms as those of the people Foo need not."""
    is_of_people = group.party is not None and group.party.kind == "identity_militia"
    word = group.word
    return is_of_people and word is not None and word.role == _FORCE and not word.needs_owner


def _as_party(group: Group) -> Party | None:
    """Whom a group names, as an owner: its modifier, or else what its head is on its own ("the police")."""
    if group.party is not None or group.word is None:
        return group.party
    word = group.word
    return Party(kind=word.kind, entry_id=word.entry_id, affiliation=word.affiliation, rank=1, key=word.key)


def _shares_head(group: Group, behind: Group, between: tuple[str, ...]) -> bool:
    """True for a modifier whose head follows another's; a country's name before a comma is a place."""
    if group.form in (PERSON, COUNTED):  # "dozens of Iraqi and Syrian soldiers", not "a Syrian and three soldiers"
        if behind.country is None or behind.head - behind.first != 1:
            return False
    elif group.form not in _BARE or (group.form == "country" and between == _COMMA):
        return False
    return behind.word is not None and behind.takes_owner and not behind.suffix


def _shares_owner(group: Group, behind: Group) -> bool:
    """True for a force of nobody's before one whose owner stands behind both."""
    if not group.takes_owner or group.word is None or group.word.entry_id or group.party or group.country:
        return False
    if group.word.kind in STATE_KINDS and (behind.word is None or behind.word.kind not in STATE_KINDS):
        return False
    return behind.suffix == LINKED and behind.takes_owner
