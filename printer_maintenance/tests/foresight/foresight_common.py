"""Parts in devices, and counters read since."""

from datetime import datetime, timedelta

from odoo import fields

from ...models.equipment.equipment_meter import ReadingLine
from ..common import PrinterCase

NOW = "2026-03-31 01:00:00"
FITTED = datetime(2026, 1, 1, 1, 0)


class ForesightCase(PrinterCase):
    """A toner of 10,000 pages was put into the world's device on the first of January."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # the demo's own parts are none of this world's business
        cls.env["printer.part.foresight"].search([]).sudo().unlink()
        cls.toner = cls._make_part("Toner", wear_pages=10_000, part_kind="consumable")
        cls.vendor = cls.env["res.partner"].create({"name": "Toner trade"})
        cls.env["product.supplierinfo"].create(
            {"partner_id": cls.vendor.id, "product_tmpl_id": cls.toner.product_tmpl_id.id, "price": 100}
        )

    @classmethod
    def _make_part(cls, name, **values):
        return cls.env["product.product"].create(
            {
                "name": name,
                "type": "consu",
                "is_storable": True,
                "is_printer_part": True,
                "part_kind": "wearing",
                **values,
            }
        )

    @classmethod
    def _fit(cls, device, part, at=FITTED, mono=50_000, color=0, **values):
        return (
            cls.env["printer.part.fitting"]
            .sudo()
            ._through_door()
            .create(
                {
                    "equipment_id": device.id,
                    "unit_id": device.unit_id.id,
                    "product_id": part.id,
                    "quantity": 1,
                    "fitted_at": at,
                    "company_id": cls.env.company.id,
                    "meter_mono": mono,
                    "meter_color": color,
                    **values,
                }
            )
        )

    @classmethod
    def _read(cls, device, *told):
        """Readings, given as day of the year and black-and-white pages (and colour pages)."""
        for day, mono, *color in told:
            reading = cls.env["maintenance.equipment"]._take_readings(
                [ReadingLine(device, mono, *(color or [0]), FITTED + timedelta(days=day))], "network"
            )
            if reading.state == "questioned":
                reading._confirm("seen", is_reset=reading.question == "falls")

    @classmethod
    def _steady(cls, device, per_day=100, until=85, begin=50_000):
        """Ten days between readings, so many pages a day."""
        cls._read(device, *((day, begin + per_day * day) for day in range(5, until + 1, 10)))

    def _night(self):
        self._crons_do_not_commit()
        self.env["printer.part.foresight"]._cron_foresee()

    def _row(self, device=None, part=None):
        return self.env["printer.part.foresight"].search(
            [
                ("equipment_id", "=", (device or self.device).id),
                ("product_id", "=", (part or self.toner).id),
            ]
        )

    @classmethod
    def _stock(cls, part, quantity, location=None):
        location = location or cls.env.ref("stock.stock_location_stock")
        cls.env["stock.quant"]._update_available_quantity(part, location, quantity)

    @staticmethod
    def _date(text):
        return fields.Date.to_date(text)
