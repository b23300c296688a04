"""The small world with a warehouse, a van, a site, and parts that fit the device."""

from datetime import date

from odoo import Command, fields
from odoo.tests import new_test_user

from ..common import PrinterCase


class StockingCase(PrinterCase):
    """The van and the site belong to the North station; two parts fit its unit's device."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.dispatcher = cls.users["dispatcher"]
        cls.manager = cls.users["project_manager"]
        cls.warehouse = cls.env["stock.warehouse"].search([("company_id", "=", cls.env.company.id)], limit=1)
        cls.shelf = cls.warehouse.lot_stock_id
        cls.van, cls.site = cls.env["stock.location"].create(
            [
                {"name": name, "location_id": cls.warehouse.view_location_id.id}
                for name in ("Van North", "Site of the bureau")
            ]
        )
        cls.team.write({"van_location_ids": [Command.set(cls.van.ids)], "site_location_id": cls.site.id})
        cls.stranger = new_test_user(
            cls.env,
            login="test-stranger",
            lang="en_US",
            groups="base.group_user,printer_maintenance.group_engineer",
        )
        cls.device.write({"brand": "HP", "model": "Testjet 400"})
        cls.roller, cls.fuser = cls._make_part("Roller", 35), cls._make_part("Fuser", 680)

    @classmethod
    def _make_part(cls, name, cost=10, **values):
        return cls.env["product.product"].create(
            {
                "name": name,
                "type": "consu",
                "is_storable": True,
                "is_printer_part": True,
                "standard_price": cost,
                "part_check_method": "Seal unbroken",
                "part_fit_ids": [Command.create({"brand": "HP", "model": "Testjet 400"})],
                **values,
            }
        )

    @classmethod
    def _row(cls, part=None, place=None, **values):
        part = part or cls.roller
        return cls.env["printer.part.stocking"].create(
            {
                "agreement_id": cls.agreement.id,
                "location_id": (place or cls.van).id,
                "product_id": part.id,
                "quantity_min": 2,
                "quantity_max": 5,
                **values,
            }
        )

    @classmethod
    def _agreed(cls, part=None, place=None, **values):
        day = values.pop("agreed_on", None) or fields.Date.today()
        row = cls._row(part, place, **values)
        row.with_user(cls.dispatcher)._agree(day, cls.contact)
        return row

    @classmethod
    def _have(cls, quantity, place=None, part=None, lot=None, since=None):
        cls.env["stock.quant"]._update_available_quantity(
            part or cls.roller, place or cls.shelf, quantity, lot_id=lot, in_date=since
        )

    @classmethod
    def _there(cls, place, part=None):
        cls.env.invalidate_all()
        quants = cls.env["stock.quant"].search(
            [("location_id", "child_of", place.id), ("product_id", "=", (part or cls.roller).id)]
        )
        return sum(quants.mapped("quantity"))

    def _fitted(self, quantity, day, part=None, device=None, **values):
        """A part that was put into a device."""
        device = device or self.device
        part = part or self.roller
        return (
            self.env["printer.part.fitting"]
            ._through_door()
            .create(
                {
                    "equipment_id": device.id,
                    "unit_id": device.unit_id.id,
                    "product_id": part.id,
                    "uom_id": part.uom_id.id,
                    "quantity": quantity,
                    "fitted_at": day,
                    "company_id": self.env.company.id,
                    "agreement_id": self.agreement.id,
                    "unit_cost": part.standard_price,
                    **values,
                }
            )
        )

    def _check(self, row=None, **values):
        """A check that is due."""
        row = row or self._agreed()
        return (
            self.env["printer.part.check"]
            ._through_door()
            .create({**row._check_values(date(2026, 3, 2)), "due_on": "2026-03-02", **values})
        )

    def _count(self, check, counted, defective=0, user=None, **values):
        """Count what a check asks for in the dialog, as a person does."""
        dialog = self._dialog(check.with_user(user or self.engineer).action_count(), user or self.engineer)
        line = dialog.line_ids[:1]
        line.write({"counted": counted, "defective": defective, "is_counted": True})
        dialog.write(values)
        dialog.action_done()
        check.invalidate_recordset()

    def _dialog(self, action, user):
        """The dialog that an action opens, saved with its defaults."""
        return self.env[action["res_model"]].with_user(user).with_context(**action["context"]).create({})
