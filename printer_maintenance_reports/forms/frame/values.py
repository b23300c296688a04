"""Getting values out of records: a column at a time, so that ten thousand rows cost no more than their data."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from odoo import models

from .kinds import TEXT, Kind, Native, names, of_field
from .locale import Locale

# a path of fields ("equipment_id.brand"), or a function of the record; None leaves the cell blank
Getter = str | Callable[[Any], Any] | None

# rows that are in memory at a time while a long table is written
BATCH = 1000


@dataclass(frozen=True)
class Source:
    """Where one cell's values come from: getter and kind, made ready for one model and one language."""

    get: Getter
    kind: Kind
    convert: Callable[[Any, Locale], Native]
    label: str

    @classmethod
    def of(cls, getter: Getter, kind: Kind | None, label: Any, sample: Any, locale: Locale) -> "Source":
        """Make a getter ready.

        :param kind: None: what suits the field; text for a function
        :param label: None: the field's own label
        :param sample: the rows that will be printed; only their model is looked at
        """
        field = final_field(sample, getter)
        kind = kind or (of_field(field) if field else TEXT)
        convert = kind.field(field, locale) if kind.field and field else kind.native
        if label is None:
            label = field._description_string(locale.env) if field else ""
        return cls(getter, kind, convert, locale.word(label))

    def natives(self, rows: Sequence[Any], locale: Locale) -> list[Native]:
        """The native value of each row; None is a blank cell."""
        raws = raw_values(rows, self.get)
        if self.kind is TEXT and raws and isinstance(raws[0], models.BaseModel):
            return _names_of_each(raws)
        convert = self.convert
        if self.kind.shows_unknown:
            return [convert(raw, locale) for raw in raws]
        return [None if raw is None or raw is False else convert(raw, locale) for raw in raws]

    def native(self, record: Any, locale: Locale) -> Native:
        return self.natives([record], locale)[0]


def final_field(sample: Any, getter: Getter):
    """The field in which a path ends; None for functions, and for rows that are no records."""
    if not isinstance(getter, str) or not isinstance(sample, models.BaseModel):
        return None
    model = sample
    *links, last = getter.split(".")
    for name in links:
        model = model.env[model._fields[name].comodel_name]
    return model._fields[last]


def raw_values(rows: Sequence[Any], getter: Getter) -> list[Any]:
    """What the getter gives for each row; None where a path leads through an empty link."""
    if getter is None:
        return [None] * len(rows)
    if not isinstance(getter, str):
        return [getter(row) for row in rows]
    first, *further = getter.split(".")
    values = _read(rows, first)
    for name in further:
        values = [_step(value, name) for value in values]
    return values


def _read(rows: Sequence[Any], name: str) -> list[Any]:
    """One attribute of every row; for records by the shortest way there is, as long tables live on it."""
    model = type(rows[0]) if rows else None
    if model is None or not issubclass(model, models.BaseModel):
        return [_step(row, name) for row in rows]
    get = model._fields[name].__get__
    return [get(row, model) if len(row._ids) == 1 else _step(row, name) for row in rows]


def choose(records: Any, condition: Any = None, key: Any = None, last: bool = False) -> Any:
    """Some of the records, in order, that still load together with those of the printout's other records.

    ``filtered``, ``sorted`` and slices forget with whom they load, and then every printed record costs its own queries.

    :param condition: as for ``filtered``; None: all of them
    :param key: as for ``sorted``; None: as they are
    :param last: the last one only
    """
    chosen = records.filtered(condition) if condition else records
    chosen = chosen.sorted(key) if key else chosen
    return (chosen[-1:] if last else chosen).with_prefetch(records._prefetch_ids)


def _step(value: Any, name: str) -> Any:
    if isinstance(value, models.BaseModel):
        if len(value) == 1:
            return value[name]
        return value.mapped(name) if value else None
    if value is None or value is False:
        return None
    return value.get(name) if isinstance(value, Mapping) else getattr(value, name)


def _names_of_each(links: Sequence[Any]) -> list[Native]:
    """Names of linked records, each record's name looked up once."""
    known: dict[tuple[int, ...], Native] = {}
    result = []
    for link in links:
        key = link._ids if link is not None else ()
        if key not in known:
            known[key] = names(link) if key else None
        result.append(known[key])
    return result


def batches(rows: Any) -> Iterator[list[Any]]:
    """The rows in portions; what a portion of records loaded is forgotten before the next one.

    :param rows: a recordset, or anything that can be iterated, a generator too
    """
    size = BATCH
    if isinstance(rows, models.BaseModel):
        ids = rows._ids
        if len(ids) <= size:
            # as they are: they prefetch together with the rows of the other records of this printout
            yield list(rows)
            return
        for start in range(0, len(ids), size):
            portion = rows.browse(ids[start : start + size])
            yield list(portion)
            portion.invalidate_recordset()
        return
    iterator = iter(rows or ())
    while portion := list(islice(iterator, size)):
        yield portion
