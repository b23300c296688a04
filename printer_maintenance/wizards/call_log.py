"""Put a call about a request on record."""

from odoo import api, fields, models

from ..models.hotline.call import DIRECTIONS, INCOMING_RESULTS, OUTGOING_RESULTS


class CallLog(models.TransientModel):
    """Whom we called, or who called, about a request, and with what result (REQUIREMENTS S10)."""

    _name = "printer.call.log"
    _description = "Log a call"

    ticket_id = fields.Many2one("helpdesk.ticket", string="Request", required=True)
    service_kind = fields.Selection(related="ticket_id.service_kind")
    closed = fields.Boolean(related="ticket_id.closed")
    direction = fields.Selection(DIRECTIONS, required=True, default="out")
    partner_id = fields.Many2one(
        "res.partner",
        string="Spoke with",
        compute="_compute_partner_id",
        store=True,
        precompute=True,
        readonly=False,
    )
    phone = fields.Char(
        string="Telephone", compute="_compute_phone", store=True, precompute=True, readonly=False
    )
    incoming_result = fields.Selection(INCOMING_RESULTS, string="Result", default="answered", required=True)
    outgoing_result = fields.Selection(
        OUTGOING_RESULTS, string="Result of the call", default="reached", required=True
    )
    minutes = fields.Integer()
    note = fields.Text(string="What was said")
    is_answer = fields.Boolean(
        string="This answers the question: close the request",
        help="The consultation is closed as solved; what was said is kept as the answer.",
    )

    @api.depends("ticket_id")
    def _compute_partner_id(self):
        for wizard in self:
            wizard.partner_id = wizard.ticket_id.partner_id

    @api.depends("ticket_id", "partner_id")
    def _compute_phone(self):
        for wizard in self:
            ticket, person = wizard.ticket_id, wizard.partner_id
            own = ticket.partner_phone if person == ticket.partner_id else False
            wizard.phone = own or person.phone

    def action_log(self):
        """Put the call on record, and close the question if the call answered it."""
        self.ensure_one()
        self.env["printer.call"].create(
            {
                "ticket_id": self.ticket_id.id,
                "partner_id": self.partner_id.id,
                "phone": self.phone,
                "direction": self.direction,
                "result": self.incoming_result if self.direction == "in" else self.outgoing_result,
                "minutes": self.minutes,
                "note": self.note,
            }
        )
        if self.is_answer:
            self.ticket_id._answer_by_telephone(self.note)
        return {"type": "ir.actions.act_window_close"}
