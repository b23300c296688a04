"""What came along with a device: on the receipt, and ticked off when it goes back."""

from odoo import api, fields, models

from ...exceptions import CustodyError


class CustodyAccessory(models.Model):
    """One accessory on a receipt."""

    _name = "printer.custody.accessory"
    _description = "Accessory taken along"
    _order = "id"

    custody_id = fields.Many2one(
        "printer.custody", required=True, index=True, readonly=True, ondelete="restrict"
    )
    name = fields.Char(string="Accessory", required=True)
    quantity = fields.Integer(default=1, required=True)
    serial_no = fields.Char(string="Serial number")
    is_returned = fields.Boolean(string="Given back")

    _positive = models.Constraint("CHECK(quantity > 0)", "Please enter how many pieces were taken along.")

    @api.model_create_multi
    def create(self, vals_list):
        lines = super().create(vals_list)
        lines._check_stay(("requested", "consented"))
        return lines

    def write(self, vals):
        ticks_only = set(vals) == {"is_returned"}
        self._check_stay(("ready",) if ticks_only else ("requested", "consented"))
        if "custody_id" in vals:
            raise CustodyError(self.env._("An accessory stays on its own receipt."))
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_before_receipt(self):
        self._check_stay(("requested", "consented"))

    def _check_stay(self, states: tuple[str, ...]) -> None:
        """Let a receipt be as it was given out; ticks come with the return."""
        stays = self.custody_id
        stays._check_may_act()
        for stay in stays:
            if stay.state not in states:
                raise CustodyError(
                    self.env._("%(stay)s: the receipt was given out and stays as it is.", stay=stay.name)
                )
