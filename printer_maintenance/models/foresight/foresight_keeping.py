"""Foreseeing, device by device in batches: a fixed number of queries however many devices a batch has."""

from datetime import datetime, timedelta
from typing import NamedTuple

from odoo import api, fields, models
from odoo.tools import SQL

from ...rules import foresight

AT_ONCE = 1000
# what was foreseen within these hours is not foreseen again
FRESH_HOURS = 12
# changes that tell how long a part lasts on a model
OBSERVED_YEARS = 3


class Pair(NamedTuple):
    """A part in a device now, as the database tells it."""

    fitting_id: int
    equipment_id: int
    product_id: int
    company_id: int
    fitted_at: datetime
    mono: int
    color: int
    wear_counter: str
    wear_pages: int
    wear_months: int
    model_key: str | None


class PartForesight(models.Model):
    _inherit = "printer.part.foresight"

    @api.model
    def _cron_foresee(self) -> None:
        """Foresee all parts in all devices; nightly, and after changes. Killed at any point it goes on there."""
        commit = self.env["ir.cron"]._commit_progress
        self._drop_gone()
        due = self._due_devices(fields.Datetime.now() - timedelta(hours=FRESH_HOURS))
        # the last step says where the next parts come from, of what a killed run left behind as well
        commit(remaining=len(due) + 1)
        for start in range(0, len(due), AT_ONCE):
            batch = due[start : start + AT_ONCE]
            self._foresee(batch)
            if not commit(len(batch)):
                return
        products = self.sudo()._read_group([("supplied_at", "=", False)], ["product_id"])
        self._settle_supply([product.id for (product,) in products])
        commit(1)

    @api.model
    def _pairs_sql(self, devices=None) -> SQL:
        """The parts in devices now that wear, the newest of each: retired devices have none.

        :param devices: ``maintenance.equipment`` records; every device when not given
        """
        of_devices = SQL("TRUE") if devices is None else SQL("fitting.equipment_id = ANY(%s)", devices.ids)
        return SQL(
            """
            SELECT DISTINCT ON (fitting.equipment_id, fitting.product_id)
                   fitting.id AS fitting_id, fitting.equipment_id, fitting.product_id, fitting.company_id,
                   fitting.fitted_at, COALESCE(fitting.meter_mono, 0) AS mono,
                   COALESCE(fitting.meter_color, 0) AS color,
                   COALESCE(part.wear_counter, 'all') AS wear_counter, COALESCE(part.wear_pages, 0) AS wear_pages,
                   COALESCE(part.wear_months, 0) AS wear_months, device.model_key
              FROM printer_part_fitting AS fitting
              JOIN maintenance_equipment AS device ON device.id = fitting.equipment_id
                   AND device.active AND device.condition != 'retired'
              JOIN product_product AS product ON product.id = fitting.product_id
              JOIN product_template AS part ON part.id = product.product_tmpl_id AND part.is_printer_part
                   AND (part.part_kind IN ('wearing', 'consumable') OR part.wear_pages > 0 OR part.wear_months > 0)
             WHERE fitting.removed_at IS NULL AND %s
             ORDER BY fitting.equipment_id, fitting.product_id, fitting.fitted_at DESC, fitting.id DESC
            """,
            of_devices,
        )

    def _flush_sources(self) -> None:
        """What is still in memory of the tables that the queries of this file read."""
        for name in (
            "printer.part.fitting",
            "maintenance.equipment",
            "product.product",
            "product.template",
            "printer.meter.reading",
            "printer.part.foresight",
        ):
            self.env[name].flush_model()

    @api.model
    def _due_devices(self, cutoff: datetime):
        """Devices of which a part is not foreseen yet, or not since a moment (UTC)."""
        self._flush_sources()
        rows = self.env.execute_query(
            SQL(
                """
                SELECT DISTINCT pair.equipment_id FROM (%s) AS pair
             LEFT JOIN printer_part_foresight AS known
                       ON known.equipment_id = pair.equipment_id AND known.product_id = pair.product_id
                 WHERE known.id IS NULL OR known.fitting_id != pair.fitting_id OR known.foreseen_at < %s
              ORDER BY pair.equipment_id
                """,
                self._pairs_sql(),
                cutoff,
            )
        )
        # the system foresees for everybody, in every company
        return self.env["maintenance.equipment"].sudo().browse(device_id for (device_id,) in rows)

    @api.model
    def _drop_gone(self, devices=None) -> None:
        """Delete the rows of parts that were taken out, and of devices that were retired or archived."""
        self._flush_sources()
        self.env.cr.execute(
            SQL(
                """
                DELETE FROM printer_part_foresight
                 WHERE id IN (
                       SELECT known.id FROM printer_part_foresight AS known
                    LEFT JOIN (%s) AS pair
                              ON pair.equipment_id = known.equipment_id AND pair.product_id = known.product_id
                        WHERE pair.fitting_id IS NULL AND %s)
                """,
                self._pairs_sql(devices),
                SQL("TRUE") if devices is None else SQL("known.equipment_id = ANY(%s)", devices.ids),
            )
        )
        self.invalidate_model()

    @api.model
    def _foresee(self, devices) -> None:
        """Foresee the parts in devices: a fixed number of queries, done twice it changes nothing.

        :param devices: ``maintenance.equipment`` records
        """
        self._flush_sources()
        now = fields.Datetime.now()
        pairs = [Pair(*row) for row in self.env.execute_query(self._pairs_sql(devices))]
        readings = self._readings_since(pairs)
        observed = self._observed_lives({pair.product_id for pair in pairs}, now)
        companies = self.env["res.company"].sudo().browse({pair.company_id for pair in pairs})
        days = {company.id: company._printer_day(now) for company in companies}
        values = [
            self._judge(pair, readings.get(pair.equipment_id, []), observed, days[pair.company_id], now)
            for pair in pairs
        ]
        self._put(
            pairs, values, self._served_by(devices.browse(pair.equipment_id for pair in pairs), days), now
        )
        self._drop_gone(devices)

    @api.model
    def _judge(self, pair: Pair, readings, observed, today, now) -> tuple:
        """One pair's values, in the order of the columns of :meth:`_put`."""

        def worn_by(mono: int, color: int) -> int:
            return {"mono": mono, "color": color}.get(pair.wear_counter, mono + color)

        seen_here = observed.get((pair.product_id, pair.model_key), 0)
        life = foresight.Life(seen_here or pair.wear_pages, pair.wear_months)
        counts = [
            foresight.Count(at, worn_by(mono, color), bool(fresh))
            for at, mono, color, fresh in readings
            if at >= pair.fitted_at
        ]
        # a device whose counters were never read has none
        fitted_pages = worn_by(pair.mono, pair.color) if pair.mono or pair.color else None
        found = foresight.wear(counts, now, pair.fitted_at, fitted_pages, life.pages)
        fitted_on = self.env["res.company"].browse(pair.company_id)._printer_day(pair.fitted_at)
        seen = foresight.foresee(life, found, fitted_on, today, now)
        source = "observed" if seen_here else "said" if life.pages or life.months else None
        return (
            life.pages,
            life.months,
            source,
            seen.pages_per_day,
            seen.pages_left,
            seen.days_left,
            seen.empty_on,
            seen.rule or None,
            seen.sureness or None,
            seen.silence or None,
        )

    @api.model
    def _readings_since(self, pairs: list[Pair]) -> dict[int, list[tuple]]:
        """Readings per device since the oldest part in it was put in: one a week is enough, and each new counter.

        :return: per device id date, both counters, and whether the counter began anew, the oldest first
        """
        since: dict[int, datetime] = {}
        for pair in pairs:
            since[pair.equipment_id] = min(pair.fitted_at, since.get(pair.equipment_id, pair.fitted_at))
        rows = self.env.execute_query(
            SQL(
                """
                SELECT equipment_id, date, meter_mono, meter_color, is_reset
                  FROM (SELECT reading.equipment_id, reading.date, reading.id, reading.meter_mono,
                               reading.meter_color, reading.is_reset,
                               lead(reading.is_reset) OVER in_device AS before_new,
                               lag(reading.id) OVER in_device IS NULL AS is_first,
                               lead(date_trunc('week', reading.date)) OVER in_device
                                    IS DISTINCT FROM date_trunc('week', reading.date) AS ends_week
                          FROM unnest(%s::int[], %s::timestamp[]) AS device(id, since)
                          JOIN printer_meter_reading AS reading ON reading.equipment_id = device.id
                               AND reading.state = 'accepted' AND reading.date >= device.since
                        WINDOW in_device AS (PARTITION BY reading.equipment_id ORDER BY reading.date, reading.id)
                       ) AS told
                 WHERE is_first OR ends_week OR is_reset OR before_new
                 ORDER BY equipment_id, date, id
                """,
                list(since),
                list(since.values()),
            )
        )
        found: dict[int, list[tuple]] = {}
        for device_id, *reading in rows:
            found.setdefault(device_id, []).append(tuple(reading))
        return found

    @api.model
    def _observed_lives(self, product_ids: set[int], now: datetime) -> dict[tuple, int]:
        """Pages that parts lasted on a model, from changes for the same part; failures within warranty are no wear.

        :return: by product id and model key, where there were enough changes
        """
        rows = self.env.execute_query(
            SQL(
                """
                SELECT gone.product_id, device.model_key, array_agg(
                       CASE part.wear_counter
                            WHEN 'mono' THEN following.meter_mono - gone.meter_mono
                            WHEN 'color' THEN following.meter_color - gone.meter_color
                            ELSE following.meter_mono + following.meter_color - gone.meter_mono - gone.meter_color
                       END)
                  FROM printer_part_fitting AS gone
                  JOIN printer_part_fitting AS following
                       ON following.id = gone.replaced_by_id AND following.product_id = gone.product_id
                  JOIN maintenance_equipment AS device ON device.id = gone.equipment_id
                  JOIN product_product AS product ON product.id = gone.product_id
                  JOIN product_template AS part ON part.id = product.product_tmpl_id
                 WHERE gone.product_id = ANY(%s) AND gone.removed_at > %s
                   AND gone.is_repeat_failure IS NOT TRUE AND device.model_key IS NOT NULL
                 GROUP BY gone.product_id, device.model_key
                """,
                list(product_ids),
                now - timedelta(days=366 * OBSERVED_YEARS),
            )
        )
        lives = {
            (product_id, key): foresight.observed_life(pages or 0 for pages in told)
            for product_id, key, told in rows
        }
        return {key: pages for key, pages in lives.items() if pages}

    @api.model
    def _served_by(self, devices, days: dict) -> dict[int, tuple]:
        """Per device id the agreement that serves it today, and its station."""
        if not devices:
            return {}
        # the system looks agreements up, whoever asks to foresee; one day for all: it only names who cares
        devices_sudo = devices.sudo()
        # read together, not a thousand at a time
        devices_sudo.fetch(["unit_id", "category_id"])
        covering = self.env["printer.agreement"].sudo()._covering(devices_sudo, max(days.values()))
        return {
            device_id: (agreement.id or None, agreement.team_id.id or None)
            for device_id, agreement in covering.items()
        }

    @api.model
    def _put(self, pairs: list[Pair], values: list[tuple], served: dict, now: datetime) -> None:
        """Enter or renew one row per pair; what belonged to the part before does not pass to the new one."""
        if not pairs:
            return
        rows = [
            (pair.fitting_id, *served.get(pair.equipment_id, (None, None)), *told)
            for pair, told in zip(pairs, values, strict=True)
        ]
        self.env.cr.execute(
            SQL(
                """
                INSERT INTO printer_part_foresight AS known (
                       fitting_id, agreement_id, team_id, life_pages, life_months, life_source, pages_per_day,
                       pages_left, days_left, empty_on, rule, sureness, why_silent,
                       equipment_id, product_id, company_id, quantity, unit_id,
                       foreseen_at, create_uid, create_date, write_uid, write_date)
                SELECT new.*, fitting.equipment_id, fitting.product_id, fitting.company_id,
                       COALESCE(NULLIF(fitting.quantity, 0), 1), device.unit_id,
                       %(now)s, %(uid)s, %(now)s, %(uid)s, %(now)s
                  FROM unnest(%(c0)s::int[], %(c1)s::int[], %(c2)s::int[], %(c3)s::int[], %(c4)s::int[],
                              %(c5)s::varchar[], %(c6)s::numeric[], %(c7)s::int[], %(c8)s::int[], %(c9)s::date[],
                              %(c10)s::varchar[], %(c11)s::varchar[], %(c12)s::varchar[])
                       AS new(fitting_id, agreement_id, team_id, life_pages, life_months, life_source, pages_per_day,
                              pages_left, days_left, empty_on, rule, sureness, why_silent)
                  JOIN printer_part_fitting AS fitting ON fitting.id = new.fitting_id
                  JOIN maintenance_equipment AS device ON device.id = fitting.equipment_id
                ON CONFLICT (equipment_id, product_id) DO UPDATE SET
                   (fitting_id, agreement_id, team_id, life_pages, life_months, life_source, pages_per_day,
                    pages_left, days_left, empty_on, rule, sureness, why_silent, company_id, quantity, unit_id,
                    foreseen_at, write_uid, write_date) =
                   (EXCLUDED.fitting_id, EXCLUDED.agreement_id, EXCLUDED.team_id, EXCLUDED.life_pages,
                    EXCLUDED.life_months, EXCLUDED.life_source, EXCLUDED.pages_per_day, EXCLUDED.pages_left,
                    EXCLUDED.days_left, EXCLUDED.empty_on, EXCLUDED.rule, EXCLUDED.sureness, EXCLUDED.why_silent,
                    EXCLUDED.company_id, EXCLUDED.quantity, EXCLUDED.unit_id, EXCLUDED.foreseen_at,
                    EXCLUDED.write_uid, EXCLUDED.write_date),
                   purchase_line_id = CASE WHEN known.fitting_id = EXCLUDED.fitting_id THEN known.purchase_line_id END,
                   ticket_id = CASE WHEN known.fitting_id = EXCLUDED.fitting_id THEN known.ticket_id END,
                   supplied_at = NULL,
                   supply = CASE WHEN known.fitting_id = EXCLUDED.fitting_id AND EXCLUDED.empty_on IS NOT NULL
                                 THEN known.supply END,
                   order_quantity = CASE WHEN known.fitting_id = EXCLUDED.fitting_id AND EXCLUDED.empty_on IS NOT NULL
                                         THEN known.order_quantity ELSE 0 END
                """,
                now=now,
                uid=self.env.uid,
                **{f"c{number}": list(column) for number, column in enumerate(zip(*rows, strict=True))},
            )
        )
        self.invalidate_model()

    def action_foresee(self):
        """Foresee the parts of these rows' devices anew, now."""
        self.check_access("read")
        devices = self.equipment_id
        products = self.product_id.ids
        # nobody edits the rows; what is foreseen follows from readings and fittings alone
        self.sudo()._foresee(devices)
        self.sudo()._settle_supply(products)
