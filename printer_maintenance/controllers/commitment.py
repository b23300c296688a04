"""What was promised and how it is kept, shown to the customer (REQUIREMENTS A4)."""

from odoo import http
from odoo.http import request

from odoo.addons.portal.controllers.portal import CustomerPortal

# results of a commitment that stand side by side
PERIODS_SHOWN = 6


class CommitmentPortal(CustomerPortal):
    """The commitments of the agreements of the signed-in person's organisation; record rules choose them."""

    def _prepare_home_portal_values(self, counters):
        values = super()._prepare_home_portal_values(counters)
        if "commitment_count" in counters:
            Commitment = request.env["printer.commitment"]
            values["commitment_count"] = Commitment.search_count([]) if Commitment.has_access("read") else 0
        return values

    @http.route("/my/commitments", type="http", auth="user", website=True, methods=["GET"], readonly=True)
    def portal_my_commitments(self, **kw):
        """List what was promised, with what was measured."""
        Commitment = request.env["printer.commitment"]
        if not Commitment.has_access("read"):
            return request.redirect("/my")
        commitments = Commitment.search([("agreement_id", "!=", False)])
        results = request.env["printer.commitment.result"].search(
            [("commitment_id", "in", commitments.ids)], order="period_start desc"
        )
        by_commitment = results.grouped("commitment_id")
        # the name and term of an agreement are its customer's to know; agreements themselves are not readable
        agreements_sudo = commitments.sudo().agreement_id
        values = self._prepare_portal_layout_values()
        values.update(
            {
                "agreements_sudo": agreements_sudo,
                "commitments": commitments,
                "results": {
                    commitment.id: by_commitment.get(commitment, results.browse())[:PERIODS_SHOWN]
                    for commitment in commitments
                },
                "page_name": "commitment",
            }
        )
        return request.render("printer_maintenance.portal_my_commitments", values)
