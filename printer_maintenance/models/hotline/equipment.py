"""A device is found by the telephone number of its custodian."""

from odoo import api, fields, models

from ...rules import phone


class Equipment(models.Model):
    _inherit = "maintenance.equipment"

    custodian_phone_key = fields.Char(
        string="Custodian's telephone look-up key",
        compute="_compute_custodian_phone_key",
        store=True,
        groups="base.group_user",
        # the hotline: whose device it is; registers name custodians who are no contacts yet
        index="trigram",
        help="The number's digits, as the hotline compares them.",
    )

    @api.model
    def _get_guarded_fields(self):
        return super()._get_guarded_fields() | {"custodian_phone_key"}

    @api.depends("custodian_phone")
    def _compute_custodian_phone_key(self):
        for device in self:
            device.custodian_phone_key = phone.lookup_key(device.custodian_phone) or False
