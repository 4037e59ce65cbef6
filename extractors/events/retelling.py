"""Harm that a sentence tells of beside its own: another source's number of the same dead, and what the dead had done.

"Five people died, while residents said seven did" is one toll in two tellings, of which the lower is coded (codebook
section 7). "Shot six men accused of killing two guards" tells of six dead.
"""

from __future__ import annotations

from extractors.events.amounts import BARE
from extractors.events.analysis import Analysis
from extractors.events.frame_records import Amount
from extractors.events.groups import SKIPPED
from extractors.events.harm_slots import Harm
from extractors.mentions.records import PEOPLE_KINDS

_TOLLS = frozenset(["killed", "injured"])
_LISTED = frozenset(["C", ",", "N"])
_SECOND = 1
"""Telling of the amounts that another source gives."""


def without_deeds_of_victims(found: list[Harm], analysis: Analysis) -> list[Harm]:
    """Leave out what those harmed are accused of: "shot six men accused of killing two guards"."""
    starts = {a.start for harm in found if harm.category in _TOLLS for a in harm.amounts}
    return [harm for harm in found if not _is_deed_of(starts, harm, analysis)]


def _is_deed_of(starts: set[int], harm: Harm, analysis: Analysis) -> bool:
    """True for the killing of "a man accused of killing two", "a man suspected of killing two", "a man they accused of it"."""
    clauses, before = analysis.clauses, harm.position - 2
    if before < 1 or clauses.kinds[before + 1 : harm.position + 1] != ["P", "V"]:
        return False
    accused = before
    if clauses.kinds[before] == "V":
        if clauses.lows[before] not in clauses.grammar.blaming:
            return False
        is_told = clauses.lows[before - 1] in clauses.grammar.subject_pronouns
        accused = before - 2 if is_told and not analysis.chunks[before].is_passive_participle else before - 1
    elif clauses.last_word(before) not in clauses.grammar.blaming:
        return False
    return accused >= 0 and analysis.sentence.starts[analysis.chunks[accused].first] in starts


def set_apart_other_sources(found: list[Harm], analysis: Analysis, contrasts: frozenset[str]) -> None:
    """Mark the number that another source sets against the first: "while residents said seven died"."""
    marked: Harm | None = None
    for n, harm in enumerate(found):
        before = [a for other in found[:n] if other.category == harm.category for a in other.amounts]
        is_other = marked is not None and _goes_on(marked, harm, analysis)
        is_other = is_other or _is_of_other_source(harm, found[0], analysis, contrasts)
        if before and harm.amounts and is_other and _may_be_same(harm, before):
            marked = harm
            for amount in harm.amounts:
                amount.telling, amount.rule_id = _SECOND, amount.rule_id.removesuffix(BARE)


def _goes_on(one: Harm, other: Harm, analysis: Analysis) -> bool:
    """True for the 41 of "spoke of 15 dead and 41 wounded"."""
    return _LISTED.issuperset(analysis.clauses.kinds[one.position + 1 : other.position])


def _is_of_other_source(harm: Harm, first: Harm, analysis: Analysis, contrasts: frozenset[str]) -> bool:
    """True for "while another source says 15 died", without a place of its own."""
    clauses = analysis.clauses
    groups = clauses.subject(harm.position).groups
    opening = min(groups, default=harm.position)
    verb = clauses.before(opening, SKIPPED | {"S"})
    if verb > 0 and clauses.kinds[verb] == "P" and clauses.lows[verb] in clauses.grammar.partitives:
        verb = clauses.before(verb, SKIPPED)  # "spoke of 15 dead"
    if verb <= first.position or clauses.kinds[verb] != "V":
        return False
    if clauses.lows[verb] not in clauses.grammar.reporting | clauses.grammar.speaking:
        return False
    sources = clauses.subject(verb).groups
    source = min(sources, default=0)
    mark = clauses.before(source, SKIPPED)
    if not sources or mark <= first.position or not (clauses.kinds[mark] == ";" or clauses.lows[mark] in contrasts):
        return False
    return not any(p.first >= analysis.chunks[source].first for p in analysis.places)


def _may_be_same(harm: Harm, before: list[Amount]) -> bool:
    """False for "killed five soldiers, while the army said that 20 rebels died": others than those of before."""
    if any(a.is_also or a.is_additional or a.coded is None for a in harm.amounts):
        return False
    told = {v.kind for a in before for v in a.victims}
    own = {v.kind for a in harm.amounts for v in a.victims}
    return not own or bool(own & told) or own | told <= PEOPLE_KINDS
