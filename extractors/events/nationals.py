"""Who one "Palestinian" is: a person, where the adjective of a country heads its own group of words.

"Foreign soldiers shot a Palestinian" says so with its article, a headline leaves that out ("Soldiers shoot Palestinian"). Left
alone, the bare adjective would be the forces of the country, which it is before a noun only ("Israeli shelling").
"""

from __future__ import annotations

from extractors.events.slots import Clauses
from extractors.mentions.actors_groups import MODIFIER
from extractors.mentions.records import ActorMention

_BEHIND = frozenset("VPTB;")
"""What may stand behind a person; behind a comma or conjunction another adjective may share its noun."""
_BEFORE = frozenset("VPT;S,")


def with_persons(actors: list[ActorMention], persons: frozenset[str], clauses: Clauses) -> list[ActorMention]:
    """The mentions of a sentence, those of one person of a country as such.

    Args:
        actors: The sentence's mentions.
        persons: The words, in lower case, that are the adjective of a country and mean one of its people, too.
        clauses: Its word groups.
    """
    return [_person(m) if _is_person(m, persons, clauses) else m for m in actors]


def _is_person(mention: ActorMention, persons: frozenset[str], clauses: Clauses) -> bool:
    if mention.country is None or mention.rule_id != f"actor.{mention.country}{MODIFIER}":
        return False
    if clauses.sentence.lowers[mention.head] not in persons:
        return False
    at = next((n for n, c in enumerate(clauses.chunks) if c.head == mention.head and c.kind == "N"), -1)
    if at < 0:
        return False
    behind = clauses.kinds[at + 1] if at + 1 < len(clauses.kinds) else ";"
    before = clauses.kinds[at - 1] if at else ";"
    return behind in _BEHIND and before in _BEFORE and not _is_quality(at, clauses)


def _is_quality(at: int, clauses: Clauses) -> bool:
    """True behind "to be" and "in": "jets believed to be Russian", "killed in Israeli raids"."""
    word, grammar = clauses.last_word(at - 1) if at else "", clauses.grammar
    return word in grammar.being or word in grammar.links.inside


def _person(mention: ActorMention) -> ActorMention:
    """The same words as one of the country's people."""
    return mention._replace(kind="civilians", is_plural=False, rule_id=f"actor.{mention.country}")
