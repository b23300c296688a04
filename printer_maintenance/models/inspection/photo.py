"""Photos of an inspection: of the device, or of one point."""

from odoo import fields, models

from ...exceptions import PhotoError


class Photo(models.Model):
    _inherit = "printer.photo"

    item_id = fields.Many2one("printer.checklist.item", string="Point", readonly=True, ondelete="restrict")


class InspectionSheet(models.Model):
    _inherit = "printer.inspection.sheet"

    photo_ids = fields.One2many("printer.photo", "sheet_id", string="Photos", readonly=True)

    def _check_takes_photo(self, moment: str) -> None:
        """Photos are taken while the sheet is open.

        :raises PhotoError: saying when photos are taken
        """
        self.ensure_one()
        if moment != "inspected":
            raise PhotoError(self.env._("Photos of an inspection show what was inspected."))
        self._check_can_be_answered()

    def add_point_photo(self, item_id: int | bool, data: str, uid: str, note: str = "") -> int:
        """Add a photo of a point, or of the whole device (RPC).

        :param item_id: id of the point, or False
        :param data: JPEG or PNG, base64
        :param uid: the name that the telephone gave it
        :raises PhotoError: saying what is wrong with it
        """
        self.ensure_one()
        if item_id and item_id not in self._points().ids:
            raise PhotoError(self.env._("This point is not on the sheet. Load the round again."))
        photo_id = self.env["printer.photo"].add_photo(self._name, self.id, "inspected", data, uid, note)
        if item_id:
            # the photo was added by this very person a moment ago
            self.env["printer.photo"].sudo().browse(photo_id)._through_door().item_id = item_id
        return photo_id
