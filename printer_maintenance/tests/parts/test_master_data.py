"""What a part is and what it fits."""

from psycopg2 import IntegrityError

from odoo import fields
from odoo.exceptions import AccessError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import PartsCase


@tagged("post_install", "-at_install")
class TestMasterData(PartsCase):
    def _fit(self, part, **values):
        return self.env["printer.part.fit"].create({"product_tmpl_id": part.product_tmpl_id.id, **values})

    def test_part_and_device_find_each_other_however_the_model_is_written(self):
        self.device.write({"brand": "Acme", "model": "LaserPrint 9000-X"})
        fit = self._fit(self.roller, brand="acme", model="ACME Laserprint 9000 X")
        self.assertEqual(fit.device_count, 1)
        found = self.env["product.template"].search(self.device._fitting_parts_domain())
        self.assertEqual(found, self.roller.product_tmpl_id)
        action = self.roller.product_tmpl_id.action_view_fitting_devices()
        self.assertEqual(self.env["maintenance.equipment"].search(action["domain"]), self.device)

    def test_part_for_every_device_of_a_type_is_found_too(self):
        desktop = self._make_device(
            "SN-D", category_id=self.env.ref("printer_maintenance.category_desktop").id, model="OptiPlex"
        )
        self._fit(self.roller, device_type="desktop")
        templates = self.env["product.template"]
        self.assertIn(self.roller.product_tmpl_id, templates.search(desktop._fitting_parts_domain()))
        self.assertNotIn(self.roller.product_tmpl_id, templates.search(self.device._fitting_parts_domain()))

    def test_model_is_entered_once_per_part_and_never_empty(self):
        self._fit(self.roller, brand="HP", model="M404dn")
        with self.assertRaises(IntegrityError), mute_logger("odoo.sql_db"), self.env.cr.savepoint():
            self._fit(self.roller, brand="hp", model="m404 DN")
        with self.assertRaises(ValidationError):
            self._fit(self.roller, brand="HP")

    def test_part_that_is_not_original_goes_into_desktops_only(self):
        with self.assertRaisesRegex(ValidationError, "Roller"):
            self.roller.part_origin = "compatible"
        disk = self.env["product.template"].create(
            {
                "name": "Disk",
                "is_printer_part": True,
                "part_origin": "compatible",
                "part_fit_ids": [fields.Command.create({"device_type": "desktop"})],
            }
        )
        with self.assertRaisesRegex(ValidationError, "Disk"):
            self.env["printer.part.fit"].create({"product_tmpl_id": disk.id, "device_type": "laptop"})

    def test_parts_are_invoiced_by_what_was_used(self):
        self.assertEqual(self.roller.invoice_policy, "delivery")

    def test_engineers_read_the_list_of_parts_and_change_nothing(self):
        fit = self._fit(self.roller, brand="HP", model="M404dn").with_user(self.engineer)
        self.assertEqual(fit.product_tmpl_id.name, "Roller")
        with self.assertRaises(AccessError):
            fit.model = "M405"
        with self.assertRaises(AccessError):
            fit.product_tmpl_id.part_kind = "spare"
