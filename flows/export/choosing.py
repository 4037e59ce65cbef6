"""Which events go out, and the view of one row a side."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

import pyarrow as pa
import pyarrow.compute as pc

SECOND_SIDE = ("actor2", "assoc_actor_2", "inter2")
_FIRST_SIDE = ("actor1", "assoc_actor_1", "inter1")
_SIDE = "_side"


@dataclass(frozen=True, slots=True)
class Choice:
    """Which events to take; all by default.

    Attributes:
        countries: Countries in ACLED's spelling, in any case; none for all.
        since: First day.
        until: Last day.
    """

    countries: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None

    def of(self, events: pa.Table) -> pa.Table:
        """The events chosen."""
        if self.countries:
            wanted = pa.array([country.lower() for country in self.countries], pa.string())
            events = events.filter(pc.is_in(pc.utf8_lower(events["country"].cast(pa.string())), value_set=wanted))
        if self.since is not None:
            events = events.filter(pc.greater_equal(events["event_date"], _moment(self.since)))
        if self.until is not None:
            events = events.filter(pc.less_equal(events["event_date"], _moment(self.until)))
        return events


def monadic(events: pa.Table) -> pa.Table:
    """One row a side, as ACLED's monadic exports have it: the other side's three columns go, all others repeat.

    An event with one side has one row. Rows of an event follow each other, actor1's first.
    """
    first = events.drop_columns(list(SECOND_SIDE))
    has_second = events.filter(pc.is_valid(events["actor2"]))
    second = has_second.drop_columns(list(_FIRST_SIDE)).rename_columns(
        [_FIRST_SIDE[SECOND_SIDE.index(name)] if name in SECOND_SIDE else name for name in _without_first(events)]
    )
    rows = pa.concat_tables([_plain(first, 1), _plain(second.select(first.column_names), 2)])
    order = [("event_date", "ascending"), ("event_id_cnty", "ascending"), (_SIDE, "ascending")]
    return rows.sort_by(order).drop_columns([_SIDE]).replace_schema_metadata(events.schema.metadata)


def _without_first(events: pa.Table) -> list[str]:
    return [name for name in events.column_names if name not in _FIRST_SIDE]


def _plain(rows: pa.Table, side: int) -> pa.Table:
    """Rows with plain text in the place of dictionaries, so that they can be put together, and the side they are."""
    types = [pa.field(f.name, f.type.value_type if pa.types.is_dictionary(f.type) else f.type) for f in rows.schema]
    plain = rows.cast(pa.schema(types))
    return plain.append_column(_SIDE, pa.array([side] * plain.num_rows, pa.int8()))


def _moment(day: date) -> pa.Scalar:
    return pa.scalar(datetime(day.year, day.month, day.day), pa.timestamp("ms"))
