"""The checklist of the job on its visit."""

from odoo import fields, models

from .visit_check import WORDING

COPIED = ("sequence", "answer_kind", "is_limited", "minimum", "maximum", "required", "wants_photo")


class Visit(models.Model):
    _inherit = "printer.visit"

    check_ids = fields.One2many(
        "printer.visit.check", "visit_id", string="Checklist", copy=False, groups="base.group_user"
    )

    def _lay_out_checks(self) -> None:
        """Lay out the points of the job; those that were answered stay, whatever the lists say now."""
        # the points are the system's, whoever arrives or codes the fault
        Check = self.env["printer.visit.check"].sudo()._through_door()
        known = Check.search([("visit_id", "in", self.ids)]).grouped("visit_id")
        gone, new = Check.browse(), []
        for visit, items in self._wanted_items("job").items():
            checks = known.get(visit, Check.browse())
            gone |= checks.filtered(
                lambda check, items=items: (
                    not (check.answered_at or check.note or check.photo) and check.item_id not in items
                )
            )
            new += [
                {
                    "visit_id": visit.id,
                    "item_id": item.id,
                    **{name: item[name] for name in (*WORDING, *COPIED)},
                }
                for item in items - checks.item_id
            ]
        gone.unlink()
        Check.create(new)._copy_wording()

    def _arrive(self, method, **values):
        result = super()._arrive(method, **values)
        self._lay_out_checks()
        return result

    def action_rest_ok(self):
        """Answer with one tap what is still open and can be ticked or found in order."""
        self.ensure_one()
        self._check_is_mine()
        self.check_ids.filtered(lambda check: not check.answered_at).action_ok()

    def _missing_before_signature(self):
        missing = super()._missing_before_signature()
        return missing + [
            check.name for check in self.check_ids if check.required and not check._is_complete()
        ]


class VisitCheck(models.Model):
    _inherit = "printer.visit.check"

    def _copy_wording(self) -> None:
        """Keep the list's wording in every language."""
        for code, _name in self.env["res.lang"].get_installed():
            for check in self.with_context(lang=code):
                for name in WORDING:
                    if check[name] != check.item_id[name]:
                        check[name] = check.item_id[name]
