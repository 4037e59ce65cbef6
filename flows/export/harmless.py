"""Text that a spreadsheet would run as a formula, made into text again.

Words of an article, or of whoever wrote it, end up in cells; a cell that begins with one of a few signs is a formula to a
spreadsheet, and formulas can call out. A quotation mark before the sign keeps it text.
"""

from __future__ import annotations

import re

import pyarrow as pa
import pyarrow.compute as pc

_STARTS = r"^[\s]*[=+\-@\t\r\n|%]"
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def harmless(rows: pa.Table) -> pa.Table:
    """The same table with an apostrophe before each text that a spreadsheet would take for a formula."""
    for index, column in enumerate(rows.schema):
        kind = column.type.value_type if pa.types.is_dictionary(column.type) else column.type
        if pa.types.is_string(kind):
            text = rows[column.name].cast(pa.string())
            is_formula = pc.fill_null(pc.match_substring_regex(text, _STARTS), False)
            quoted = pc.if_else(is_formula, pc.binary_join_element_wise("'", text, ""), text)
            rows = rows.set_column(index, column.name, quoted)
    return rows


def is_formula(text: str) -> bool:
    """Whether a spreadsheet would take the text for a formula."""
    return re.match(_STARTS, text) is not None


def printable(text: str) -> str:
    """The text without control characters, which spreadsheets refuse; line breaks and tabs stay."""
    return _UNPRINTABLE.sub("\ufffd", text)
