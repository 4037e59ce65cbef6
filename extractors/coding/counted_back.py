"""The day of what is told behind "three days after": counted back from the day of what came after it.

"On Friday soldiers killed two gunmen, three days after an attack in the town" dates the attack on Tuesday.
"""

from __future__ import annotations

from datetime import date, timedelta

from extractors.coding.draft import When
from extractors.events.frame_records import Frame

_AFTER = "after_other"
_COUNTED = "counted_back"


def counted_back(frame: Frame, last: When | None, anchor: date | None, moment: frozenset[str]) -> When | None:
    """The frame's day, where its sentence says how many days later something else was, and when that was.

    The words of counting stand right before the event noun, or before the subject of the verb ("a day after rebels
    seized the town"). Without a day in the sentence it is counted from the `last` one that the text named ("The attack
    came a week after clashes"), else from the day of the report, the `anchor`. `moment` are the words of when-clauses,
    which are of the day of what they hang on ("a week after six died when a mob attacked"). `None` for all other frames
    and where the sentence names several days.
    """
    analysis = frame.analysis
    counted = next((d for d in analysis.dates if d.rule_id.startswith(_AFTER)), None)
    if (
        counted is None
        or counted.last >= len(analysis.owner)
        or not _is_behind(frame, analysis.owner[counted.last], moment)
    ):
        return None
    days = [d for d in analysis.dates if d is not counted and d.first_day is not None and d.is_day]
    offset = int(counted.rule_id.partition(":")[2])
    base = days[0].first_day if days else (last.day if last is not None else anchor)
    if base is None or len({d.first_day for d in days}) > 1:
        return None
    day = base - timedelta(days=offset)
    is_own = bool(days) or last is not None
    precision = max(counted.precision, *(d.precision for d in days)) if days else 2
    return When(day, day, precision, _COUNTED, is_own)


def _is_behind(frame: Frame, group: int, moment: frozenset[str]) -> bool:
    """True where the event noun, or the subject of its verb, stands right behind the words of counting."""
    clauses = frame.analysis.clauses
    if clauses.subordinator(frame.position) in moment:
        before = clauses.verb_before(clauses.start(frame.position) - 1, frozenset())
        if before is not None and group in clauses.subject(before).groups:
            return True
    if group == frame.position or (not frame.is_noun and group in frame.subject_groups):
        return True
    verb = (clauses.governor(frame.position) or (-1, ""))[0] if frame.is_noun else -1
    return verb > group and group in clauses.subject(verb).groups
