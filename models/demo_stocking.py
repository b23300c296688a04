"""The demo customer's stock of parts: on site, in the van, in the warehouse, with a check that is late."""

from datetime import timedelta

from odoo import Command, api, fields, models

MODEL = ("HP", "HP LaserJet Pro M404dn")
# place, part, to hold, up to, days to the first check, months to the exchange, pieces there, their age in days
ROWS = (
    ("site", "toner", 4, 8, 0, 12, 5, 400),
    ("site", "roller", 2, 4, -2, 24, 2, 90),
    ("site", "pad", 2, 4, 5, 24, 3, 90),
    ("site", "fuser", 1, 2, 12, 24, 1, 200),
    ("van", "toner", 2, 4, 3, 12, 1, 30),
    ("van", "roller", 2, 3, 3, 0, 3, 30),
    ("van", "pad", 1, 2, 3, 0, 0, 0),
    ("shelf", "toner", 10, 30, 9, 18, 0, 0),
)
# what the last year used: part, pieces, days ago
USED = (("toner", 6, 300), ("toner", 8, 180), ("toner", 7, 60), ("roller", 2, 200), ("pad", 1, 120))
AGREED_DAYS_AGO = 20


class DemoStocking(models.AbstractModel):
    _name = "printer.demo.stocking"
    _description = "Stock of parts of the demo customer"

    @api.model
    def _ref(self, name: str):
        return self.env.ref(f"printer_maintenance_suite.{name}")

    @api.model
    def _fill(self) -> None:
        """What the parts fit, what was used, what lies where, and the plan for it."""
        parts = {name: self._ref(f"part_{name}") for name in ("roller", "fuser", "toner", "pad")}
        places = {
            "site": self._ref("location_site_south"),
            "van": self._ref("location_van_city"),
            "shelf": self.env.ref("stock.warehouse0").lot_stock_id,
        }
        for part in parts.values():
            if not part.part_fit_ids:
                part.part_fit_ids = [Command.create({"brand": MODEL[0], "model": MODEL[1]})]
        self._note_use(parts)
        self._lay_down(parts, places)
        self._plan(parts, places)

    def _note_use(self, parts: dict) -> None:
        """A year of parts fitted, where nothing else of the demo tells of it."""
        Fitting = self.env["printer.part.fitting"]
        device = self.env["maintenance.equipment"].search(
            [("model", "=", MODEL[1]), ("unit_id", "child_of", self._ref("customer_bureau").id)], limit=1
        )
        known = {product for (product,) in Fitting._read_group([], ["product_id"])}
        Fitting._through_door().create(
            [
                {
                    "equipment_id": device.id,
                    "unit_id": device.unit_id.id,
                    "product_id": parts[name].id,
                    "uom_id": parts[name].uom_id.id,
                    "quantity": pieces,
                    "fitted_at": fields.Datetime.now() - timedelta(days=days),
                    "engineer_id": self._ref("user_engineer").id,
                    "agreement_id": self._ref("agreement_bureau").id,
                    "company_id": self.env.company.id,
                    "cover": "agreement",
                    "unit_cost": parts[name].standard_price,
                }
                for name, pieces, days in USED
                if device and parts[name] not in known
            ]
        )

    def _lay_down(self, parts: dict, places: dict) -> None:
        """What lies at the places, since when."""
        for place, part, _min, _max, _days, _months, pieces, age in ROWS:
            if pieces:
                self.env["stock.quant"]._update_available_quantity(
                    parts[part],
                    places[place],
                    pieces,
                    in_date=fields.Datetime.now() - timedelta(days=age),
                )

    def _plan(self, parts: dict, places: dict) -> None:
        """The plan, agreed with the bureau; the warehouse's own needs nobody's consent. One row is left a draft."""
        today = self.env.company._printer_day(fields.Datetime.now())
        agreement, engineer = self._ref("agreement_bureau"), self._ref("user_engineer")
        rows = self.env["printer.part.stocking"].create(
            [
                {
                    "agreement_id": agreement.id if place != "shelf" else False,
                    "location_id": places[place].id,
                    "product_id": parts[part].id,
                    "quantity_min": least,
                    "quantity_max": most,
                    "check_unit": "months",
                    "check_begin": today + timedelta(days=days),
                    "replacement_months": months,
                    "responsible_id": engineer.id if place != "shelf" else False,
                    "check_method": "原包装密封、避光干燥平放；核对数量、封签、生产日期",
                }
                for place, part, least, most, days, months, _pieces, _age in ROWS
            ]
        )
        rows[:-2]._agree(today - timedelta(days=AGREED_DAYS_AGO), self._ref("contact_bureau"))
        rows[-1]._agree(today - timedelta(days=AGREED_DAYS_AGO))
