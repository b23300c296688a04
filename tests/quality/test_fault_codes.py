"""The ready-made fault codes, as the data files have them."""

from pathlib import Path

from lxml import etree

from odoo.modules import get_module_path
from odoo.tests import TransactionCase, tagged

from odoo.addons.printer_maintenance.models.equipment.equipment_category import DEVICE_TYPES

FOLDER = Path(get_module_path("printer_maintenance_suite"), "data", "fault_codes")


@tagged("post_install", "-at_install")
class TestFaultCodes(TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.nodes = [
            node
            for file in sorted(FOLDER.glob("*.xml"))
            for node in etree.parse(file).iter("record")
            if node.get("model") == "printer.fault.code"
        ]
        cls.codes = cls.env["printer.fault.code"].concat(
            *(cls.env.ref(f"printer_maintenance_suite.{node.get('id')}") for node in cls.nodes)
        )

    def test_there_are_enough_of_each_kind(self):
        self.assertGreaterEqual(len(self.codes), 60)
        for kind in ("symptom", "cause", "remedy"):
            self.assertGreaterEqual(len(self.codes.filtered(lambda c, kind=kind: c.kind == kind)), 20)

    def test_every_type_of_device_has_symptoms_causes_and_remedies_of_its_own(self):
        for device_type, label in DEVICE_TYPES:
            category = self.env.ref(f"printer_maintenance.category_{device_type}")
            own = self.codes.filtered(
                lambda code, category=category: category in code._effective_categories()
            )
            for kind in ("symptom", "cause", "remedy"):
                self.assertGreaterEqual(
                    len(own.filtered(lambda code, kind=kind: code.kind == kind)), 4, f"{label}: {kind}"
                )

    def test_every_cause_below_a_symptom_has_a_remedy(self):
        for code in self.codes.filtered(lambda code: code.kind == "cause" and code.parent_id):
            self.assertTrue(code.child_ids, f"{code.code} has no remedy")

    def test_no_two_codes_at_one_place_have_the_same_name(self):
        for parent, codes in self.codes.grouped(lambda code: (code.parent_id, code.kind)).items():
            names = codes.mapped("name")
            self.assertEqual(len(names), len(set(names)), parent[0].code)

    def test_every_name_and_hint_has_its_chinese(self):
        chinese = self.codes.with_context(lang="zh_CN")
        for code, translated in zip(self.codes.with_context(lang="en_US"), chinese, strict=True):
            self.assertNotEqual(code.name, translated.name, code.code)
            if code.hint:
                self.assertNotEqual(code.hint, translated.hint, code.code)

    def test_files_are_kept_when_administrators_edit_codes(self):
        data = self.env["ir.model.data"].search(
            [("module", "=", "printer_maintenance_suite"), ("model", "=", "printer.fault.code")]
        )
        self.assertEqual(len(data), len(self.codes))
        self.assertTrue(all(data.mapped("noupdate")))
