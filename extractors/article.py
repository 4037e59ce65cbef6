"""An article as the coder receives it: plain text and what its publisher says of it.

Offsets everywhere in the project (sentences, mentions, evidence) count characters of `Article.text`
and slice back to it exactly; nothing is rewritten on the way. A text all in capitals or in small letters is shown in ordinary
spelling (`extractors.casing`); its offsets are the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Article:
    """One news article.

    Attributes:
        id: Stable identifier; given by the input or made from a digest of the content by the reader.
        text: The full text. May repeat the headline and carry agency clutter; the layout step sorts that out.
        title: Headline, where known apart from the text.
        published: Day of publication. `None` is allowed: only dates that the text states in full are then used.
        source: Name of the outlet, in plain spelling ("Gulf News").
        source_scale: ACLED's scale of the source (codebook section 8), where known.
        url: Where the article was found.
        language: Two-letter language code; chooses the lexicon folder.
        day_first: How the outlet writes 05/06/2024: true for the 5th of June, false for the 6th of May. `None` where that
            is not known; another date of the text may then tell.
    """

    id: str
    text: str
    title: str | None = None
    published: date | None = None
    source: str | None = None
    source_scale: str | None = None
    url: str | None = None
    language: str = "en"
    day_first: bool | None = None
