"""Once a week the dispatcher is told what runs out and is neither in stock nor on order (REQUIREMENTS P8)."""

from datetime import date, timedelta

from markupsafe import Markup

from odoo import api, fields, models
from odoo.tools import format_date

TOLD_AHEAD_DAYS = 14
# the scheduled action comes daily; each agreement is told once in so many days
TOLD_EVERY_DAYS = 7
# the list that the activity leads to has them all
NAMED_AT_ONCE = 15


class Agreement(models.Model):
    _inherit = "printer.agreement"

    shortage_told_on = fields.Date(
        string="Parts running out told on", readonly=True, copy=False, groups="base.group_system"
    )

    @api.model
    def _get_guarded_fields(self):
        return super()._get_guarded_fields() | {"shortage_told_on"}

    @api.model
    def _cron_tell_shortages(self) -> None:
        """Tell dispatchers what runs out soon; killed anywhere it goes on, and nobody is told twice in a week."""
        today = self.env.company._printer_day(fields.Datetime.now())
        short = self.env["printer.part.foresight"]._read_group(
            [
                ("supply", "=", "short"),
                ("empty_on", "<=", today + timedelta(days=TOLD_AHEAD_DAYS)),
                ("agreement_id", "!=", False),
            ],
            ["agreement_id"],
            ["id:recordset"],
        )
        told_lately = today - timedelta(days=TOLD_EVERY_DAYS - 1)
        due = [
            (agreement, rows)
            for agreement, rows in short
            if not agreement.shortage_told_on or agreement.shortage_told_on < told_lately
        ]
        commit = self.env["ir.cron"]._commit_progress
        commit(remaining=len(due))
        for agreement, rows in due:
            agreement._one_by_one("_tell_shortage", rows, today)
            if not commit(1):
                return

    def _tell_shortage(self, rows, today: date) -> None:
        """Leave an activity about what runs out; one that is still open is renewed instead."""
        self.ensure_one()
        self._through_door().shortage_told_on = today
        dispatcher = self.dispatcher_id or self.manager_id or self.env.user
        speaking = self.with_context(lang=dispatcher.lang)
        summary = speaking.env._("Parts that run out soon and are nowhere yet: %(count)d", count=len(rows))
        note = speaking._shortage_note(rows.with_env(speaking.env))
        kind = self.env.ref("printer_maintenance.activity_parts_short")
        known = self.activity_ids.filtered(
            lambda activity: activity.activity_type_id == kind and activity.user_id == dispatcher
        )[:1]
        if known:
            known.write({"summary": summary, "note": note, "date_deadline": today})
            return
        speaking.activity_schedule(
            "printer_maintenance.activity_parts_short",
            date_deadline=today,
            user_id=dispatcher.id,
            summary=summary,
            note=note,
        )

    def _shortage_note(self, rows) -> Markup:
        """What runs out, soonest first, in the language of the environment."""
        lines = [
            f"{format_date(rows.env, row.empty_on)} · {row.product_id.display_name} · "
            f"{row.equipment_id.display_name} · {row.unit_id.display_name}"
            for row in rows.sorted("empty_on")[:NAMED_AT_ONCE]
        ]
        if len(rows) > NAMED_AT_ONCE:
            lines.append(rows.env._("… and %(count)d more", count=len(rows) - NAMED_AT_ONCE))
        return Markup("<ul>{}</ul><p><a href='/odoo/printer-running-out'>{}</a></p>").format(
            Markup().join(Markup("<li>{}</li>").format(line) for line in lines), rows.env._("Running out")
        )
