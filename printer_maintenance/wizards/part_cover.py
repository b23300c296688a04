"""Saying who pays for a part, otherwise than the rule does."""

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..models.base.rights import check_role
from ..models.parts.stock_move import COVERS
from ..models.ticket.ticket_scope import GOODWILL_GRANTERS

WHO_DECIDES = ("agent", "dispatcher", "project_manager", "service_director")
# what people may say; the agreement and a warranty speak for themselves
CHOICES = [row for row in COVERS if row[0] in ("goodwill", "user_damage", "outside", "at_cost", "agreement")]


class PartCover(models.TransientModel):
    """Who pays for the parts of a request (REQUIREMENTS P2)."""

    _name = "printer.part.cover"
    _description = "Who pays"

    ticket_id = fields.Many2one("helpdesk.ticket", required=True)
    line_ids = fields.One2many(
        "printer.part.cover.line", "wizard_id", compute="_compute_line_ids", store=True, readonly=False
    )

    @api.depends("ticket_id")
    def _compute_line_ids(self):
        for wizard in self:
            wizard.ticket_id.check_access("read")
            # who decides need not see the warehouse
            moves_sudo = wizard.ticket_id.sudo().repair_ids.move_ids.filtered(
                lambda move: move.repair_line_type == "add" and move.state not in ("done", "cancel")
            )
            wizard.line_ids = [fields.Command.clear()] + [
                fields.Command.create(
                    {
                        "move_number": move.id,
                        "name": f"{move.product_id.display_name} × {move.product_uom_qty:g}",
                        "now": move.part_cover,
                    }
                )
                for move in moves_sudo
            ]

    def action_decide(self):
        """Write the new decisions, each with its reason; quotations that lie with the customer become void."""
        self.ensure_one()
        check_role(self.env, *WHO_DECIDES)
        self.ticket_id.check_access("write")
        for line in self.line_ids.filtered("cover"):
            if line.cover == "goodwill":
                check_role(self.env, *(group.removeprefix("group_") for group in GOODWILL_GRANTERS))
            if not (line.reason or "").strip():
                raise ValidationError(self.env._("“%(part)s”: please give the reason.", part=line.name))
            # the lines come from a browser: only parts of this very request
            move_sudo = self.ticket_id.sudo().repair_ids.move_ids.filtered(
                lambda move, number=line.move_number: move.id == number
            )
            move_sudo._decide_cover(line.cover, line.reason.strip(), self.env.user)
        return {"type": "ir.actions.act_window_close"}


class PartCoverLine(models.TransientModel):
    _name = "printer.part.cover.line"
    _description = "Who pays for a part"

    wizard_id = fields.Many2one("printer.part.cover", required=True, ondelete="cascade")
    move_number = fields.Integer()
    name = fields.Char(string="Part", readonly=True)
    now = fields.Selection(COVERS, string="By rule", readonly=True)
    cover = fields.Selection(CHOICES, string="Decided instead")
    reason = fields.Char()
