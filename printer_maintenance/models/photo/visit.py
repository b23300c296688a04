from odoo import fields, models

from ...exceptions import PhotoError


class Visit(models.Model):
    _inherit = "printer.visit"

    photo_ids = fields.One2many("printer.photo", "visit_id", string="Photos", readonly=True)

    def _check_takes_photo(self, moment: str) -> None:
        """Photos are taken while on site, before the contact signs.

        :raises PhotoError: saying when photos are taken
        """
        self.ensure_one()
        self._check_is_mine()
        if moment not in ("before", "after"):
            raise PhotoError(self.env._("Say whether the photo shows it before or after the work."))
        if not self.is_at_work:
            raise PhotoError(
                self.env._("%(visit)s: photos are taken while the work is going on.", visit=self.name)
            )
