"""What a text says of its dead apart from any event: the number that a note codes, and bodies that were found."""

from __future__ import annotations

from extractors.coding.draft import Draft
from extractors.coding.outcome import Outcome
from extractors.coding.situation import NEARBY, Situation
from extractors.events.amounts import THOSE_BEFORE
from extractors.events.frame_records import Frame
from extractors.events.triggers import PhraseTable
from extractors.text.tokens import tokenise

MARKED = "marked"
"""Instrument of the words for how the bodies of people look whom somebody killed."""
_ABDUCTED, _SEIZED = "abduction", "arrested"
_ABDUCTION, _KILLING, _KILLED, _INJURED = "Abduction/forced disappearance", "Attack", "killed", "injured"


def is_remark(frame: Frame) -> bool:
    """True for a note's own number, and for bodies without any word of the killing."""
    is_found = bool(frame.amounts) and all(a.is_found for a in frame.amounts)
    return is_found or any(a.is_stated for a in frame.amounts)


def note_seizure(frame: Frame, situation: Situation) -> None:
    """Keep whom forces have seized where that is no event by itself: they may be found dead in the next sentence."""
    if frame.kind == "arrest" and frame.status == "occurred" and any(a.category == _SEIZED for a in frame.amounts):
        situation.detained = frame


def are_of_detained(frame: Frame, situation: Situation) -> bool:
    """True for "their bodies were found in a river" right after forces had seized people, which was no event by itself."""
    seized = situation.detained
    if seized is None or not any(a.is_found and a.rule_id == THOSE_BEFORE for a in frame.amounts):
        return False
    index = seized.analysis.sentence.index
    is_next = 0 < frame.analysis.sentence.index - index <= NEARBY
    return is_next and not any(d.sentence_index >= index and d.status == "occurred" for d in situation.drafts)


def bury_the_detained(frame: Frame, situation: Situation) -> Frame | None:
    """The frame of the seizure with its dead: whom forces seize and who is then found dead was killed by them."""
    seized, situation.detained = situation.detained, None
    if seized is None:
        return None
    number = sum(a.coded or 0 for a in seized.amounts if a.category == _SEIZED) or None
    for amount in frame.amounts:
        amount.low = amount.high = amount.coded = number
    seized.amounts = [a for a in seized.amounts if a.category != _SEIZED] + frame.amounts
    return seized


def is_unsolved(frame: Frame, situation: Situation, words: PhraseTable[str]) -> bool:
    """True where the next sentence speaks of unknown killers or their motive: the body found was no accident."""
    behind = frame.analysis.sentence.index + 1
    if behind >= len(situation.bounds) or not any(a.is_found and a.coded for a in frame.amounts):
        return False
    return bool(words.matches(tokenise(situation.article.text, *situation.bounds[behind], behind).lowers))


def is_body(frame: Frame) -> bool:
    """True for bodies that look killed or of people who had been abducted, and for several that a note tells of first.

    One alone may have drowned.
    """
    if MARKED in frame.instruments or any(t.rule.kind == _ABDUCTED for t in frame.analysis.triggers):
        return True
    return frame.analysis.is_note and any(
        a.is_found and a.category == "killed" and (a.coded or 0) > 1 for a in frame.amounts
    )


def remark(frame: Frame, situation: Situation) -> Outcome:
    """A coded number, or bodies found, belong to the event whose dead were told last, else to the first event.

    People who are treated belong to the event told last.
    """
    drafts = [d for d in situation.drafts if d.status == "occurred"]
    told = [d for d in drafts if any(a.category == "killed" for a in d.amounts)] or drafts[:1]
    is_of_dead = any(a.is_found and a.coded and a.category == _KILLED for a in frame.amounts)
    is_of_hurt = all(a.is_found and a.category == _INJURED for a in frame.amounts)
    if drafts and (is_of_hurt or any(a.rule_id == THOSE_BEFORE for a in frame.amounts)):
        told = drafts[-1:]
    if told:
        if is_of_dead:
            kill_captives(told[-1])
        added = [a for a in frame.amounts if a.is_stated or a.is_found]
        places = [d for d in drafts if d.start == told[-1].start and d.share[1] > 1]
        if places and any(a.parts == len(places) for a in added):
            for draft in places:  # "coded as 10 and split between 3 locations", which the note lists
                draft.amounts.extend(a for a in added if a.parts == 1)
        else:
            told[-1].amounts.extend(added)
    elif is_of_dead:
        situation.bodies = frame
    return Outcome(frame, [], "remark" if told else "no_event_before")


def give_bodies(drafts: list[Draft], situation: Situation) -> None:
    """Bodies that were found right before: of those who are then said to have been abducted or killed."""
    found = situation.bodies
    if found is None or len(drafts) != 1 or drafts[0].sub_event_type not in (_ABDUCTION, _KILLING):
        return
    draft = drafts[0]
    is_near = 0 < draft.sentence_index - found.analysis.sentence.index <= NEARBY
    if is_near and not any(a.category == _KILLED and a.is_counted for a in draft.amounts):
        draft.amounts = [
            *(a for a in found.amounts if a.is_found),
            *(a for a in draft.amounts if a.category != _KILLED),
        ]
        kill_captives(draft)
        situation.bodies = None


def kill_captives(draft: Draft) -> None:
    """An abduction whose captives died is an attack (codebook: hierarchy)."""
    if draft.sub_event_type == _ABDUCTION:
        draft.sub_event_type = _KILLING
