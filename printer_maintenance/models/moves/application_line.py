"""One item of an application."""

from odoo import api, fields, models

from ...exceptions import ApplicationError
from ...rules.network_address import normal_host_name, normal_ip, normal_mac

# each piece that is stored becomes a device of its own
MAX_PIECES = 500


class ApplicationLine(models.Model):
    """What is to be bought, stored or connected."""

    _name = "printer.equipment.application.line"
    _description = "Item of an application"
    _inherit = "printer.guard.mixin"
    _order = "application_id, sequence, id"

    application_id = fields.Many2one(
        "printer.equipment.application", required=True, index=True, ondelete="cascade"
    )
    sequence = fields.Integer(default=10)
    kind = fields.Selection(related="application_id.kind", string="Kind of application")
    state = fields.Selection(related="application_id.state", string="State of the application")
    equipment_id = fields.Many2one(
        "maintenance.equipment", string="Device", index="btree_not_null", ondelete="restrict"
    )
    name = fields.Char(string="Description")
    category_id = fields.Many2one("maintenance.equipment.category", string="Type")
    brand = fields.Char()
    model = fields.Char(string="Model")
    quantity = fields.Integer(default=1)
    currency_id = fields.Many2one(related="application_id.currency_id")
    price_unit = fields.Monetary(string="Estimated price")
    amount = fields.Monetary(compute="_compute_amount", store=True)
    serial_no = fields.Char(string="Serial number")
    asset_tag = fields.Char(string="Asset number")
    place = fields.Char(string="Place in store")
    goods_condition = fields.Selection(
        [("new", "Brand-new"), ("used", "Used, in order"), ("defective", "Defective")],
        string="Condition",
        default="new",
    )
    ip_address = fields.Char(string="IP address")
    mac_address = fields.Char(string="MAC address")
    host_name = fields.Char(string="Host name")
    purpose = fields.Char(string="Purpose of access")
    antivirus_ok = fields.Boolean(string="Antivirus up to date")
    patches_ok = fields.Boolean(string="Patches up to date")
    password_ok = fields.Boolean(string="Factory passwords changed")
    services_ok = fields.Boolean(string="Unneeded services off")

    _quantity = models.Constraint("CHECK(quantity > 0)", "The quantity of an item must be at least 1.")
    _price = models.Constraint("CHECK(price_unit >= 0)", "A price cannot be negative.")

    @api.model_create_multi
    def create(self, vals_list):
        lines = super().create([self._clean(vals) for vals in vals_list])
        lines._check_in_draft()
        return lines

    def write(self, vals):
        self._check_in_draft()
        result = super().write(self._clean(vals))
        self._check_in_draft()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_only_in_draft(self):
        self._check_in_draft()

    def _check_in_draft(self) -> None:
        if not self._is_through_door() and any(line.application_id.state != "draft" for line in self):
            raise ApplicationError(
                self.env._("A submitted application cannot be changed. Take it back to draft first.")
            )

    @api.model
    def _clean(self, vals: dict) -> dict:
        """Addresses in their usual writing.

        :raises ApplicationError: for something that is no address
        """
        cleaned = dict(vals)
        for name, clean in (
            ("ip_address", normal_ip),
            ("mac_address", normal_mac),
            ("host_name", normal_host_name),
        ):
            if vals.get(name):
                try:
                    cleaned[name] = clean(vals[name])
                except ValueError as error:
                    raise ApplicationError(
                        self.env._(
                            "“%(value)s” is not a valid %(field)s.",
                            value=vals[name],
                            field=self._fields[name]._description_string(self.env),
                        )
                    ) from error
        return cleaned

    @api.constrains("quantity")
    def _check_quantity(self):
        for line in self:
            if line.quantity > MAX_PIECES:
                raise ApplicationError(
                    self.env._(
                        "“%(item)s”: %(count)d pieces are too many for one line; enter up to %(limit)d, "
                        "and the others in another line.",
                        item=line.display_name,
                        count=line.quantity,
                        limit=MAX_PIECES,
                    )
                )

    @api.depends("quantity", "price_unit")
    def _compute_amount(self):
        for line in self:
            line.amount = line.quantity * line.price_unit

    @api.depends("name", "equipment_id")
    def _compute_display_name(self):
        for line in self:
            line.display_name = line.equipment_id.display_name or line.name or str(line.sequence)

    def _check_complete(self) -> None:
        """Raise for the first item that cannot be carried out as it stands.

        :raises ApplicationError: naming the item and what is missing
        """
        for number, line in enumerate(self, start=1):
            problem = False
            if line.kind == "network_admission":
                if not line.equipment_id:
                    problem = self.env._("choose the device.")
                elif not line.ip_address:
                    problem = self.env._("enter the IP address.")
                elif not line.purpose:
                    problem = self.env._("enter what the access is for.")
            elif not line.equipment_id and not (line.name or "").strip():
                problem = self.env._("enter a description.")
            elif line.kind == "warehouse_entry":
                if not line.equipment_id and not line.category_id:
                    problem = self.env._("choose the type of device.")
                elif line.quantity > 1 and (line.serial_no or line.equipment_id):
                    problem = self.env._(
                        "several pieces cannot share one serial number; use one line for each."
                    )
            if line.equipment_id and line.equipment_id.customer_id != line.application_id.customer_id:
                problem = self.env._("the device belongs to another customer.")
            if line.equipment_id.condition == "retired":
                problem = self.env._("the device is retired; bring it back first.")
            if problem:
                raise ApplicationError(
                    self.env._(
                        "%(application)s, item %(number)d: %(problem)s",
                        application=line.application_id.name,
                        number=number,
                        problem=problem,
                    )
                )
