"""Our own devices that are lent: a pool of serial-tracked stock."""

from odoo import api, fields, models

from ...exceptions import LoanError

# a stand-in can go out only as long as it is in store
FREE_CONDITION = "stored"


class Equipment(models.Model):
    _inherit = "maintenance.equipment"

    loaner_lot_id = fields.Many2one(
        "stock.lot",
        string="Serial number in stock",
        readonly=True,
        copy=False,
        ondelete="restrict",
        # the pool: a few of our own among tens of thousands
        index="btree_not_null",
        groups="base.group_user",
        help="The device is one of our own and is lent while customers' devices are repaired.",
    )
    loan_ids = fields.One2many(
        "printer.loan", "equipment_id", string="Loans", readonly=True, groups="base.group_user"
    )
    is_loaner = fields.Boolean(
        string="Loaner", compute="_compute_is_loaner", search="_search_is_loaner", groups="base.group_user"
    )
    current_loan_id = fields.Many2one(
        "printer.loan", string="Lent now", compute="_compute_current_loan_id", groups="base.group_user"
    )

    # one device per serial number in stock
    _loaner_once = models.UniqueIndex("(loaner_lot_id)")

    @api.model
    def _get_guarded_fields(self):
        return super()._get_guarded_fields() | {"loaner_lot_id"}

    @api.depends("loaner_lot_id")
    def _compute_is_loaner(self):
        for device in self:
            device.is_loaner = bool(device.loaner_lot_id)

    def _search_is_loaner(self, operator, value):
        if operator != "in":
            return NotImplemented
        return [("loaner_lot_id", "!=", False)]

    @api.depends("loan_ids.state")
    def _compute_current_loan_id(self):
        # who may see the pool may see whether a device is out, whoever lent it
        open_loans = (
            self.env["printer.loan"]
            .sudo()
            .search([("equipment_id", "in", self.ids), ("state", "in", ("reserved", "out"))])
        )
        by_device = {loan.equipment_id.id: loan for loan in open_loans}
        for device in self:
            device.current_loan_id = by_device.get(device.id, False)

    def action_make_loaner(self):
        """Put devices of our own into the pool: they are the pieces that stock knows by their serial number.

        :raises LoanError: naming the device that is not ours, or that stock does not know
        """
        self.check_access("write")
        for device in self:
            if device.unit_id:
                raise LoanError(
                    self.env._(
                        "%(device)s belongs to a customer; only our own devices are lent.",
                        device=device.display_name,
                    )
                )
            if device.condition not in ("in_service", FREE_CONDITION):
                raise LoanError(
                    self.env._("%(device)s: only devices that work are lent.", device=device.display_name)
                )
            lot_sudo = device._find_lot()
            if not lot_sudo:
                raise LoanError(
                    self.env._(
                        "Stock knows no serial number “%(serial)s”. Receive the device in Inventory first, as a "
                        "product that is tracked by serial number.",
                        serial=device.serial_no or "–",
                    )
                )
            # the register says where the piece lies; from there it goes out, and back to there
            device._through_door().write(
                {"loaner_lot_id": lot_sudo.id, "location_id": lot_sudo.location_id.id}
            )
            if device.condition != FREE_CONDITION:
                device._set_condition(FREE_CONDITION)
                device._log_event("stored", device.serial_no, None)

    def _find_lot(self):
        """The piece in stock with this device's serial number."""
        self.ensure_one()
        # whoever keeps the register need not have a right on the warehouse
        lots_sudo = self.env["stock.lot"].sudo()
        if not self.serial_no:
            return lots_sudo
        company = self.company_id or self.env.company
        found = lots_sudo.search(
            [
                ("name", "=", self.serial_no),
                ("product_id.tracking", "=", "serial"),
                ("company_id", "in", (False, company.id)),
            ]
        )
        return found.filtered(lambda lot: lot.product_qty > 0)[:1]

    def action_end_loaner(self):
        """Take devices out of the pool.

        :raises LoanError: naming one that is lent or promised
        """
        self.check_access("write")
        for device in self:
            if device.current_loan_id:
                raise LoanError(
                    self.env._(
                        "%(device)s is lent or promised: %(loan)s.",
                        device=device.display_name,
                        loan=device.current_loan_id.sudo().name,
                    )
                )
        self._through_door().loaner_lot_id = False
