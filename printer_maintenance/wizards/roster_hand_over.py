"""Give a shift, or a part of it, to somebody else."""

from odoo import api, fields, models

from ..models.agreement.agreement_member import GROUP_OF_ROLE
from ..models.base.rights import has_role


class RosterHandOver(models.TransientModel):
    """The dispatcher hands over at once; an engineer asks, and the other person accepts (REQUIREMENTS S11)."""

    _name = "printer.roster.hand.over"
    _description = "Hand over a shift"

    shift_id = fields.Many2one("printer.roster.shift", required=True)
    holder_id = fields.Many2one(related="shift_id.user_id", string="Has it now")
    role = fields.Selection(related="shift_id.role")
    to_user_id = fields.Many2one("res.users", string="Takes it", required=True)
    able_user_ids = fields.Many2many("res.users", compute="_compute_able_user_ids")
    start = fields.Datetime(
        string="Starts at",
        compute="_compute_span",
        store=True,
        readonly=False,
        required=True,
        precompute=True,
    )
    end = fields.Datetime(
        string="Ends at", compute="_compute_span", store=True, readonly=False, required=True, precompute=True
    )
    reason = fields.Char(required=True)
    asks_only = fields.Boolean(compute="_compute_asks_only")
    clash = fields.Char(string="Also on duty", compute="_compute_clash")

    @api.depends("shift_id")
    def _compute_span(self):
        now = fields.Datetime.now().replace(second=0)
        for wizard in self:
            wizard.start = max(wizard.shift_id.start or now, now)
            wizard.end = wizard.shift_id.end or now

    @api.depends("role")
    def _compute_able_user_ids(self):
        for wizard in self:
            # who has which group is not everybody's to read; only names come out
            group_sudo = self.env.ref(GROUP_OF_ROLE.get(wizard.role, "base.group_user")).sudo()
            people = group_sudo.all_user_ids.filtered(lambda user: user.active and not user.share)
            wizard.able_user_ids = people - wizard.holder_id

    @api.depends_context("uid")
    def _compute_asks_only(self):
        self.asks_only = not has_role(self.env, "dispatcher")

    @api.depends("to_user_id", "start", "end")
    def _compute_clash(self):
        Shift = self.env["printer.roster.shift"]
        for wizard in self:
            there = wizard.shift_id
            tried = Shift.new(
                {
                    "roster_id": there.roster_id.id,
                    "user_id": wizard.to_user_id.id,
                    "role": there.role,
                    "start": wizard.start,
                    "end": wizard.end,
                }
            )
            wizard.clash = tried.clash if wizard.to_user_id and wizard.start and wizard.end else False

    def action_hand_over(self):
        """Hand over, or ask the other person to take it."""
        self.ensure_one()
        swap = self.env["printer.roster.swap"]._enter(
            self.shift_id, self.to_user_id, self.start, self.end, self.reason
        )
        message = (
            self.env._("%(person)s has been asked.", person=self.to_user_id.name)
            if swap.state == "asked"
            else self.env._("Handed over to %(person)s.", person=self.to_user_id.name)
        )
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success",
                "message": message,
                "next": {"type": "ir.actions.act_window_close", "infos": {"reload": True}},
            },
        }
