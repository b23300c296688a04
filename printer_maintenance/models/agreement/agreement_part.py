"""What belongs to an agreement follows the rights on that agreement."""

from odoo import api, models

from ...exceptions import AgreementFixedError


class AgreementPart(models.AbstractModel):
    """A row of an agreement: who may not write the agreement adds no row to it, and no row changes its agreement.

    The rows decide who sees what (the manager of an agreement), so the right is asked before they exist.
    """

    _name = "printer.agreement.part"
    _description = "Row of an agreement"

    @api.model_create_multi
    def create(self, vals_list):
        default = self.env.context.get("default_agreement_id")
        ids = {vals.get("agreement_id", default) for vals in vals_list} - {None, False}
        self.env["printer.agreement"].browse(ids).check_access("write")
        return super().create(vals_list)

    def write(self, vals):
        """Keep rows with their agreement.

        :raises AgreementFixedError: when a row is to go to another agreement
        """
        if "agreement_id" in vals and any(row.agreement_id.id != vals["agreement_id"] for row in self):
            raise AgreementFixedError(
                self.env._("A row stays with its agreement; add a new one to the other agreement.")
            )
        return super().write(vals)
