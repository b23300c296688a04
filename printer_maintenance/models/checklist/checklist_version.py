"""Versions of a checklist: what sheets have used stays as it was."""

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain


class Checklist(models.Model):
    """The points of version *v* are those that came with *v* or before and did not go with *v* or before.

    A version is open until a sheet uses it; the first change after that begins the next one.
    """

    _inherit = "printer.checklist"

    version = fields.Integer(default=1, readonly=True, copy=False)
    is_used = fields.Boolean(
        string="In use",
        readonly=True,
        copy=False,
        help="Sheets bear this version: changes begin the next one.",
    )
    allows_quick = fields.Boolean(
        string="“All in order” in one tap",
        help="The inspector may answer all points of a device at once; readings and photos never.",
    )

    @api.constrains("purpose", "inspection_kind")
    def _check_inspection_kind(self):
        for checklist in self:
            if checklist.purpose == "inspection" and not checklist.inspection_kind:
                raise ValidationError(
                    self.env._("“%(list)s”: please say for which kind of inspection.", list=checklist.name)
                )

    def _begin_version(self) -> None:
        """Let changes begin a new version, where the present one is in use."""
        for checklist in self.filtered("is_used"):
            # who may change the points may not change what was used
            checklist.sudo().write({"version": checklist.version + 1, "is_used": False})

    def _use(self) -> None:
        """Mark the present versions as used."""
        # inspectors use lists, they do not edit them
        self.sudo().filtered(lambda checklist: not checklist.is_used).is_used = True

    def _points(self, version: int):
        """The points of a version, those given up since among them."""
        self.ensure_one()
        of_version = (
            Domain("checklist_id", "=", self.id)
            & Domain("version_from", "<=", version)
            & (Domain("version_until", "=", 0) | Domain("version_until", ">", version))
        )
        items = self.env["printer.checklist.item"].with_context(active_test=False)
        return items.search(of_version, order="sequence, id")

    @api.model
    def _for_inspection(self, kind: str, categories) -> dict:
        """The list for each category in a kind of inspection.

        One that names the category goes before one that names another of its type, and that before one for all.

        :param kind: a value of ``INSPECTION_KINDS``
        :param categories: ``maintenance.equipment.category`` records
        :return: checklist by category id; an empty one where nothing fits
        """
        lists = self.search([("purpose", "=", "inspection"), ("inspection_kind", "=", kind)])
        return {
            category.id: lists.filtered(lambda c, own=category: c._is_for_category(own)).sorted(
                lambda c, own=category: (own not in c.category_ids, not c.category_ids)
            )[:1]
            for category in categories
        }
