"""A device in our hands: consent, receipt, where it is, and back to the customer."""

from typing import ClassVar

from odoo import api, fields, models

# our responsibility: from the customer's door until back there
HELD_STATES = ("taken", "at_workshop", "at_maker", "ready")
OPEN_STATES = ("requested", *HELD_STATES)


class Custody(models.Model):
    """One stay of one device at the workshop (REQUIREMENTS V4)."""

    _name = "printer.custody"
    _description = "Device at the workshop"
    _inherit = "printer.handover"
    _order = "due_on, id desc"

    _away_states = HELD_STATES
    _later_template = "printer_maintenance.mail_template_custody_later"
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

    # what should be back by now
    _due_idx = models.Index("(due_on) WHERE state IN ('taken', 'at_workshop', 'at_maker', 'ready')")
    # a device is with us once at a time; also finds the device's stay under way
    _one_stay = models.UniqueIndex(
        "(equipment_id) WHERE state NOT IN ('returned', 'refused')",
        "This device is already on its way to the workshop, or there.",
    )

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            if vals.get("name", "/") == "/":
                vals["name"] = self.env["ir.sequence"].sudo().next_by_code("printer.custody") or "/"
        return super().create(vals_list)

    def _who_is_reminded(self):
        return self.engineer_id | self.visit_id.liaison_id

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
