"""Files that were signed for: nobody alters or deletes them."""

from odoo import api, fields, models

from ...exceptions import GuardedFieldError, LockedFileError

# what may change about a locked file: how it is kept, never what it says
_HARMLESS = frozenset({"store_fname", "checksum", "file_size", "index_content", "access_token"})


class IrAttachment(models.Model):
    _inherit = "ir.attachment"

    is_printer_locked = fields.Boolean(
        string="Locked", readonly=True, copy=False, help="Signed for: it can be supplemented, never altered."
    )

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su and any(vals.get("is_printer_locked") for vals in vals_list):
            raise GuardedFieldError(self.env._("Only the system locks files."))
        return super().create(vals_list)

    def write(self, vals):
        if not _HARMLESS.issuperset(vals):
            self._check_not_locked()
        if "is_printer_locked" in vals and not self.env.su:
            raise GuardedFieldError(self.env._("Only the system locks files."))
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_locked(self):
        self._check_not_locked()

    def _check_not_locked(self) -> None:
        # also for those who may not see the file: it is locked for everybody
        locked_sudo = self.sudo().filtered("is_printer_locked")
        if locked_sudo:
            raise LockedFileError(
                self.env._(
                    "“%(file)s” was signed for and stays as it is. Add a supplement to the visit instead.",
                    file=locked_sudo[0].name,
                )
            )
