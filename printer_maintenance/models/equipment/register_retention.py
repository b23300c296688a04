"""Old registers: what was read is forgotten after a while, how it ended is kept."""

from datetime import timedelta

from odoo import api, fields, models

# long enough to ask what became of a row; the devices and their histories stay for ever
LINES_KEPT_DAYS = 180
IMPORTS_AT_ONCE = 20


class RegisterImport(models.Model):
    _inherit = "printer.register.import"

    kept_counts = fields.Json(
        readonly=True, copy=False, help="How many rows were new, changed, as before, refused, and written."
    )

    @api.model
    def _get_guarded_fields(self):
        return super()._get_guarded_fields() | {"kept_counts"}

    @api.autovacuum
    def _gc_lines(self):
        """Forget the rows of finished imports that nobody has touched for long; file and counts stay.

        :return: how many imports were emptied, and whether there are more
        """
        old = self.search(
            [
                ("write_date", "<", fields.Datetime.now() - timedelta(days=LINES_KEPT_DAYS)),
                ("state", "=", "done"),
                ("kept_counts", "=", False),
            ],
            limit=IMPORTS_AT_ONCE,
            order="id",
        )
        for record in old:
            counts = {
                status: record[f"{status}_count"] for status in ("create", "update", "unchanged", "refused")
            }
            # without its rows it cannot stand in for a later import of the same file
            record._through_door().write(
                {"kept_counts": {**counts, "imported": record.imported_count}, "fingerprint": False}
            )
            record._clear_lines()
        return len(old), len(old) == IMPORTS_AT_ONCE
