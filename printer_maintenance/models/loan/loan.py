"""A loaner: one of our devices at a customer's, in the place of theirs."""

from typing import ClassVar

from odoo import api, fields, models

OPEN_STATES = ("reserved", "out")


class Loan(models.Model):
    """One device lent for one request (REQUIREMENTS V1, V4)."""

    _name = "printer.loan"
    _inherit = "printer.handover"
    _description = "Loaner"
    _order = "due_on, id desc"

    _away_states = OPEN_STATES
    _later_template = "printer_maintenance.mail_template_loan_later"
    _transitions: ClassVar = {
        "reserved": ("out", "cancelled"),
        "out": ("back",),
        "back": (),
        "cancelled": (),
    }

    name = fields.Char(string="Number", default="/", readonly=True, copy=False)
    ticket_id = fields.Many2one(
        "helpdesk.ticket", string="Request", required=True, readonly=True, index=True, ondelete="restrict"
    )
    visit_id = fields.Many2one(
        "printer.visit",
        string="Brought on visit",
        readonly=True,
        ondelete="set null",
        # what a visit takes along
        index="btree_not_null",
    )
    equipment_id = fields.Many2one(
        "maintenance.equipment",
        string="Loaner",
        required=True,
        readonly=True,
        ondelete="restrict",
        # the loans of one device
        index=True,
    )
    replaces_id = fields.Many2one(related="ticket_id.equipment_id", string="Stands in for")
    unit_id = fields.Many2one(related="ticket_id.unit_id")
    company_id = fields.Many2one(related="ticket_id.company_id", store=True)
    contact_id = fields.Many2one("res.partner", string="Contact", readonly=True)
    engineer_id = fields.Many2one("res.users", string="Engineer", readonly=True)
    state = fields.Selection(
        [("reserved", "Reserved"), ("out", "Lent"), ("back", "Back"), ("cancelled", "Not needed")],
        default="reserved",
        required=True,
        tracking=True,
        copy=False,
    )
    condition_out = fields.Text(string="Condition when lent", readonly=True)
    accessories = fields.Text(string="What comes with it", readonly=True)
    pages_out = fields.Integer(string="Counter when lent", readonly=True, aggregator=False)
    out_at = fields.Datetime(string="Lent at", readonly=True, copy=False)
    out_by = fields.Char(string="Received by", readonly=True)
    out_signature = fields.Image(
        string="Signature for the loaner", max_width=1024, max_height=1024, readonly=True
    )
    condition_back = fields.Text(string="Condition when back", readonly=True)
    pages_back = fields.Integer(string="Counter when back", readonly=True, aggregator=False)
    is_damaged = fields.Boolean(string="Came back damaged or faulty", readonly=True)
    missing_note = fields.Text(string="What is missing", readonly=True)
    back_at = fields.Datetime(string="Back at", readonly=True, copy=False)
    back_by = fields.Char(string="Given back by", readonly=True)
    back_signature = fields.Image(
        string="Signature for the return", max_width=1024, max_height=1024, readonly=True
    )
    unsigned_reason = fields.Char(string="Taken back unsigned because", readonly=True)
    awaits = fields.Selection(
        [("lend", "The receipt"), ("give_back", "The return")],
        string="Waits for the contact's signature",
        compute="_compute_awaits",
    )

    # what should be back by now
    _due_idx = models.Index("(due_on) WHERE state IN ('reserved', 'out')")
    # a device is with one customer at a time
    _one_loan = models.UniqueIndex(
        "(equipment_id) WHERE state IN ('reserved', 'out')", "This device is lent or promised already."
    )

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            if vals.get("name", "/") == "/":
                vals["name"] = self.env["ir.sequence"].sudo().next_by_code("printer.loan") or "/"
        return super().create(vals_list)

    @api.depends("state", "condition_out", "condition_back")
    def _compute_awaits(self):
        for loan in self:
            if loan.state == "reserved" and loan.condition_out:
                loan.awaits = "lend"
            elif loan.state == "out" and loan.condition_back:
                loan.awaits = "give_back"
            else:
                loan.awaits = False

    def _who_is_reminded(self):
        return self.engineer_id | self.ticket_id.agreement_id.agent_id

    def action_hand_over(self):
        """Open the dialog of the receipt."""
        return self._open_act("lend", self.env._("Lend"))

    def action_take_back(self):
        """Open the dialog of the return."""
        return self._open_act("give_back", self.env._("Take the loaner back"))

    def action_put_off(self):
        """Open the dialog for a later day."""
        return self._open_act("due", self.env._("Due back later"))

    def _open_act(self, purpose: str, name: str) -> dict:
        self.ensure_one()
        self._check_may_act()
        return self._open_dialog("printer.loan.act", name, loan_id=self.id, purpose=purpose)
