from odoo import fields, models

from ...exceptions import PhotoError


class Custody(models.Model):
    _inherit = "printer.custody"

    photo_ids = fields.One2many("printer.photo", "custody_id", string="Photos", readonly=True)

    def _check_takes_photo(self, moment: str) -> None:
        """Photos of the receipt before the consent is signed, those of the return before that is.

        :raises PhotoError: saying when photos are taken
        """
        self.ensure_one()
        self._check_may_act()
        if (self.state, moment) not in (("requested", "taken"), ("ready", "returned")):
            raise PhotoError(
                self.env._("%(stay)s: photos are taken before the contact signs.", stay=self.name)
            )

    def _signed_content(self, purpose):
        return [*super()._signed_content(purpose), self.sudo().photo_ids.ids]  # see _signing_lines
