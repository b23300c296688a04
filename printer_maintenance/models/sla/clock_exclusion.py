"""Clocks that stay out of the adjusted figures."""

from odoo import api, fields, models

from ...exceptions import ExclusionError
from ..base.rights import check_role
from .sla_exclusion import MAY_PROPOSE, OPEN


class SlaClock(models.Model):
    _inherit = "printer.sla.clock"

    is_excluded = fields.Boolean(
        string="Left out",
        readonly=True,
        help="The customer accepted that this promise stays out of the adjusted figures. Its verdict stays.",
    )
    exclusion_ids = fields.One2many(
        "printer.sla.exclusion", "clock_id", string="Exclusions", readonly=True, groups="base.group_user"
    )
    exclusion_state = fields.Selection(
        selection=lambda self: self.env["printer.sla.exclusion"]._fields["state"].selection,
        string="Exclusion",
        compute="_compute_exclusion_state",
        groups="base.group_user",
    )
    may_be_excluded = fields.Boolean(compute="_compute_exclusion_state", groups="base.group_user")

    @api.depends("ticket_id.number", "milestone")
    @api.depends_context("lang")
    def _compute_display_name(self):
        labels = dict(self._fields["milestone"]._description_selection(self.env))
        for clock in self:
            clock.display_name = f"{clock.ticket_id.number} · {labels.get(clock.milestone, '')}"

    @api.depends("exclusion_ids.state", "state", "deadline")
    def _compute_exclusion_state(self):
        # oldest first: of several the newest is shown
        exclusions = self.env["printer.sla.exclusion"].search_fetch(
            [("clock_id", "in", self.ids)], ["clock_id", "state"], order="id"
        )
        states = {exclusion.clock_id.id: exclusion.state for exclusion in exclusions}
        for clock in self:
            clock.exclusion_state = states.get(clock.id)
            clock.may_be_excluded = clock.is_late and clock.exclusion_state not in OPEN

    def action_propose_exclusion(self):
        """Open the dialog that proposes to leave this promise out of the adjusted figures."""
        self.ensure_one()
        check_role(self.env, *MAY_PROPOSE)
        self._check_may_be_excluded()
        return {
            "name": self.env._("Propose an exclusion"),
            "type": "ir.actions.act_window",
            "res_model": "printer.sla.exclude",
            "view_mode": "form",
            "target": "new",
            "context": {"default_clock_id": self.id},
        }

    def action_open_exclusion(self):
        """Open the newest exclusion of this promise."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": "printer.sla.exclusion",
            "view_mode": "form",
            "res_id": self.exclusion_ids[:1].id,
        }

    def _check_may_be_excluded(self) -> None:
        """Raise unless the promise was missed or is late, and nothing is proposed yet.

        :raises ExclusionError: naming the promise
        """
        for clock in self:
            if not clock.is_late:
                raise ExclusionError(
                    self.env._(
                        "%(promise)s is neither missed nor late; there is nothing to leave out.",
                        promise=clock.display_name,
                    )
                )
            # whoever proposes need not see what others proposed
            if any(exclusion.state in OPEN for exclusion in clock.sudo().exclusion_ids):
                raise ExclusionError(
                    self.env._(
                        "%(promise)s: an exclusion is proposed or accepted already.",
                        promise=clock.display_name,
                    )
                )


class HelpdeskTicket(models.Model):
    _inherit = "helpdesk.ticket"

    def _after_correction(self, old, changes):
        """What is kept in truth needs no exclusion: what was proposed is withdrawn; the figures follow."""
        super()._after_correction(old, changes)
        clocks_sudo = self.sudo().clock_ids  # whoever corrects need not see proposals
        needless = clocks_sudo.exclusion_ids.filtered(
            lambda exclusion: exclusion.state == "proposed" and not exclusion.clock_id.is_late
        )
        needless._set_state(
            "withdrawn", withdraw_reason=self.env._("The time was corrected; the promise was kept.")
        )
        clocks_sudo._measure_again()
