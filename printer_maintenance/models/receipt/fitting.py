"""Whether a part had its papers when it was put into a device (REQUIREMENTS P4)."""

from odoo import api, fields, models


class PartFitting(models.Model):
    """With lots: the lot's papers were complete. Without lots: the part has passed an incoming check before, since what
    failed is never used and the pieces cannot be told apart. Parts that need no papers have them always.
    """

    _inherit = "printer.part.fitting"

    with_papers = fields.Boolean(
        string="Had its papers", readonly=True, help="When it was put in, whatever was entered later."
    )

    # the share of parts with papers in a period
    _papers_idx = models.Index("(agreement_id, fitted_at)")

    @api.model_create_multi
    def create(self, vals_list):
        fittings = super().create(vals_list)
        fittings.filtered(lambda fitting: fitting._has_papers())._through_door().write({"with_papers": True})
        return fittings

    def _has_papers(self) -> bool:
        self.ensure_one()
        part = self.product_id
        if not (part.needs_certificate or part.needs_ccc):
            return True
        if self.lot_id:
            # the lot belongs to the warehouse
            return self.lot_id.sudo().papers_state != "missing"
        return self._passed_receipt()

    def _passed_receipt(self) -> bool:
        """Whether pieces of this part have passed an incoming check before, of its own purchase where that is known."""
        # checks and purchases are not the engineer's to read
        fitting_sudo = self.sudo()
        domain = [
            ("product_id", "=", self.product_id.id),
            ("company_id", "=", self.company_id.id),
            ("booked_at", "<=", self.fitted_at),
            "|",
            ("state", "=", "passed"),
            # some pieces of it passed
            ("move_id.location_dest_id", "!=", self.env["stock.location"]._printer_blocked().id),
        ]
        if fitting_sudo.purchase_line_id:
            domain.append(("move_id.purchase_line_id", "=", fitting_sudo.purchase_line_id.id))
        return bool(fitting_sudo.env["printer.part.receipt.check"].search_count(domain, limit=1))
