"""Parts in the demo customer's printers, and a few months of their counters, so that something runs out."""

from datetime import timedelta
from typing import NamedTuple

from odoo import api, fields, models

from odoo.addons.printer_maintenance.models.equipment.equipment_meter import ReadingLine
from odoo.addons.printer_maintenance.rules.part_fit import model_key

# what the demo's parts fit, as brand and model stand in the register
MODELS = {
    "M404": ("HP", "LaserJet Pro M404dn"),
    "M428": ("HP", "LaserJet Pro MFP M428fdw"),
    "M507": ("HP", "LaserJet Enterprise M507dn"),
    "LBP226": ("Canon", "LBP226dw"),
}
FITS = {
    "roller": ("M404", "M428", "M507", "LBP226"),
    "pad": ("M404", "M428", "M507", "LBP226"),
    "fuser": ("M404", "M428", "M507", "LBP226"),
    "toner": ("M404", "M428", "LBP226"),
    "toner_m507": ("M507",),
}
IN_THE_VAN = {"toner": 2, "pad": 1}
READ_EVERY_DAYS = 12
# so many pages lasted the cartridges that were changed before, of the Canon model
CHANGED_AT = (8_600, 8_900, 8_400, 9_100, 8_700)


class Case(NamedTuple):
    """A part in the n-th device of a model: put in so many days ago, so many pages a day since."""

    model: str
    number: int
    part: str
    days: int
    pages: int
    jump: int = 0


CASES = (
    Case("M428", 0, "toner", 70, 137),
    Case("M428", 1, "toner", 60, 150),
    Case("M428", 2, "toner", 80, 109),
    Case("M428", 3, "roller", 320, 296),
    Case("M428", 3, "pad", 190, 296),
    Case("M507", 0, "fuser", 390, 355),
    Case("M507", 0, "toner_m507", 22, 355),
    Case("M507", 1, "fuser", 410, 340),
    Case("M507", 2, "toner_m507", 40, 210),
    Case("M404", 0, "toner", 90, 84),
    Case("M404", 1, "toner", 75, 92, jump=6_000),
    Case("LBP226", 0, "toner", 66, 118),
    Case("LBP226", 1, "toner", 50, 126),
    Case("LBP226", 2, "pad", 260, 205),
    # nothing is said of these yet: put in lately, prints nothing
    Case("M404", 2, "toner", 6, 90),
    Case("M507", 3, "toner_m507", 9, 260),
    Case("LBP226", 3, "toner", 48, 0),
)


class DemoForesight(models.AbstractModel):
    _name = "printer.demo.foresight"
    _description = "Parts running out at the demo customer"

    @api.model
    def _fill(self) -> None:
        """What the parts fit, who sells them, what is in the printers, and what was read since."""
        self._say_what_fits()
        self._name_vendor()
        devices = {model: self._devices(*MODELS[model]) for model in MODELS}
        fittings = []
        for case in CASES:
            fittings.append(self._fitting(devices[case.model][case.number], case))
            self._read(devices[case.model][case.number], case)
        # the system writes these rows when a job's parts leave the stock
        Fitting = self.env["printer.part.fitting"].sudo()._through_door()
        Fitting.create(fittings)
        for number, pages in enumerate(CHANGED_AT):
            self._changed_before(
                devices["LBP226"][4 + number], pages, Case("LBP226", 0, "toner", 30 + 9 * number, 90)
            )
        self._load_van()
        self.env["printer.part.foresight"].sudo()._cron_foresee()

    def _part(self, name: str):
        return self.env.ref(f"printer_maintenance_suite.part_{name}")

    def _say_what_fits(self) -> None:
        """The printers that each part fits; the disk goes into every desktop computer."""
        Fit = self.env["printer.part.fit"]
        for name, models_ in FITS.items():
            template = self._part(name).product_tmpl_id
            known = template.part_fit_ids.mapped("fit_key")
            Fit.create(
                [
                    {"product_tmpl_id": template.id, "brand": brand, "model": model}
                    for brand, model in map(MODELS.get, models_)
                    if model_key(brand, model) not in known
                ]
            )
        disk = self._part("ssd").product_tmpl_id
        if not disk.part_fit_ids:
            Fit.create({"product_tmpl_id": disk.id, "device_type": "desktop"})

    def _name_vendor(self) -> None:
        """Somebody who sells what runs out, where the demo names nobody yet."""
        unsold = [part for part in map(self._part, FITS) if not part.product_tmpl_id.seller_ids]
        if not unsold:
            return
        vendor = self.env["res.partner"].create(
            {"name": "示例打印耗材有限公司", "is_company": True, "email": "supplies@example.com"}
        )
        self.env["product.supplierinfo"].create(
            [
                {
                    "partner_id": vendor.id,
                    "product_tmpl_id": part.product_tmpl_id.id,
                    "price": part.standard_price,
                    "delay": 3,
                }
                for part in unsold
            ]
        )

    def _devices(self, brand: str, model: str):
        """The customer's devices of a model that nothing else of the demo is about."""
        found = self.env["maintenance.equipment"].search(
            [
                ("customer_id", "=", self.env.ref("printer_maintenance_suite.customer_bureau").id),
                ("brand", "=", brand),
                ("model", "=", model),
                ("condition", "=", "in_service"),
                ("ticket_ids", "=", False),
                ("meter_mono", ">", 20_000),
            ],
            order="serial_no desc",
        )
        # long-lived parts need a counter that has come far
        return found.sorted(lambda device: device.meter_mono < 145_000)

    def _fitting(self, device, case: Case) -> dict:
        part = self._part(case.part)
        agreement = self.env.ref("printer_maintenance_suite.agreement_bureau")
        return {
            "equipment_id": device.id,
            "unit_id": device.unit_id.id,
            "product_id": part.id,
            "quantity": 1,
            "uom_id": part.uom_id.id,
            "fitted_at": fields.Datetime.now() - timedelta(days=case.days),
            "engineer_id": self.env.ref("printer_maintenance_suite.user_engineer").id,
            "agreement_id": agreement.id,
            "company_id": agreement.company_id.id,
            "cover": "agreement",
            "unit_cost": part.standard_price,
            "meter_mono": device.meter_mono - case.days * case.pages - case.jump,
            "meter_color": device.meter_color,
        }

    def _read(self, device, case: Case) -> None:
        """Counters read every other week since, below the one that the register brought."""
        newest = device.last_counted_at
        Equipment = self.env["maintenance.equipment"]
        for back in range(case.days // READ_EVERY_DAYS * READ_EVERY_DAYS, 0, -READ_EVERY_DAYS):
            Equipment._take_readings(
                [
                    ReadingLine(
                        device,
                        device.meter_mono - back * case.pages - case.jump,
                        device.meter_color,
                        newest - timedelta(days=back),
                    )
                ],
                "network",
            )

    def _changed_before(self, device, pages: int, case: Case) -> None:
        """A cartridge that was changed: how long it lasted tells more than what its maker says."""
        new = self._fitting(device, case)
        old = {
            **new,
            "fitted_at": new["fitted_at"] - timedelta(days=100),
            "meter_mono": new["meter_mono"] - pages,
        }
        Fitting = self.env["printer.part.fitting"].sudo()._through_door()
        fitted, gone = Fitting.create([new, old])
        gone.write({"removed_at": new["fitted_at"], "replaced_by_id": fitted.id})
        self._read(device, case)

    def _load_van(self) -> None:
        """A few parts in the van of the city's station, where the demo has none yet."""
        team = self.env.ref("printer_maintenance_suite.team_city")
        if team.van_location_ids:
            return
        warehouse = self.env.ref("stock.warehouse0")
        team.van_location_ids = self.env["stock.location"].create(
            {"name": "服务车 1", "usage": "internal", "location_id": warehouse.view_location_id.id}
        )
        for name, quantity in IN_THE_VAN.items():
            self.env["stock.quant"]._update_available_quantity(
                self._part(name), team.van_location_ids, quantity
            )
