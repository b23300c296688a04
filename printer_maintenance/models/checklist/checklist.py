"""Checklists: what is taken along, what is checked on the job, what is looked at on an inspection."""

from odoo import fields, models

from ..ticket.helpdesk_ticket import SERVICE_KINDS

PURPOSES = [
    ("leaving", "Before leaving"),
    ("job", "On the job"),
    ("inspection", "On an inspection"),
]
INSPECTION_KINDS = [
    ("daily", "Daily round"),
    ("electrical", "Electrical safety check"),
    ("full", "Full inspection"),
    ("other", "Other inspection"),
]


class Checklist(models.Model):
    """One list of points for a kind of work, a type of device and, if wanted, a fault (REQUIREMENTS V9, A3)."""

    _name = "printer.checklist"
    _description = "Checklist"
    _order = "purpose, sequence, id"

    name = fields.Char(required=True, translate=True)
    purpose = fields.Selection(
        PURPOSES,
        required=True,
        default="job",
        # lists of one purpose are matched whenever visits are laid out
        index=True,
    )
    inspection_kind = fields.Selection(
        INSPECTION_KINDS, string="Kind of inspection", help="On lists for inspections: for which of them."
    )
    service_kind = fields.Selection(
        SERVICE_KINDS, string="Kind of service", help="Empty: for every kind of service."
    )
    category_ids = fields.Many2many(
        "maintenance.equipment.category",
        "printer_checklist_category_rel",
        string="Device types",
        help="Each stands for all categories of its type. Empty: for devices of every type.",
    )
    fault_id = fields.Many2one(
        "printer.fault.code",
        string="Fault code",
        ondelete="restrict",
        # asked when a code is to be deleted
        index="btree_not_null",
        help="Only when the request bears this code or one below it.",
    )
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    item_ids = fields.One2many("printer.checklist.item", "checklist_id", string="Points", copy=True)

    def _fitting(self, service_kind: str, category, codes):
        """Those of these lists that are meant for a job.

        :param service_kind: one of ``SERVICE_KINDS``
        :param category: ``maintenance.equipment.category`` of the device, or none
        :param codes: ``printer.fault.code`` that stand on the request
        """
        return self.filtered(
            lambda checklist: (
                checklist.service_kind in (False, service_kind)
                and checklist._is_for_category(category)
                and checklist._is_for_codes(codes)
            )
        )

    def _is_for_category(self, category) -> bool:
        types = {kind for kind in self.category_ids.mapped("device_type") if kind}
        return not self.category_ids or category in self.category_ids or category.device_type in types

    def _is_for_codes(self, codes) -> bool:
        path = self.fault_id.parent_path
        return not path or any((code.parent_path or "").startswith(path) for code in codes)
