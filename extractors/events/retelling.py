"""Harm that a sentence tells of beside its own: another source's number of the same dead, and what the dead had done.

"Five people died, while residents said seven did" is one toll in two tellings, of which the lower is coded (codebook
section 7). "Shot six men accused of killing two guards" tells of six dead.
"""

from __future__ import annotations

from extractors.events.amounts import BARE, VictimCounter
from extractors.events.analysis import Analysis
from extractors.events.frame_records import Amount
from extractors.events.groups import SKIPPED
from extractors.events.harm_slots import Harm
from extractors.events.slots import EMPTY
from extractors.mentions.records import PEOPLE_KINDS

_TOLLS = frozenset(["killed", "injured"])
_LISTED = frozenset(["C", ",", "N"])
_ANTECEDENT = "antecedent"
_IN_RELATIVE = frozenset(["V", "N", "B", "T"])
_HANGING = SKIPPED | {"N", "P"}
"""What may stand between a charge and the relative pronoun of the event that it is about."""
_SECOND = 1
"""Telling of the amounts that another source gives."""


def without_deeds_of_victims(found: list[Harm], analysis: Analysis, victims: VictimCounter) -> list[Harm]:
    """Leave out what those harmed are accused of: "shot six men accused of killing two guards".

    And what one of them had done to his own family: "a man who killed his wife was lynched".
    """
    starts = {a.start for harm in found if harm.category in _TOLLS for a in harm.amounts}
    return [h for h in found if not (_is_deed_of(starts, h, analysis) or _is_at_home(starts, h, analysis, victims))]


def _is_at_home(starts: set[int], harm: Harm, analysis: Analysis, victims: VictimCounter) -> bool:
    """True for the wife of "a man who killed his wife was lynched", where he is one of those harmed."""
    clauses = analysis.clauses
    slot = clauses.subject(harm.position) if clauses.kinds[harm.position] == "V" else EMPTY
    if slot.step != _ANTECEDENT or not any(
        analysis.sentence.starts[analysis.chunks[g].first] in starts for g in slot.groups
    ):
        return False
    groups = [analysis.group_from(a.start) for a in harm.amounts]
    return bool(groups) and all(g is not None and victims.is_kin(g, analysis) for g in groups)


def _is_deed_of(starts: set[int], harm: Harm, analysis: Analysis) -> bool:
    """True for the killing of "a man accused of killing two", "a man suspected of killing two", "a man they accused of it".

    And for that of the raid in "a man accused of a raid that left two dead".
    """
    clauses, before = analysis.clauses, _charge_before(harm, analysis)
    if before < 1:
        return False
    if clauses.kinds[before] == "V" and clauses.lows[before] not in clauses.grammar.blaming:
        return False
    if clauses.kinds[before] != "V" and clauses.last_word(before) not in clauses.grammar.blaming:
        return False
    verb = next((i for i in range(before - 1, -1, -1) if clauses.kinds[i] == "V"), -1)
    return any(analysis.sentence.starts[analysis.chunks[g].first] in starts for g in range(verb + 1, before + 1))


def _charge_before(harm: Harm, analysis: Analysis) -> int:
    """Position of what stands before "of" and the harm, or before the event whose relative clause tells of it; -1 for none."""
    clauses, before = analysis.clauses, harm.position - 2
    if before > 0 and clauses.kinds[before + 1 : harm.position + 1] == ["P", "V"]:
        return before
    relative = next((i for i in range(harm.position - 1, 0, -1) if clauses.kinds[i] == "R"), 0)
    if not relative or not _IN_RELATIVE.issuperset(clauses.kinds[relative + 1 : harm.position]):
        return -1
    verb = clauses.before(relative, _HANGING)
    return verb if verb > 0 and clauses.kinds[verb] == "V" and clauses.kinds[verb + 1 : verb + 2] == ["P"] else -1


def set_apart_other_sources(
    found: list[Harm], analysis: Analysis, contrasts: frozenset[str], reports: frozenset[str]
) -> None:
    """Mark the number that another source sets against the first: "while residents said seven died".

    Or that stands in the that-clause of a noun for what somebody tells: "disputing an account by residents that seven died".
    """
    marked: Harm | None = None
    for n, harm in enumerate(found):
        before = [a for other in found[:n] if other.category == harm.category for a in other.amounts]
        is_other = marked is not None and _goes_on(marked, harm, analysis)
        is_other = is_other or _is_of_other_source(harm, found[0], analysis, contrasts)
        is_other = is_other or _is_in_account(harm, found[0], analysis, reports)
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


def _is_in_account(harm: Harm, first: Harm, analysis: Analysis, reports: frozenset[str]) -> bool:
    """True for "an account by residents that seven died"."""
    clauses = analysis.clauses
    opens = min(clauses.subject(harm.position).groups, default=harm.position) - 1
    if opens < 1 or clauses.kinds[opens] != "S" or clauses.lows[opens] not in clauses.grammar.relatives:
        return False
    before = opens - 1
    while clauses.kinds[before - 1 : before + 1] == ["P", "N"] and clauses.lows[before] not in reports:
        before -= 2
    return before > first.position and clauses.lows[before] in reports


def _may_be_same(harm: Harm, before: list[Amount]) -> bool:
    """False for "killed five soldiers, while the army said that 20 rebels died": others than those of before."""
    if any(a.is_also or a.is_additional or a.coded is None for a in harm.amounts):
        return False
    told = {v.kind for a in before for v in a.victims}
    own = {v.kind for a in harm.amounts for v in a.victims}
    return not own or bool(own & told) or own | told <= PEOPLE_KINDS
