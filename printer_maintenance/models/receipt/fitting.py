"""Whether a part had its papers when it was put into a device (REQUIREMENTS P4)."""

from odoo import api, fields, models
from odoo.fields import Domain


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
        fittings._having_papers()._through_door().write({"with_papers": True})
        return fittings

    def _having_papers(self):
        """Those of these parts that had their papers when they were put in."""
        received = self.filtered(lambda fitting: not fitting.lot_id)._received_since()
        return self.filtered(lambda fitting: fitting._had_papers(received))

    def _had_papers(self, received: dict) -> bool:
        self.ensure_one()
        part = self.product_id
        if not (part.needs_certificate or part.needs_ccc):
            return True
        if self.lot_id:
            # the lot belongs to the warehouse
            return self.lot_id.sudo().papers_state != "missing"
        # which purchase it was is not the engineer's to read
        line = self.sudo().purchase_line_id
        since = [
            first
            for (product, company, bought), first in received.items()
            if product == part and company == self.company_id and (not line or bought == line)
        ]
        return bool(since) and min(since) <= self.fitted_at

    def _received_since(self) -> dict:
        """When pieces of these parts first passed their incoming check, by part, company and purchase line."""
        # checks are not the engineer's to read
        checks_sudo = self.env["printer.part.receipt.check"].sudo()
        blocked = self.env["stock.location"]._printer_blocked()
        # where only some pieces failed, the others have passed
        passed = Domain("state", "=", "passed") | Domain("move_id.location_dest_id", "!=", blocked.id)
        domain = Domain("product_id", "in", self.product_id.ids) & Domain("booked_at", "!=", False) & passed
        groups = ["product_id", "company_id", "purchase_line_id"]
        return {
            tuple(key): first for *key, first in checks_sudo._read_group(domain, groups, ["booked_at:min"])
        }
