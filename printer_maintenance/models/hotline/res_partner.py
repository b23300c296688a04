"""People and units are found by their telephone numbers."""

from odoo import api, fields, models

from ...rules import phone


class ResPartner(models.Model):
    _inherit = "res.partner"

    printer_phone_key = fields.Char(
        string="Telephone look-up key",
        compute="_compute_printer_phone_key",
        store=True,
        groups="base.group_user",
        # the hotline: who calls from a number that begins or ends like this
        index="trigram",
        help="The number's digits, as the hotline compares them.",
    )
    printer_call_count = fields.Integer(
        string="Calls", compute="_compute_printer_call_count", groups="base.group_user"
    )

    # the hotline looks for a part of a name among all people; nothing where PostgreSQL lacks pg_trgm
    _printer_person_name_idx = models.Index(
        lambda registry: (
            "USING gin (name gin_trgm_ops) WHERE is_company IS NOT TRUE" if registry.has_trigram else ""
        )
    )

    @api.model
    def _get_guarded_fields(self):
        return super()._get_guarded_fields() | {"printer_phone_key"}

    @api.depends("phone")
    def _compute_printer_phone_key(self):
        for partner in self:
            partner.printer_phone_key = phone.lookup_key(partner.phone) or False

    def _compute_printer_call_count(self):
        """Calls of each person, or of everybody in each unit and below it."""
        for partner in self:
            # forms show one partner; lists do not show the number
            partner.printer_call_count = self.env["printer.call"].search_count(
                partner._printer_calls_domain()
            )

    def _printer_calls_domain(self) -> list:
        if self.printer_unit_kind in ("customer", "unit"):
            return [("unit_id", "child_of", self.id)]
        return [("partner_id", "=", self.id)]

    def action_view_printer_calls(self):
        """Open the calls with this person, or with everybody of this unit."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("printer_maintenance.action_call")
        return {**action, "domain": self._printer_calls_domain(), "context": {}}
