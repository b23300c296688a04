"""What is added to a visit after it was signed: nothing is altered, only supplemented."""

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ...exceptions import AppendOnlyError, VisitError


class VisitSupplement(models.Model):
    """One later remark on a signed visit (REQUIREMENTS V1, V3)."""

    _name = "printer.visit.supplement"
    _inherit = "printer.guard.mixin"
    _description = "Supplement of a visit"
    _order = "id"

    visit_id = fields.Many2one("printer.visit", required=True, ondelete="restrict", index=True)
    text = fields.Text(string="Supplement", required=True)
    user_id = fields.Many2one(
        "res.users", string="By", required=True, readonly=True, default=lambda self: self.env.user
    )
    date = fields.Datetime(string="At", required=True, readonly=True, default=fields.Datetime.now)

    @api.model
    def _get_guarded_fields(self):
        return super()._get_guarded_fields() | {"user_id", "date"}

    @api.model_create_multi
    def create(self, vals_list):
        supplements = super().create(vals_list)
        for supplement in supplements:
            supplement.visit_id._check_may_be_supplemented()
            if not supplement.text.strip():
                raise ValidationError(self.env._("Please write what is to be added."))
        supplements._tell_contact()
        return supplements

    def _tell_contact(self) -> None:
        """The contact, who signed for the rest, hears of what was added."""
        for supplement in self:
            # engineers may add to their own visit, whoever may write messages there
            visit_sudo = supplement.visit_id.sudo()
            contact = visit_sudo.contact_id
            visit_sudo.with_context(lang=contact.lang or self.env.lang).message_post(
                body=supplement.text,
                subject=visit_sudo.with_context(lang=contact.lang).env._(
                    "%(visit)s: supplement to the signed work", visit=visit_sudo.name
                ),
                author_id=self.env.user.partner_id.id,
                partner_ids=contact.ids if contact.email else [],
                subtype_xmlid="mail.mt_comment",
            )

    def write(self, vals):
        if {"visit_id", "text", "user_id", "date"}.intersection(vals):
            raise AppendOnlyError(self.env._("A supplement stays on record as it was; add another one."))
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise AppendOnlyError(self.env._("A supplement stays on record and cannot be deleted."))


class Visit(models.Model):
    _inherit = "printer.visit"

    supplement_ids = fields.One2many(
        "printer.visit.supplement", "visit_id", string="Supplements", readonly=True, copy=False
    )

    def _check_may_be_supplemented(self) -> None:
        """Only who did the visit, or directs it, adds something, and only once it has ended.

        :raises VisitError: when it can still be changed itself
        """
        self.ensure_one()
        self._check_is_mine()
        if self.state not in ("finished", "unfinished"):
            raise VisitError(
                self.env._(
                    "%(visit)s has not ended; write it into the visit itself instead of a supplement.",
                    visit=self.name,
                )
            )
