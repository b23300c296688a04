"""Writing down that somebody was told of a major fault by telephone."""

from odoo import api, fields, models

from ..exceptions import EmergencyError
from ..models.base.rights import check_role
from ..models.emergency.emergency_answer import MAY_ENTER


class EmergencyTell(models.TransientModel):
    """To whom a major fault was told by telephone, when and by whom (REQUIREMENTS S6)."""

    _name = "printer.emergency.tell"
    _description = "Told by telephone"

    emergency_id = fields.Many2one("printer.emergency", required=True)
    detected_at = fields.Datetime(related="emergency_id.detected_at")
    allowed_user_ids = fields.Many2many("res.users", compute="_compute_allowed_user_ids")
    user_id = fields.Many2one(
        "res.users",
        string="Who was told",
        required=True,
        domain="[('id', 'in', allowed_user_ids)]",
        help="Somebody of the call list, a project manager, a service director, or the management.",
    )
    told_at = fields.Datetime(string="Told at", required=True, default=fields.Datetime.now)
    told_by_id = fields.Many2one(
        "res.users",
        string="Told by",
        required=True,
        default=lambda self: self.env.user,
        domain=[("share", "=", False)],
    )

    @api.depends("emergency_id")
    def _compute_allowed_user_ids(self):
        for wizard in self:
            # whoever enters it need not see other people's users and calls
            wizard.allowed_user_ids = wizard.emergency_id.sudo()._people_who_may_be_told()

    def action_tell(self):
        """It counts as acknowledged by that person at that time, and is marked as entered by hand.

        :raises EmergencyError: for a time before the detection or in the future, or a person who does not count
        """
        self.ensure_one()
        check_role(self.env, *MAY_ENTER)
        emergency = self.emergency_id
        emergency.check_access("read")
        # people enter whole minutes
        earliest = emergency.detected_at.replace(second=0)
        if not earliest <= self.told_at <= fields.Datetime.now():
            raise EmergencyError(
                self.env._(
                    "%(emergency)s: it was told after it was detected, and not in the future. Correct the time.",
                    emergency=emergency.display_name,
                )
            )
        if self.user_id not in self.allowed_user_ids:
            raise EmergencyError(
                self.env._(
                    "%(emergency)s: telling %(person)s does not count; name somebody of the call list or of the "
                    "management.",
                    emergency=emergency.display_name,
                    person=self.user_id.name,
                )
            )
        emergency._tell_by_hand(self.user_id, max(self.told_at, emergency.detected_at), self.told_by_id)
        return {"type": "ir.actions.act_window_close"}
