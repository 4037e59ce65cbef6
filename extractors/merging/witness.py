"""What is known of an article as a witness: who printed it, when, and whether others printed the same text.

Reports say what happened; how much they count beside other reports depends on the article they stand in. Agency text in
ten papers is one witness with ten sources, and an outlet's later toll replaces its earlier one.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Witness:
    """The facts of an article that merging needs.

    Attributes:
        article_id: The article.
        published: Its day of publication, where known.
        source: The outlet.
        source_scale: ACLED's scale of the outlet (codebook section 8).
        text_group: Name of the group of near-identical articles that it belongs to; `None` when it stands alone.
    """

    article_id: str
    published: date | None = None
    source: str | None = None
    source_scale: str | None = None
    text_group: str | None = None
