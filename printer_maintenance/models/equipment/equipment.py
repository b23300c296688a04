"""The device: whose it is, where it stands, what it is, in what state."""

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools import SQL, format_date

from ...exceptions import AppendOnlyError


class Equipment(models.Model):
    _name = "maintenance.equipment"
    _inherit = ["maintenance.equipment", "printer.guard.mixin"]

    unit_id = fields.Many2one(
        "res.partner",
        string="Unit",
        # every list of a customer's devices, and the portal's rule, search by unit
        index="btree_not_null",
        tracking=True,
        domain=[("printer_unit_kind", "in", ("customer", "unit"))],
        help="The organisation that uses the device. Not to be mixed up with the vendor.",
    )
    customer_id = fields.Many2one(
        "res.partner",
        string="Customer",
        related="unit_id.printer_customer_id",
        store=True,
        index="btree_not_null",
    )
    department_id = fields.Many2one(
        "res.partner",
        string="Department",
        tracking=True,
        index="btree_not_null",
        domain="[('printer_unit_kind', '=', 'department'), ('parent_id', '=', unit_id)]",
    )
    place = fields.Char(help="Building, floor and room, as people say it.")
    device_type = fields.Selection(related="category_id.device_type", store=True)
    brand = fields.Char()
    model = fields.Char(string="Model")
    category_id = fields.Many2one(string="Type")
    asset_tag = fields.Char(string="Asset number", index="trigram", copy=False)
    purchase_date = fields.Date(string="Bought on")
    installed_on = fields.Date(string="Installed on")
    accepted_on = fields.Date(
        string="Accepted on",
        copy=False,
        help="The day of the goods check and function test that the device passed; set by that check.",
    )
    in_service_date = fields.Date(string="In service since")
    ticket_ids = fields.One2many("helpdesk.ticket", "equipment_id", string="Requests")
    message_ids = fields.One2many(bypass_search_access=False)  # contacts must not search in notes
    # what the customer paid is the customer's and ours to know, not every portal user's
    cost = fields.Float(groups="base.group_user")

    # whom the device was bought from; whose it is stands in unit and customer
    partner_id = fields.Many2one(string="Supplier")
    partner_ref = fields.Char(string="Supplier's reference")
    serial_no = fields.Char(index="trigram")

    @api.model
    def _get_guarded_fields(self):
        return super()._get_guarded_fields() | {"accepted_on"}

    def _hold(self) -> None:
        """Touch these devices, for whoever is about to decide something by rows of theirs.

        Two transactions that decide about one device at the same time would each miss the other's rows. So the
        database makes the second one wait and fail, and Odoo runs it again. One statement, in one order.
        """
        if self:
            self.env.cr.execute(
                SQL(
                    """
                    WITH held AS (
                         SELECT id FROM maintenance_equipment
                          WHERE id = ANY(%s) ORDER BY id FOR NO KEY UPDATE
                    )
                    UPDATE maintenance_equipment AS device SET write_date = device.write_date
                      FROM held WHERE held.id = device.id
                    """,
                    self.ids,
                )
            )

    @api.constrains("purchase_date", "installed_on", "warranty_date")
    def _check_dates(self):
        for device in self.filtered("purchase_date"):
            for name in ("warranty_date", "installed_on"):
                if device[name] and device[name] < device.purchase_date:
                    raise ValidationError(
                        self.env._(
                            "%(device)s: “%(field)s” (%(date)s) lies before the day it was bought, %(bought)s. "
                            "Correct one of the two dates.",
                            device=device.display_name,
                            field=self._fields[name]._description_string(self.env),
                            date=format_date(self.env, device[name]),
                            bought=format_date(self.env, device.purchase_date),
                        )
                    )

    @api.ondelete(at_uninstall=False)
    def _unlink_except_with_history(self):
        for device in self.sudo().filtered("event_ids"):
            raise AppendOnlyError(
                self.env._(
                    "%(device)s has a history and cannot be deleted; archive it instead.",
                    device=device.display_name,
                )
            )

    @api.constrains("department_id", "unit_id")
    def _check_department_belongs_to_unit(self):
        for device in self:
            if device.department_id and device.department_id.parent_id != device.unit_id:
                raise ValidationError(
                    self.env._(
                        "%(device)s: the department “%(department)s” does not belong to “%(unit)s”.",
                        device=device.display_name,
                        department=device.department_id.name,
                        unit=device.unit_id.name or self.env._("no unit"),
                    )
                )
