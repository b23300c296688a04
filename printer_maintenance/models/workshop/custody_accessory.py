"""What came along with a device: on the receipt, and ticked off when it goes back."""

from odoo import api, fields, models

from ...exceptions import CustodyError


class CustodyAccessory(models.Model):
    """One accessory on a receipt."""

    _name = "printer.custody.accessory"
    _inherit = "printer.guard.mixin"
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

    @api.model
    def _get_guarded_fields(self):
        # written with the receipt and ticked off with the return, never by hand
        return super()._get_guarded_fields() | {"custody_id", "name", "quantity", "serial_no", "is_returned"}

    @api.ondelete(at_uninstall=False)
    def _unlink_before_receipt(self):
        for line in self:
            if line.custody_id.state != "requested":
                raise CustodyError(
                    self.env._(
                        "%(stay)s: the receipt was given out and stays as it is.", stay=line.custody_id.name
                    )
                )

    def _as_text(self) -> str:
        """One line each: name, number of pieces, serial number."""
        return "\n".join(
            " ".join(
                filter(None, [line.name, f"× {line.quantity}" if line.quantity > 1 else "", line.serial_no])
            )
            for line in self
        )
