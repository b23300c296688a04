"""One of the answers that a point offers."""

from odoo import api, fields, models

from ...exceptions import ChecklistInUseError


class ChecklistOption(models.Model):
    _name = "printer.checklist.option"
    _description = "Answer that a point offers"
    _order = "item_id, sequence, id"

    item_id = fields.Many2one("printer.checklist.item", required=True, ondelete="cascade", index=True)
    sequence = fields.Integer(default=10)
    name = fields.Char(string="Possible answer", required=True, translate=True)
    is_abnormal = fields.Boolean(string="Abnormal", help="Whoever answers this has found something.")

    @api.model_create_multi
    def create(self, vals_list):
        options = super().create(vals_list)
        options._check_item_is_open()
        return options

    def write(self, vals):
        self._check_item_is_open()
        result = super().write(vals)
        self._check_item_is_open()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_in_use(self):
        self._check_item_is_open()

    def _check_item_is_open(self) -> None:
        """Raise for answers of a point that sheets bear; changing the point itself makes a new one.

        :raises ChecklistInUseError: naming the point
        """
        for item in self.item_id:
            checklist = item.checklist_id
            if checklist.purpose == "inspection" and (
                checklist.is_used or item.version_from < checklist.version
            ):
                raise ChecklistInUseError(
                    self.env._(
                        "“%(item)s” stands on sheets that are finished. Change it on its checklist: "
                        "that makes a new version.",
                        item=item.name,
                    )
                )
