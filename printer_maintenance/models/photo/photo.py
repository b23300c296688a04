"""Photos from the telephone: what it looked like before and after, as it was taken along and given back."""

import base64
import binascii
import io

from PIL import Image, ImageOps, UnidentifiedImageError

from odoo import api, fields, models

from ...exceptions import PhotoError

MOMENTS = [
    ("before", "Before the work"),
    ("after", "After the work"),
    ("taken", "When taken along"),
    ("returned", "When given back"),
    ("inspected", "At the inspection"),
]
# what a photo can belong to, and the moments of each
OWNERS = {
    "printer.visit": "visit_id",
    "printer.custody": "custody_id",
    "printer.inspection.sheet": "sheet_id",
}
MAX_MEGABYTES = 10
MAX_PIXELS = 60_000_000
SIDE = 1920
MOST_OF_A_MOMENT = 20
UID_LENGTH = 64


class Photo(models.Model):
    """One picture with who took it and when (REQUIREMENTS V1, V4). Added and removed by the methods below only."""

    _name = "printer.photo"
    _inherit = "printer.guard.mixin"
    _description = "Photo"
    _order = "id"

    visit_id = fields.Many2one("printer.visit", ondelete="cascade", index="btree_not_null")
    custody_id = fields.Many2one("printer.custody", ondelete="restrict", index="btree_not_null")
    sheet_id = fields.Many2one("printer.inspection.sheet", ondelete="restrict", index="btree_not_null")
    moment = fields.Selection(MOMENTS, required=True)
    image = fields.Image(required=True)
    thumbnail = fields.Image(related="image", max_width=256, max_height=256, store=True)
    note = fields.Char()
    user_id = fields.Many2one("res.users", string="Taken by", required=True, ondelete="restrict")
    taken_at = fields.Datetime(
        required=True, help="When it reached us; the telephone's clock does not count."
    )
    uid = fields.Char(required=True, help="Given by the telephone, so that nothing arrives twice.")

    _once = models.UniqueIndex("(uid)")
    _one_owner = models.Constraint("CHECK(num_nonnulls(visit_id, custody_id, sheet_id) = 1)")

    @api.model
    def _get_guarded_fields(self):
        return super()._get_guarded_fields() | {
            *OWNERS.values(),
            "moment",
            "image",
            "user_id",
            "taken_at",
            "uid",
            "note",
        }

    @api.model
    def add_photo(self, model: str, res_id: int, moment: str, data: str, uid: str, note: str = "") -> int:
        """Add a photo; the same one once more, because the answer got lost, is added once.

        :param model: one of ``OWNERS``
        :param res_id: whose photo it is
        :param moment: a value of ``moment``
        :param data: JPEG or PNG, base64; other kinds are turned into JPEG on the telephone
        :param uid: unique name that the telephone gave
        :param note: what is seen
        :raises PhotoError: saying what is wrong with it
        :return: id of the photo
        """
        if model not in OWNERS:
            raise PhotoError(
                self.env._("Photos belong to a visit, an inspection or a device at the workshop.")
            )
        owner = self.env[model].browse(res_id)
        owner.check_access("read")
        owner._check_takes_photo(moment)
        if not isinstance(uid, str) or not 8 <= len(uid) <= UID_LENGTH:
            raise PhotoError(self.env._("The photo has no name of its own. Please take it again."))
        # photos are written through here only; that the person may add one was checked
        photos_sudo = self.sudo()
        mine = [(OWNERS[model], "=", res_id), ("moment", "=", moment)]
        if known := photos_sudo.search([*mine, ("uid", "=", uid)]):
            return known.id
        if photos_sudo.search_count(mine) >= MOST_OF_A_MOMENT:
            raise PhotoError(
                self.env._(
                    "There are %(count)d photos already. Remove one before you add another.",
                    count=MOST_OF_A_MOMENT,
                )
            )
        photo = photos_sudo._through_door().create(
            {
                OWNERS[model]: res_id,
                "moment": moment,
                "image": self._clean(data),
                "note": (note or "").strip()[:200],
                "user_id": self.env.uid,
                "taken_at": fields.Datetime.now(),
                "uid": uid,
            }
        )
        return photo.id

    @api.model
    def _clean(self, data: str) -> bytes:
        """The picture upright, small enough, and without what cameras write into it, such as where it was taken.

        :raises PhotoError: for what is no picture, or too large
        """
        too_large = self.env._("The photo is larger than %(size)d MB.", size=MAX_MEGABYTES)
        if not isinstance(data, str) or len(data) > MAX_MEGABYTES * 1024 * 1024 * 4 // 3 + 4:
            raise PhotoError(too_large)
        try:
            content = base64.b64decode(data, validate=True)
            picture = Image.open(io.BytesIO(content), formats=("JPEG", "PNG"))
            if picture.width * picture.height > MAX_PIXELS:
                raise PhotoError(too_large)
            picture = ImageOps.exif_transpose(picture).convert("RGB")
        except (
            binascii.Error,
            ValueError,
            OSError,
            UnidentifiedImageError,
            Image.DecompressionBombError,
        ) as error:
            raise PhotoError(
                self.env._("This is no photo that can be read. JPEG and PNG are possible.")
            ) from error
        picture.thumbnail((SIDE, SIDE))
        file = io.BytesIO()
        picture.save(file, "JPEG", quality=85)
        return base64.b64encode(file.getvalue())

    def remove_photo(self) -> bool:
        """Take a photo back, as long as another one could be added.

        :raises AccessError: for somebody else's photo
        """
        self.check_access("read")
        for photo in self:
            owner = photo.visit_id or photo.custody_id or photo.sheet_id
            owner._check_takes_photo(photo.moment)
        # see add_photo
        self.sudo().unlink()
        return True
