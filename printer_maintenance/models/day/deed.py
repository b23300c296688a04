"""What telephones have sent, each once, however often a weak connection makes them send it."""

from datetime import timedelta

from odoo import api, fields, models
from odoo.tools import SQL

UID_LENGTH = 64
# no telephone keeps anything so long
KEPT_DAYS = 180
# what a deed can be about, and the field that holds it
OWNERS = {"printer.visit": "visit_id", "printer.inspection.sheet": "sheet_id"}


class Deed(models.Model):
    """One deed of an engineer, by the name that their telephone gave it. Nobody has a right on the table."""

    _name = "printer.day.deed"
    _description = "Deed sent by a telephone"
    _order = "id desc"

    uid = fields.Char(required=True)
    visit_id = fields.Many2one("printer.visit", ondelete="cascade", index="btree_not_null")
    sheet_id = fields.Many2one("printer.inspection.sheet", ondelete="cascade", index="btree_not_null")
    kind = fields.Char(required=True)
    user_id = fields.Many2one("res.users", required=True, ondelete="cascade")
    late_seconds = fields.Integer(help="How long the telephone kept it before it could be sent.")

    _once = models.UniqueIndex("(uid)")
    _one_owner = models.Constraint("CHECK(num_nonnulls(visit_id, sheet_id) = 1)")

    @api.model
    def _begin(self, uid: str, owner, kind: str, late_seconds: int) -> bool:
        """Take a deed on, unless it was taken before; one that is sent twice at once is taken once.

        :param owner: the visit or sheet that it is about
        :return: whether it is still to be done
        """
        self.env.cr.execute(
            SQL(
                """
                INSERT INTO printer_day_deed (uid, %s, kind, user_id, late_seconds, create_uid, create_date)
                     VALUES (%s, %s, %s, %s, %s, %s, now() AT TIME ZONE 'UTC')
                ON CONFLICT (uid) DO NOTHING RETURNING id
                """,
                SQL.identifier(OWNERS[owner._name]),
                uid,
                owner.id,
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
