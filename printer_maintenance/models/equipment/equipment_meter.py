"""A device's counters: what was read, what follows from it (REQUIREMENTS E7)."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.exceptions import AccessError
from odoo.tools import SQL

from ...exceptions import MeterReadingError
from ...rules import meter
from .equipment_history import EventLine

READER_GROUPS = (
    "printer_maintenance.group_engineer",
    "printer_maintenance.group_agent",
    "printer_maintenance.group_equipment_supervisor",
)


class ReadingLine(NamedTuple):
    """One reading to be taken: a counter that was not read is ``None``; ``date`` (UTC) is now when not given."""

    device: models.Model
    mono: int | None = None
    color: int | None = None
    date: datetime | None = None


class ChainPlace(NamedTuple):
    """The accepted neighbours of a moment in a device's chain of readings, and what it prints in a day."""

    before_id: int | None
    after_id: int | None
    usual_per_day: float


class Equipment(models.Model):
    _inherit = "maintenance.equipment"

    meter_mono = fields.Integer(
        string="Black-and-white pages",
        aggregator=False,
        copy=False,
        help="From the newest accepted counter reading.",
    )
    meter_color = fields.Integer(
        string="Colour pages", aggregator=False, copy=False, help="From the newest accepted counter reading."
    )
    last_counted_at = fields.Datetime(
        string="Counters read at",
        copy=False,
        readonly=True,
        # devices that nobody has read for long
        index="btree_not_null",
    )
    reading_ids = fields.One2many("printer.meter.reading", "equipment_id", string="Counter readings")
    reading_count = fields.Integer(
        string="Reading count", compute="_compute_reading_count", groups="base.group_user"
    )
    recommended_monthly_pages = fields.Integer(
        string="Recommended pages a month",
        aggregator=False,
        help="What the maker recommends for this device; empty: as its type.",
    )
    pages_per_month = fields.Integer(
        string="Pages a month (last 3 months)", compute="_compute_pages_per_month", groups="base.group_user"
    )
    pages_per_month_year = fields.Integer(
        string="Pages a month (last 12 months)", compute="_compute_pages_per_month", groups="base.group_user"
    )
    utilisation = fields.Float(
        string="Utilisation (%)",
        compute="_compute_pages_per_month",
        digits=(6, 1),
        groups="base.group_user",
        help="Pages a month as percent of the recommended ones.",
    )

    @api.model
    def _get_guarded_fields(self):
        return super()._get_guarded_fields() | {"meter_mono", "meter_color", "last_counted_at"}

    def _compute_reading_count(self):
        counts = dict(
            self.env["printer.meter.reading"]._read_group(
                [("equipment_id", "in", self.ids)], ["equipment_id"], ["__count"]
            )
        )
        for device in self:
            device.reading_count = counts.get(device, 0)

    @api.depends("last_counted_at", "recommended_monthly_pages", "category_id.recommended_monthly_pages")
    def _compute_pages_per_month(self):
        quarter, year = self._monthly_pages(3), self._monthly_pages(12)
        for device in self:
            recommended = device.recommended_monthly_pages or device.category_id.recommended_monthly_pages
            device.pages_per_month = quarter.get(device.id, 0)
            device.pages_per_month_year = year.get(device.id, 0)
            device.utilisation = meter.utilisation(
                device.pages_per_month or device.pages_per_month_year, recommended
            )

    def _monthly_pages(self, months: int) -> dict[int, int]:
        """Pages a month of each device that was measured long enough in the last months: one query."""
        since = fields.Datetime.now() - relativedelta(months=months)
        groups = self.env["printer.meter.reading"]._read_group(
            [("equipment_id", "in", self.ids), ("state", "=", "accepted"), ("date", ">=", since)],
            ["equipment_id"],
            ["pages:sum", "days:sum"],
        )
        return {
            device.id: meter.pages_per_month(pages, days)
            for device, pages, days in groups
            if (days or 0) >= meter.LEAST_DAYS
        }

    def _enter_reading(self, mono: int, color: int, date=None, source="manual", origin=None):
        """Take a reading that a person entered.

        :raises AccessError: for people who neither visit devices nor speak with those who use them
        :raises MeterReadingError: below zero, or beyond what a counter can show
        :return: the ``printer.meter.reading``, accepted or questioned
        """
        self.ensure_one()
        self.check_access("read")
        if not self.env.su and not any(map(self.env.user.has_group, READER_GROUPS)):
            raise AccessError(self.env._("You may read counters, but not enter them."))
        for count in (mono, color):
            if not 0 <= count <= meter.HIGHEST_COUNT:
                raise MeterReadingError(
                    self.env._(
                        "%(device)s: a counter lies between 0 and %(highest)s; %(count)s cannot be right.",
                        device=self.display_name,
                        highest=meter.HIGHEST_COUNT,
                        count=count,
                    )
                )
        return self._take_readings([ReadingLine(self, mono, color, date)], source, origin)

    @api.model
    def _take_readings(self, lines: Iterable[ReadingLine], source: str, origin=None):
        """Judge readings and put them on record, with a fixed number of queries however many they are.

        Two people who read the same device at once write the same device: the database lets the second one wait
        and judge anew, so that no reading is overwritten unseen.

        :param source: as on ``printer.meter.reading``
        :param origin: the record that the readings come from (a visit, a register import)
        :return: ``printer.meter.reading`` records in the order of the lines
        """
        now = fields.Datetime.now()
        first, later = {}, []
        for line in lines:
            if line.device.id in first:
                later.append(line)
            else:
                first[line.device.id] = line if line.date else line._replace(date=now)
        # records that are read together, wherever they came from one by one
        devices = self.browse(first)
        lines = [line._replace(device=device) for line, device in zip(first.values(), devices, strict=True)]
        # whoever takes a reading need not be allowed to edit the device
        Reading = self.env["printer.meter.reading"].sudo()._through_door()
        places = self._chain_places([(line.device, line.date) for line in lines])
        # read together, whatever is looked at below
        Reading.browse(
            filter(None, {reading_id for place in places for reading_id in (place.before_id, place.after_id)})
        ).fetch(["date", "meter_mono", "meter_color", "is_reset", "said_exchanged"])
        values = [
            {**self._reading_values(line, place, now, Reading), "source": source, "user_id": self.env.uid}
            for line, place in zip(lines, places, strict=True)
        ]
        if origin:
            for vals in values:
                vals.update(origin_model=origin._name, origin_id=origin.id)
        readings = Reading.create(values)
        self._after_readings(lines, readings, places, origin)
        if later:
            readings += self._take_readings(later, source, origin)
        return self.env["printer.meter.reading"].browse(readings.ids)

    @api.model
    def _reading_values(self, line: ReadingLine, place: ChainPlace, now: datetime, Reading) -> dict:
        """One reading's values, judged."""
        device = line.device.sudo()
        before, after = Reading.browse(place.before_id or ()), Reading.browse(place.after_id or ())
        values = {
            "equipment_id": device.id,
            "date": line.date,
            "meter_mono": before.meter_mono if line.mono is None else line.mono,
            "meter_color": before.meter_color if line.color is None else line.color,
            "unit_id": device.unit_id.id,
            "customer_id": device.customer_id.id,
            "category_id": device.category_id.id,
            "equipment_model": device.model,
            "company_id": device.company_id.id,
        }
        new = meter.Reading(line.date, values["meter_mono"], values["meter_color"])
        question = meter.question(
            new,
            now,
            before._as_rule(),
            (after if not after.is_reset else after.browse())._as_rule(),
            place.usual_per_day,
        )
        if question:
            return {**values, "state": "questioned", "question": question}
        return {**values, "previous_id": before.id, **new.since(before._as_rule())}

    @api.model
    def _after_readings(self, lines, readings, places, origin) -> None:
        """What follows from accepted readings: the next ones are measured anew, history and counters go on."""
        events, newest = [], {}
        for line, reading, place in zip(lines, readings, places, strict=True):
            if reading.state != "accepted":
                continue
            if place.after_id:
                reading._rechain(reading.browse(place.after_id))
            else:
                newest[line.device.id] = (reading.date, reading.meter_mono, reading.meter_color)
            detail = " / ".join(str(count) for count in (line.mono, line.color) if count is not None)
            events.append(EventLine(line.device, "counted", detail, origin or reading, line.date))
        self._log_events(events)
        self._follow_newest(newest)
        # a register has written the counters before they were judged: what is questioned is taken back
        readings.filtered(lambda reading: reading.state == "questioned").equipment_id._follow_readings()

    @api.model
    def _chain_places(self, moments: list[tuple[models.Model, datetime]]) -> list[ChainPlace]:
        """Where moments fall among the accepted readings of their devices: one query for all of them."""
        if not moments:
            return []
        self.env["printer.meter.reading"].flush_model()
        rows = self.env.execute_query(
            SQL(
                """
                SELECT earlier.id, later.id, usual.pages, usual.days
                  FROM unnest(%s::int[], %s::timestamp[]) WITH ORDINALITY AS moment(device_id, date, number)
             LEFT JOIN LATERAL (
                       SELECT id FROM printer_meter_reading
                        WHERE equipment_id = moment.device_id AND state = 'accepted' AND date <= moment.date
                        ORDER BY date DESC, id DESC LIMIT 1
                       ) AS earlier ON TRUE
             LEFT JOIN LATERAL (
                       SELECT id FROM printer_meter_reading
                        WHERE equipment_id = moment.device_id AND state = 'accepted' AND date > moment.date
                        ORDER BY date, id LIMIT 1
                       ) AS later ON TRUE
             LEFT JOIN LATERAL (
                       SELECT sum(pages) AS pages, sum(days) AS days FROM printer_meter_reading
                        WHERE equipment_id = moment.device_id AND state = 'accepted'
                          AND date <= moment.date AND date > moment.date - INTERVAL '1 year'
                       ) AS usual ON TRUE
                 ORDER BY moment.number
                """,
                [device.id for device, _date in moments],
                [date for _device, date in moments],
            )
        )
        return [
            ChainPlace(before, after, meter.per_day(pages or 0, days or 0))
            for before, after, pages, days in rows
        ]

    def _follow_readings(self) -> None:
        """Take the counters of each device from its newest accepted reading, with one query."""
        if not self:
            return
        self.env["printer.meter.reading"].flush_model()
        rows = self.env.execute_query(
            SQL(
                """
                SELECT DISTINCT ON (equipment_id) equipment_id, date, meter_mono, meter_color
                  FROM printer_meter_reading
                 WHERE equipment_id = ANY(%s) AND state = 'accepted'
                 ORDER BY equipment_id, date DESC, id DESC
                """,
                self.ids,
            )
        )
        newest = {device_id: counters for device_id, *counters in rows}
        self._follow_newest({device.id: newest.get(device.id, (False, 0, 0)) for device in self})

    @api.model
    def _follow_newest(self, newest: dict[int, tuple]) -> None:
        """Write counters where they differ; equal changes go together.

        :param newest: per device id the date and both counters of its newest accepted reading
        """
        groups = {}
        for device in self.sudo().browse(newest):
            date, mono, color = newest[device.id]
            values = {"last_counted_at": date, "meter_mono": mono, "meter_color": color}
            changed = tuple((name, value) for name, value in values.items() if device[name] != value)
            if changed:
                groups.setdefault(changed, []).append(device.id)
        for changed, ids in groups.items():
            self.sudo().browse(ids)._through_door().write(dict(changed))
