"""The list of a period is frozen once and kept true: what comes later is added, what leaves is dropped."""

import logging
from datetime import date

import psycopg2

from odoo import api, fields, models
from odoo.tools import SQL

_logger = logging.getLogger(__name__)


class InspectionDue(models.Model):
    _inherit = "printer.inspection.due"

    @api.model
    def _cron_keep_lists(self) -> None:
        """Freeze the lists of periods that began, and bring the others up to date; can be killed at any point."""
        agreements = (
            self.env["printer.inspection.plan"]
            .search([("state", "=", "running"), ("kind", "=", "full")])
            .agreement_id
        )
        self.env["ir.cron"]._commit_progress(remaining=len(agreements))
        for agreement in agreements:
            self._keep_alone(agreement)
            if not self.env["ir.cron"]._commit_progress(1):
                break

    @api.model
    def _keep_alone(self, agreement) -> None:
        """Let one agreement's failure be its own: it is logged and tried again next time, the others go on."""
        try:
            with self.env.cr.savepoint():
                self._keep(agreement, agreement.company_id._printer_day(fields.Datetime.now()))
        except psycopg2.OperationalError:
            # a conflict with somebody else's change: the whole run is tried again
            raise
        except Exception:
            _logger.exception("The list of agreement %s could not be kept", agreement.id)

    @api.model
    def _keep(self, agreement, day: date) -> None:
        """Bring the list of the period around a day in line with the devices that are served on that day.

        A fixed number of statements, whatever the number of devices; done twice, or by two at once, it adds nothing.
        """
        first, last = self._period(agreement, day)
        if agreement._term_verdict(day):
            return
        self._freeze(agreement, first, last, day)
        self._drop(agreement, first, day)
        self._follow_places(agreement, first)
        self.invalidate_model()

    @api.model
    def _freeze(self, agreement, first: date, last: date, day: date) -> None:
        """Enter the devices served on a day that are not on the list yet; those after the first time are additions."""
        self.flush_model()
        Equipment = self.env[
            "maintenance.equipment"
        ].sudo()  # the agreement's whole list counts, whoever looks
        Equipment.flush_model()
        served = Equipment._search(agreement._served_domain(day)).subselect()
        self.env.cr.execute(
            SQL(
                """
                INSERT INTO printer_inspection_due (agreement_id, company_id, period_start, period_end, equipment_id,
                            unit_id, department_id, state, is_addition, create_uid, create_date, write_uid, write_date)
                     SELECT %(agreement)s, %(company)s, %(first)s, %(last)s, device.id,
                            device.unit_id, device.department_id, 'due',
                            EXISTS (SELECT FROM printer_inspection_due AS known
                                     WHERE known.agreement_id = %(agreement)s AND known.period_start = %(first)s),
                            %(uid)s, now() AT TIME ZONE 'UTC', %(uid)s, now() AT TIME ZONE 'UTC'
                       FROM maintenance_equipment AS device
                      WHERE device.id IN %(served)s
                ON CONFLICT (agreement_id, period_start, equipment_id) DO NOTHING
                """,
                agreement=agreement.id,
                company=agreement.company_id.id,
                first=first,
                last=last,
                uid=self.env.uid,
                served=served,
            )
        )

    @api.model
    def _drop(self, agreement, first: date, day: date) -> None:
        """Drop what is no longer served, with the reason; what is served again is due again."""
        Equipment = self.env["maintenance.equipment"].sudo()  # see _freeze
        served = Equipment._search(agreement._served_domain(day)).subselect()
        self.env.cr.execute(
            SQL(
                """
                UPDATE printer_inspection_due AS due
                   SET state = CASE WHEN device.id IN %(served)s THEN 'due' ELSE 'dropped' END,
                       drop_reason = CASE WHEN device.id IN %(served)s THEN NULL
                                          WHEN device.condition = 'retired' THEN 'retired' ELSE 'left' END,
                       write_date = now() AT TIME ZONE 'UTC'
                  FROM maintenance_equipment AS device
                 WHERE device.id = due.equipment_id
                   AND due.agreement_id = %(agreement)s AND due.period_start = %(first)s
                   AND due.state != 'done'
                   AND (due.state = 'due') != (device.id IN %(served)s)
                """,
                agreement=agreement.id,
                first=first,
                served=served,
            )
        )

    @api.model
    def _follow_places(self, agreement, first: date) -> None:
        """What is still due is due where the device is now."""
        self.env.cr.execute(
            SQL(
                """
                UPDATE printer_inspection_due AS due
                   SET unit_id = device.unit_id, department_id = device.department_id,
                       write_date = now() AT TIME ZONE 'UTC'
                  FROM maintenance_equipment AS device
                 WHERE device.id = due.equipment_id
                   AND due.agreement_id = %(agreement)s AND due.period_start = %(first)s AND due.state = 'due'
                   AND (due.unit_id, due.department_id) IS DISTINCT FROM (device.unit_id, device.department_id)
                """,
                agreement=agreement.id,
                first=first,
            )
        )
