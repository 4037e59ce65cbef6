"""Tags of single words: the form classes of `morphology`, and beyond them the closed classes of `grammar.yml`."""

from __future__ import annotations

from typing import Final

from extractors.text.morphology import BASE, ING, NOUN, NOUNS, PARTICIPLE, PAST, SFORM

DET: Final = "D"
NUM: Final = "#"
PREP: Final = "P"
CONJ: Final = "C"
SUB: Final = "S"
REL: Final = "R"
PRON: Final = "O"
BE: Final = "be"
HAVE: Final = "hv"
DO: Final = "do"
MODAL: Final = "M"
TO: Final = "to"
NEG: Final = "not"
POSS: Final = "'s"
PUNCT: Final = "."
NAME: Final = "Np"
DATE: Final = "T"

VERBAL: Final = frozenset([BASE, SFORM, PAST, PARTICIPLE, ING])
NOMINAL: Final = frozenset([NOUN, NOUNS, NAME])
AUXILIARY: Final = frozenset([BE, HAVE, DO])
FINITE_AUXILIARY: Final = AUXILIARY | {MODAL}
