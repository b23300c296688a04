"""Opening a record or a dialog about it."""

from odoo import models


class ScreensMixin(models.AbstractModel):
    _name = "printer.screens.mixin"
    _description = "Windows and dialogs of a record"

    def _open_form(self) -> dict:
        """The action that opens this record."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": self._name,
            "res_id": self.id,
            "views": [(False, "form")],
        }

    def _open_dialog(self, model: str, name: str, **defaults) -> dict:
        """The action that opens a dialog.

        :param model: the dialog's model
        :param name: its title
        :param defaults: values that its fields begin with
        """
        return {
            "name": name,
            "type": "ir.actions.act_window",
            "res_model": model,
            "view_mode": "form",
            "target": "new",
            "context": {f"default_{field}": value for field, value in defaults.items()},
        }
