"""What telephones have sent, each once, however often a weak connection makes them send it."""

from datetime import timedelta

from odoo import api, fields, models
from odoo.tools import SQL

UID_LENGTH = 64
# no telephone keeps anything so long
KEPT_DAYS = 180


class Deed(models.Model):
    """One deed of an engineer, by the name that their telephone gave it. Nobody has a right on the table."""

    _name = "printer.day.deed"
    _description = "Deed sent by a telephone"
    _order = "id desc"

    uid = fields.Char(required=True)
    visit_id = fields.Many2one("printer.visit", required=True, ondelete="cascade", index=True)
    kind = fields.Char(required=True)
    user_id = fields.Many2one("res.users", required=True, ondelete="cascade")
    late_seconds = fields.Integer(help="How long the telephone kept it before it could be sent.")

    _once = models.UniqueIndex("(uid)")

    @api.model
    def _begin(self, uid: str, visit, kind: str, late_seconds: int) -> bool:
        """Take a deed on, unless it was taken before; one that is sent twice at once is taken once.

        :return: whether it is still to be done
        """
        self.env.cr.execute(
            SQL(
                """
                INSERT INTO printer_day_deed (uid, visit_id, kind, user_id, late_seconds, create_uid, create_date)
                     VALUES (%s, %s, %s, %s, %s, %s, now() AT TIME ZONE 'UTC')
                ON CONFLICT (uid) DO NOTHING RETURNING id
                """,
                uid,
                visit.id,
                kind,
                self.env.uid,
                late_seconds,
                self.env.uid,
            )
        )
        return bool(self.env.cr.fetchone())

    @api.autovacuum
    def _gc_deeds(self):
        """Forget deeds that can no longer come again."""
        limit = fields.Datetime.now() - timedelta(days=KEPT_DAYS)
        self.search([("create_date", "<", limit)], limit=10_000).unlink()
