"""A request's fault codes: what was reported, what it was, what helped."""

from odoo import api, fields, models

from ...exceptions import FaultCodeError
from .fault_code import CODE_FIELDS

# the field whose code a code stands below
FIELD_ABOVE = {"cause_id": "symptom_id", "remedy_id": "cause_id"}
# what can be chosen: for the device's type, and below what was chosen before
OFFERED = {
    "symptom_id": "[('kind', '=', 'symptom'), ('applies_to_id', '=', device_category_id)]",
    "cause_id": "[('kind', '=', 'cause'), ('applies_to_id', '=', device_category_id),"
    " ('offered_below_id', '=', symptom_id)]",
    "remedy_id": "[('kind', '=', 'remedy'), ('applies_to_id', '=', device_category_id),"
    " ('offered_below_id', '=', cause_id or symptom_id)]",
}


class HelpdeskTicket(models.Model):
    _inherit = "helpdesk.ticket"

    device_category_id = fields.Many2one(
        related="equipment_id.category_id",
        string="Device category",
        store=True,
        # "what fails often" by type of device
        index="btree_not_null",
        groups="base.group_user",
    )
    device_model = fields.Char(
        related="equipment_id.model",
        store=True,
        # "what fails often" by model
        index="btree_not_null",
        groups="base.group_user",
    )
    symptom_id = fields.Many2one(
        "printer.fault.code",
        string="Symptom",
        domain=OFFERED["symptom_id"],
        compute="_compute_symptom_id",
        precompute=True,
        store=True,
        readonly=False,
        tracking=True,
        copy=False,
        ondelete="restrict",
        # the requests of one symptom; also asked when a code is to be deleted
        index="btree_not_null",
        groups="base.group_user",
    )
    cause_id = fields.Many2one(
        "printer.fault.code",
        string="Cause code",
        domain=OFFERED["cause_id"],
        compute="_compute_cause_id",
        precompute=True,
        store=True,
        readonly=False,
        tracking=True,
        copy=False,
        ondelete="restrict",
        # "what fails often": the requests of one cause
        index="btree_not_null",
        groups="base.group_user",
    )
    remedy_id = fields.Many2one(
        "printer.fault.code",
        string="Remedy code",
        domain=OFFERED["remedy_id"],
        compute="_compute_remedy_id",
        precompute=True,
        store=True,
        readonly=False,
        tracking=True,
        copy=False,
        ondelete="restrict",
        # the requests of one remedy; also asked when a code is to be deleted
        index="btree_not_null",
        groups="base.group_user",
    )

    fault_hint = fields.Text(
        string="To look at",
        compute="_compute_fault_hint",
        compute_sudo=True,  # colleagues without a role of ours may open requests too
        groups="base.group_user",
    )

    @api.depends("symptom_id.hint", "cause_id.hint", "remedy_id.hint")
    @api.depends_context("lang")
    def _compute_fault_hint(self):
        for ticket in self:
            ticket.fault_hint = (ticket.symptom_id | ticket.cause_id | ticket.remedy_id)._hints()

    @api.depends("equipment_id")
    def _compute_symptom_id(self):
        self._drop_codes_that_do_not_fit("symptom_id")

    @api.depends("equipment_id", "symptom_id")
    def _compute_cause_id(self):
        self._drop_codes_that_do_not_fit("cause_id")

    @api.depends("equipment_id", "cause_id")
    def _compute_remedy_id(self):
        self._drop_codes_that_do_not_fit("remedy_id")

    def _drop_codes_that_do_not_fit(self, name: str) -> None:
        """Empty a code that no longer fits the corrected device or the code above it; the rest stays.

        :param name: field of the code
        """
        above = FIELD_ABOVE.get(name, name)  # nothing stands above a symptom, and it has no parent
        for category, tickets in self.grouped(lambda ticket: ticket.equipment_id.category_id).items():
            fitting = tickets[name]._fitting(category)
            for ticket in tickets:
                code = ticket[name]
                stays = code in fitting and (not code.parent_id or code.parent_id == ticket[above])
                ticket[name] = code if stays else False

    @api.constrains("equipment_id", *CODE_FIELDS)
    def _check_codes_fit(self):
        # whoever enters a request need not read codes; the check must
        coded = self.sudo().filtered(lambda ticket: ticket.symptom_id or ticket.cause_id or ticket.remedy_id)
        for category, tickets in coded.grouped(lambda ticket: ticket.equipment_id.category_id).items():
            codes = tickets.symptom_id | tickets.cause_id | tickets.remedy_id
            # before the device is known, every code may turn out right
            strange = codes - codes._fitting(category) if tickets.equipment_id else codes.browse()
            for ticket in tickets:
                ticket._check_codes(strange)

    def _check_codes(self, strange) -> None:
        """Raise unless this request's codes are of the right kind, for its device, and below each other.

        :param strange: those of the codes that do not apply to the device
        :raises FaultCodeError: naming device and code
        """
        for name, kind in CODE_FIELDS.items():
            code, above = self[name], FIELD_ABOVE.get(name)
            if code and code.kind != kind:
                raise FaultCodeError(
                    self.env._(
                        "“%(code)s” cannot be entered as “%(field)s”.",
                        code=code.display_name,
                        field=self._fields[name]._description_string(self.env),
                    )
                )
            if code in strange and self.equipment_id:
                raise FaultCodeError(
                    self.env._(
                        "“%(code)s” is not for %(device)s (%(type)s).",
                        code=code.display_name,
                        device=self.equipment_id.display_name,
                        type=self.equipment_id.category_id.name or "–",
                    )
                )
            if above and not code._stands_below(self[above]):
                raise FaultCodeError(
                    self.env._(
                        "“%(code)s” does not belong to “%(above)s”.",
                        code=code.display_name,
                        above=self[above].display_name,
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        tickets = super().create(vals_list)
        if any(vals.get(name) for vals in vals_list for name in FIELD_ABOVE):
            tickets._fill_in_codes_above()
        return tickets

    def write(self, vals):
        result = super().write(vals)
        if any(vals.get(name) for name in FIELD_ABOVE):
            self._fill_in_codes_above()
        return result

    def _fill_in_codes_above(self) -> None:
        """Who picks a remedy has named its cause, and who picks a cause its symptom."""
        for name in reversed(FIELD_ABOVE):
            above = FIELD_ABOVE[name]
            missing = self.filtered(lambda t, name=name, above=above: not t[above] and t[name].parent_id)
            for parent, tickets in missing.grouped(lambda t, name=name: t[name].parent_id).items():
                tickets.write({above: parent.id})
