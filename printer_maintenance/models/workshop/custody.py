"""A device in our hands: consent, receipt, where it is, and back to the customer."""

from typing import ClassVar

from odoo import api, fields, models
from odoo.exceptions import AccessError, LockError

from ...exceptions import CustodyError
from ..base.rights import has_role

# our responsibility: from the customer's door until back there
HELD_STATES = ("taken", "at_workshop", "at_maker", "ready")
OPEN_STATES = ("requested", *HELD_STATES)


class Custody(models.Model):
    """One stay of one device at the workshop (REQUIREMENTS V4)."""

    _name = "printer.custody"
    _description = "Device at the workshop"
    _inherit = [
        "mail.thread",
        "mail.activity.mixin",
        "printer.screens.mixin",
        "printer.signing.mixin",
        "printer.state.mixin",
    ]
    _order = "due_on, id desc"

    _transitions: ClassVar = {
        "requested": ("taken", "refused"),
        "taken": ("at_workshop",),
        "at_workshop": ("at_maker", "ready"),
        "at_maker": ("at_workshop", "ready"),
        # back to the bench: it did not pass the last test
        "ready": ("at_workshop", "returned"),
        "returned": (),
        "refused": (),
    }

    name = fields.Char(string="Number", default="/", readonly=True, copy=False)
    visit_id = fields.Many2one(
        "printer.visit",
        string="Taken on visit",
        required=True,
        index=True,
        readonly=True,
        ondelete="restrict",
    )
    ticket_id = fields.Many2one(related="visit_id.ticket_id", store=True, index=True)
    # the device that was taken, even when the request is corrected to another one later
    equipment_id = fields.Many2one(
        "maintenance.equipment", string="Device", required=True, readonly=True, ondelete="restrict"
    )
    unit_id = fields.Many2one(related="ticket_id.unit_id")
    company_id = fields.Many2one(related="ticket_id.company_id", store=True)
    contact_id = fields.Many2one("res.partner", string="Contact", readonly=True)
    engineer_id = fields.Many2one("res.users", string="Engineer", readonly=True)
    state = fields.Selection(
        [
            ("requested", "Consent asked"),
            ("taken", "Taken along"),
            ("at_workshop", "At the workshop"),
            ("at_maker", "At the maker"),
            ("ready", "Ready to go back"),
            ("returned", "Given back"),
            ("refused", "Consent refused"),
        ],
        default="requested",
        required=True,
        tracking=True,
        copy=False,
    )
    # a device is with us once at a time; also finds the device's stay under way
    _one_stay = models.UniqueIndex(
        "(equipment_id) WHERE state NOT IN ('returned', 'refused')",
        "This device is already on its way to the workshop, or there.",
    )

    @api.model
    def _get_guarded_fields(self):
        own = {
            name
            for name, field in self._fields.items()
            if field._module == "printer_maintenance"
            and field.store
            and field.readonly
            and not field.compute
            and field.model_name == self._name
        }
        return super()._get_guarded_fields() | (own - {"move_ids"})

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            if vals.get("name", "/") == "/":
                vals["name"] = self.env["ir.sequence"].sudo().next_by_code("printer.custody") or "/"
        return super().create(vals_list)

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise CustodyError(self.env._("A stay at the workshop is on record and cannot be deleted."))

    def _check_may_act(self) -> None:
        """The engineers of the request's visits, the second line at the bench, and who directs them may act.

        :raises AccessError: for anybody else
        """
        if self.env.su or has_role(self.env, "agent", "second_line"):
            return
        for stay in self:
            # a delivery is another visit, perhaps another engineer's
            visits_sudo = stay.sudo().ticket_id.visit_ids
            if self.env.user not in visits_sudo._everyone():
                raise AccessError(
                    self.env._("%(stay)s: only the engineers of its visits may do this.", stay=stay.name)
                )

    def _lock_stay(self) -> None:
        """Let two people who act on the same stay follow one another.

        :raises CustodyError: when somebody else is changing it at this very moment
        """
        try:
            self.sudo().lock_for_update(
                allow_referencing=True
            )  # locking asks for the right to write, the role was checked
        except LockError as error:
            raise CustodyError(
                self.env._("Somebody is working on this stay at this very moment. Please try again.")
            ) from error
        self.invalidate_recordset(["state"])

    def _step(self, target: str, **values) -> None:
        """Move on; who may do so was checked, the record is written by the server only."""
        self.sudo()._set_state(target, **values)  # nobody has a right to write stays by hand

    def action_correct_receipt(self):
        """Open the dialog of the receipt again, before the contact has signed."""
        self.ensure_one()
        return self.visit_id.action_take_along()

    def action_refused(self):
        """Open the dialog for a contact who does not let the device go."""
        return self._open_act("refused", self.env._("The contact does not agree"))

    def action_put_off(self):
        """Open the dialog for a later day."""
        return self._open_act("due", self.env._("Due back later"))

    def _open_act(self, purpose: str, name: str) -> dict:
        self.ensure_one()
        self._check_may_act()
        return self._open_dialog("printer.custody.act", name, custody_id=self.id, purpose=purpose)
