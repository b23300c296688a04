"""Telephone calls are facts: who spoke with whom, when, for how long, and with what result."""

from odoo import api, fields, models
from odoo.tools import format_datetime

from ...exceptions import AppendOnlyError, CallError
from ...rules import phone

DIRECTIONS = [("in", "Incoming"), ("out", "Outgoing")]
INCOMING_RESULTS = [("answered", "Call answered"), ("missed", "Missed call")]
OUTGOING_RESULTS = [
    ("reached", "Reached"),
    ("not_reached", "Not reached"),
    ("busy", "Busy"),
    ("message", "Left a message"),
    ("wrong_number", "Wrong number"),
]
RESULTS_OF = {
    "in": {result for result, _label in INCOMING_RESULTS},
    "out": {result for result, _label in OUTGOING_RESULTS},
}
# longer ones are slips of the finger
MAX_MINUTES = 600


class Call(models.Model):
    """One telephone call (REQUIREMENTS S10).

    Nobody changes or deletes a call; what was wrong is put right by another one or by a note on the request.
    A call that we make and that reaches the customer is our response to a request. A call that comes in is the
    customer's doing: it reports or asks, and answers nothing by itself.
    """

    _name = "printer.call"
    _inherit = "printer.guard.mixin"
    _description = "Telephone call"
    _order = "started_at desc, id desc"

    ticket_id = fields.Many2one(
        "helpdesk.ticket",
        string="Request",
        ondelete="restrict",
        # the calls about one request
        index="btree_not_null",
    )
    partner_id = fields.Many2one(
        "res.partner",
        string="Spoke with",
        ondelete="restrict",
        # the calls with one person
        index="btree_not_null",
    )
    unit_id = fields.Many2one(
        "res.partner",
        string="Unit",
        compute="_compute_from_request",
        store=True,
        precompute=True,
        # the calls of one customer, newest first
        index="btree_not_null",
    )
    company_id = fields.Many2one(
        "res.company", string="Company", compute="_compute_from_request", store=True, precompute=True
    )
    phone = fields.Char(string="Telephone", help="The number as it was shown or told.")
    phone_key = fields.Char(
        string="Look-up key",
        compute="_compute_phone_key",
        store=True,
        precompute=True,
        # the hotline: who called from this number before
        index="trigram",
    )
    direction = fields.Selection(DIRECTIONS, required=True)
    user_id = fields.Many2one(
        "res.users",
        string="Taken or made by",
        required=True,
        default=lambda self: self.env.user,
        # one's own calls
        index=True,
    )
    started_at = fields.Datetime(
        string="Called at", required=True, default=fields.Datetime.now, help="The server's time of the entry."
    )
    minutes = fields.Integer(help="How long the call took, in minutes.")
    result = fields.Selection(INCOMING_RESULTS + OUTGOING_RESULTS, required=True)
    note = fields.Text(string="What was said")

    # the list of calls, newest first
    _started_at_idx = models.Index("(started_at DESC, id DESC)")

    _minutes_plausible = models.Constraint(
        f"CHECK (minutes BETWEEN 0 AND {MAX_MINUTES})", "A call takes between no minute and ten hours."
    )

    @api.model
    def _get_guarded_fields(self):
        return super()._get_guarded_fields() | {
            "unit_id",
            "company_id",
            "phone_key",
            "user_id",
            "started_at",
        }

    @api.depends("ticket_id", "partner_id")
    def _compute_from_request(self):
        # found once: a call stays with the unit it was about
        for call in self:
            call.unit_id = call.ticket_id.unit_id or call.partner_id.commercial_partner_id
            call.company_id = call.ticket_id.company_id or self.env.company

    @api.depends("phone")
    def _compute_phone_key(self):
        for call in self:
            call.phone_key = phone.lookup_key(call.phone) or False

    @api.depends("partner_id", "phone", "started_at")
    @api.depends_context("tz", "lang")
    def _compute_display_name(self):
        for call in self:
            when = format_datetime(self.env, call.started_at, dt_format="short") if call.started_at else ""
            call.display_name = " ".join(filter(None, (when, call.partner_id.name or call.phone)))

    @api.constrains("direction", "result")
    def _check_result_fits(self):
        for call in self:
            if call.result not in RESULTS_OF[call.direction]:
                label = self._fields["result"]._description_selection(self.env)
                raise CallError(
                    self.env._(
                        "“%(result)s” does not fit the direction of the call.",
                        result=dict(label)[call.result],
                    )
                )

    @api.constrains("ticket_id", "partner_id")
    def _check_same_customer(self):
        for call in self:
            customer, person = call.ticket_id.customer_id, call.partner_id
            # suppliers and makers are called about a request as well; they belong to no customer
            if customer and person.printer_customer_id and person.printer_customer_id != customer:
                raise CallError(
                    self.env._(
                        "%(person)s belongs to another customer than %(ticket)s.",
                        person=person.display_name,
                        ticket=call.ticket_id.number,
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        """Put calls on record; the server says who and when, and requests follow from them."""
        calls = super().create(self._completed(vals_list))
        # a call about a request says something of it; ids may come from anywhere
        calls.ticket_id.check_access("write")
        calls.partner_id.check_access("read")
        calls._follow_up()
        return calls

    @api.model
    def _completed(self, vals_list: list[dict]) -> list[dict]:
        """Values in which a call about a request is one with its contact, unless somebody else is named."""
        tickets = self.env["helpdesk.ticket"].browse(
            {vals["ticket_id"] for vals in vals_list if vals.get("ticket_id")}
        )
        contacts = {ticket.id: ticket.partner_id for ticket in tickets}
        phones = {ticket.id: ticket.partner_phone for ticket in tickets}
        completed = []
        for vals in vals_list:
            contact = contacts.get(vals.get("ticket_id"))
            if contact and not vals.get("partner_id"):
                told = vals.get("phone") or phones[vals["ticket_id"]] or contact.phone
                vals = {**vals, "partner_id": contact.id, "phone": told}
            completed.append(vals)
        return completed

    def _follow_up(self) -> None:
        """What follows from calls: whoever reaches the customer about a request has responded (REQUIREMENTS S3)."""
        self.filtered(lambda call: call._is_response()).ticket_id._stamp("responded_at")

    def _is_response(self) -> bool:
        """Whether this call is our response to its request: we called, and reached somebody of the customer."""
        if not self.ticket_id or (self.direction, self.result) != ("out", "reached"):
            return False
        contact, person = self.ticket_id.partner_id, self.partner_id
        if not person or person.commercial_partner_id == contact.commercial_partner_id:
            return True
        customer = self.ticket_id.customer_id
        return bool(customer) and person.printer_customer_id == customer

    def write(self, vals):  # pylint: disable=method-required-super; nothing is ever written
        raise AppendOnlyError(
            self.env._("A call that is on record cannot be changed. Log another one, or write a note.")
        )

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise AppendOnlyError(self.env._("A call that is on record cannot be deleted."))
