"""The jobs of a request."""

from odoo import fields, models

from ...exceptions import PrinterError
from ...rules.part_cover import FREE
from ..base.rights import check_role

WHO_OPENS_JOBS = ("engineer", "agent", "dispatcher", "project_manager")


class HelpdeskTicket(models.Model):
    _inherit = "helpdesk.ticket"

    repair_ids = fields.One2many(
        "repair.order", "ticket_id", string="Repairs", copy=False, groups="stock.group_stock_user"
    )
    fitting_ids = fields.One2many(
        "printer.part.fitting", "ticket_id", string="Parts fitted", groups="base.group_user"
    )
    fitting_count = fields.Integer(compute="_compute_fitting_count", groups="base.group_user")

    def _compute_fitting_count(self):
        counts = dict(
            self.env["printer.part.fitting"]._read_group(
                [("ticket_id", "in", self.ids)], ["ticket_id"], ["__count"]
            )
        )
        for ticket in self:
            ticket.fitting_count = counts.get(ticket, 0)

    def _free_pieces(self, product, besides=()) -> float:
        """How many pieces of a part this request's jobs take that the customer does not pay for.

        :param product: ``product.product``
        :param besides: ``stock.move`` records that are not counted
        :return: in the product's unit, without what came back
        """
        # who uses a part need not see the warehouse
        moves_sudo = self.sudo().repair_ids.move_ids.filtered(
            lambda move: (
                move.repair_line_type == "add"
                and move.state != "cancel"
                and move.product_id == product
                and move.part_cover in FREE
                and move not in besides
            )
        )
        return sum(move._pieces() for move in moves_sudo) - moves_sudo._brought_back()

    def action_open_job(self):
        """Open the request's job in the warehouse's own screen; a new one when none goes on.

        :raises PrinterError: when the request is closed
        """
        self.ensure_one()
        check_role(self.env, *WHO_OPENS_JOBS)
        self.check_access("write")
        if self.stage_id.closed:
            raise PrinterError(self.env._("%(ticket)s is closed; open it again first.", ticket=self.number))
        # whoever may work on the request may open its job; parts are then booked by people of the warehouse
        repair_sudo = self.sudo().repair_ids.filtered(lambda repair: repair.state not in ("done", "cancel"))[
            :1
        ] or self.env["repair.order"].sudo()._open_for(self.sudo())
        return {
            "type": "ir.actions.act_window",
            "res_model": "repair.order",
            "res_id": repair_sudo.id,
            "view_mode": "form",
        }
