"""What tests of jobs share: small checklists of this world."""

from odoo import fields

from ..visit.visit_common import VisitCase


class JobCase(VisitCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.printers = cls.env.ref("printer_maintenance.category_printer")
        cls.jam = cls.env["printer.fault.code"].create({"code": "TJ1", "name": "Jam"})
        cls.leaving = cls._list(
            "leaving",
            [
                {"name": "Vacuum cleaner", "supply_kind": "tool"},
                {"name": "Test paper", "supply_kind": "medium", "required": False},
            ],
        )

    @classmethod
    def _list(cls, purpose, items, **values):
        return cls.env["printer.checklist"].create(
            {
                "name": "List",
                "purpose": purpose,
                "service_kind": "repair",
                "category_ids": [fields.Command.set(cls.printers.ids)],
                "item_ids": [fields.Command.create(item) for item in items],
                **values,
            }
        )

    def _names(self, visit):
        return sorted(visit.preparation_ids.mapped("name"))

    def _fill(self, visit, **values):
        visit.write(
            {
                "fault_cause": "Worn roller",
                "work_done": "Roller replaced",
                "is_tested": True,
                "is_explained": True,
                "briefing_omitted": "Knows it well",
                **values,
            }
        )
