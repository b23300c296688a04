"""Where a device was while it was with us: a list that only grows."""

from odoo import api, fields, models

from ...exceptions import AppendOnlyError


class CustodyMove(models.Model):
    """One place of a device in our hands."""

    _name = "printer.custody.move"
    _inherit = "printer.guard.mixin"
    _description = "Place of a device at the workshop"
    _order = "id desc"

    custody_id = fields.Many2one("printer.custody", required=True, index=True, ondelete="restrict")
    place = fields.Char(required=True)
    date = fields.Datetime(string="Since", required=True, default=fields.Datetime.now)
    user_id = fields.Many2one("res.users", string="Entered by", default=lambda self: self.env.uid)

    @api.model_create_multi
    def create(self, vals_list):
        if not self._is_through_door():
            raise AppendOnlyError(self.env._("Say where the device is on its stay at the workshop."))
        return super().create(vals_list)

    def write(self, vals):  # pylint: disable=method-required-super; nothing is ever written
        raise AppendOnlyError(self.env._("Where a device was cannot be changed."))

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise AppendOnlyError(self.env._("Where a device was cannot be deleted."))
