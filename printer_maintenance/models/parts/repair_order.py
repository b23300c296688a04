"""A job: Odoo's repair order for a device of ours (REQUIREMENTS P2, P7)."""

from odoo import fields, models

from ...exceptions import StockShortError


class RepairOrder(models.Model):
    _inherit = "repair.order"

    ticket_id = fields.Many2one(
        "helpdesk.ticket", string="Service request", readonly=True, index="btree_not_null"
    )
    visit_id = fields.Many2one("printer.visit", string="Visit", readonly=True, index="btree_not_null")
    equipment_id = fields.Many2one(related="ticket_id.equipment_id", string="Device")
    agreement_id = fields.Many2one(related="ticket_id.agreement_id", string="Agreement")

    def _open_for(self, ticket, visit=None):
        """A new job with everything filled in: device, customer, the place that its parts come from.

        :param ticket: ``helpdesk.ticket``
        :param visit: ``printer.visit``, none for a job opened in the office
        """
        company = ticket.company_id or self.env.company
        values = {
            "ticket_id": ticket.id,
            "visit_id": visit.id if visit else False,
            "partner_id": ticket.unit_id.id,
            "user_id": (visit.engineer_id if visit else ticket.user_id or self.env.user).id,
            "company_id": company.id,
        }
        # the engineer's own stock, when there is one
        van = ticket.team_id._van_for(visit.engineer_id if visit else self.env["res.users"])
        if van:
            values["location_id"] = van.id
        return self.with_company(company).create(values)

    def _add_part(self, values: dict):
        """A part that the job uses.

        :param values: of the ``stock.move``; who pays and why is written by the system
        """
        self.ensure_one()
        move = (
            self.env["stock.move"]
            ._through_door()
            .create({"repair_id": self.id, "repair_line_type": "add", **values})
        )
        return self.env["stock.move"].browse(move.id)

    def _check_all_reserved(self) -> None:
        """Raise unless every part that this job uses lies ready for it.

        :raises StockShortError: naming the part
        """
        moves = self.move_ids.filtered(
            lambda move: move.repair_line_type == "add" and move.state not in ("done", "cancel")
        )
        moves._action_assign()
        for move in moves:
            if move.product_uom.compare(move.quantity, move.product_uom_qty) < 0:
                raise StockShortError(
                    self.env._(
                        "“%(part)s”: %(wanted)g are wanted, %(free)g are reserved in %(place)s. Correct the quantity "
                        "or take it from another place.",
                        part=move.product_id.display_name,
                        wanted=move.product_uom_qty,
                        free=move.quantity,
                        place=move.location_id.display_name,
                    )
                )

    def _can_be_fitted(self) -> bool:
        """Whether all parts of a job that waits are there; capabilities add what else it waits for."""
        self.ensure_one()
        moves = self.move_ids.filtered(lambda move: move.state not in ("done", "cancel"))
        return bool(moves) and all(move.state == "assigned" for move in moves)

    def _takes_more_parts(self, asked: bool) -> bool:
        """Whether this job waits and another part can wait with its own.

        :param asked: whether that part needs the customer's approval
        """
        self.ensure_one()
        moves = self.move_ids.filtered(lambda move: move.state not in ("done", "cancel"))
        return self.state == "confirmed" and all(move.part_needs_approval == asked for move in moves)
