"""The contact's signature: for exactly the work that was shown, once, and never taken from another visit."""

import hashlib
import json

from odoo import api, fields, models
from odoo.fields import Domain

from ...exceptions import PrinterError, SignatureError
from ..base.signing_mixin import NAME_LENGTH


class Visit(models.Model):
    _inherit = "printer.visit"

    signing_token = fields.Char(
        readonly=True,
        copy=False,
        help="The fingerprint of the work that was shown to the contact for signing.",
    )
    signature_place = fields.Selection(
        [("portal", "In the portal"), ("on_screen", "On the engineer's screen")],
        string="Signed where",
        readonly=True,
        copy=False,
    )
    signature_held_by_id = fields.Many2one(
        "res.users", string="Screen held by", readonly=True, copy=False, ondelete="restrict"
    )
    signature_digest = fields.Char(
        readonly=True,
        copy=False,
        # has this very drawing been used on another visit?
        index="btree_not_null",
        groups="base.group_system",
    )

    @api.model
    def _get_guarded_fields(self):
        return super()._get_guarded_fields() | {
            "signing_token",
            "signature_place",
            "signature_held_by_id",
            "signature_digest",
        }

    def _after_work(self):
        super()._after_work()
        # parts are booked by now: this is what the contact will see
        self._through_door().signing_token = self._fingerprint()

    def _fingerprint(self) -> str:
        """SHA-256 of all that the contact signs for."""
        self.ensure_one()
        told = [
            self.id,
            self.name,
            self.ticket_id.id,
            self.equipment_id.id,
            *self._everyone().ids,
            self.fault_cause,
            self.work_done,
            self.part_summary,
            self.advice,
            self.is_tested,
            self.is_explained,
            str(self.work_finished_at),
        ]
        return hashlib.sha256(json.dumps(told, ensure_ascii=False).encode()).hexdigest()

    def _sign_seen(self, name, signature, signer, token, place: str, held_by=None) -> None:
        """Take a signature that came in over the web.

        The same request once more, because the answer got lost, is answered in the same way and signs nothing twice.

        :param name: the name that the signer gave
        :param signature: PNG or JPEG, base64
        :param signer: ``res.partner``
        :param token: the fingerprint of the work that the signer was shown
        :param place: value of ``signature_place``
        :param held_by: ``res.users`` who held the screen
        :raises SignatureError: saying what is wrong with it
        """
        self.ensure_one()
        digest = self._check_drawing(name, signature)
        self._lock_visit()
        visit_sudo = self.sudo()  # digests are the system's
        name = name.strip()[:NAME_LENGTH]
        given = (self.signed_by, visit_sudo.signature_digest, self.signing_token)
        if self.signed_at and given == (name, digest, token):
            return
        if not self.awaits_signature:
            raise PrinterError(self.env._("Nothing waits for a signature here."))
        if token != self.signing_token or token != self._fingerprint():
            raise SignatureError(
                self.env._("The work has changed since you saw it. Please look at it again, then sign.")
            )
        if visit_sudo._is_drawn_elsewhere(digest, signer if place == "portal" else None):
            raise SignatureError(
                self.env._("This very drawing stands on another visit. Please sign anew, by hand.")
            )
        self._through_door().write(
            {
                "signature_digest": digest,
                "signature_place": place,
                "signature_held_by_id": held_by.id if held_by else False,
            }
        )
        self._sign(name, signature, signer)

    def _is_drawn_elsewhere(self, digest: str, signed_in=None) -> bool:
        """Whether this very picture stands on another visit.

        :param signed_in: ``res.partner`` who signed in and may let their name be drawn by the portal, alike each time
        """
        domain = Domain("signature_digest", "=", digest) & Domain("id", "!=", self.id)
        if signed_in:
            domain &= Domain("signer_id", "!=", signed_in.id) | Domain("signature_place", "=", "on_screen")
        return bool(self.search_count(domain, limit=1)) or self.env["printer.drawing"]._is_known(digest)

    def action_sign_on_screen(self, name: str, signature: str, token: str, purpose: str = "work") -> bool:
        """The contact signs on the engineer's screen (REQUIREMENTS V3); who held it stays on record.

        :param name: the name that the contact typed
        :param signature: PNG, base64
        :param token: the fingerprint of the work that was shown
        """
        self.ensure_one()
        self._check_is_mine()
        # the signature is the contact's and no field of the engineer's
        self.sudo()._sign_seen(name, signature, self.contact_id, token, "on_screen", self.env.user)
        return True

    def signing_summary(self, purpose: str = "work") -> dict:
        """What the contact is shown before signing, in the contact's language.

        :return: ``token``, ``title``, ``hint``, the contact's ``name`` and ``lines`` of label and text
        """
        self.ensure_one()
        self.check_access("read")
        visit = self.with_context(lang=self.contact_id.sudo().lang or self.env.lang)
        shown = ("equipment_id", "fault_cause", "work_done", "part_summary", "advice")
        lines = [
            {"label": visit._fields[name]._description_string(visit.env), "text": text}
            for name in shown
            if (text := visit[name].display_name if name == "equipment_id" else visit[name])
        ]
        return {
            "token": visit.signing_token,
            "title": visit.env._("Please check the device and sign"),
            "hint": visit.env._(
                "With your signature you confirm that the device works. The request is then closed."
            ),
            "name": visit.contact_id.name or "",
            "lines": lines,
        }

    def _ask_for_signature(self) -> None:
        """Tell the contact, in their language, that the work waits for their signature."""
        template = self.env.ref("printer_maintenance.mail_template_visit_sign", raise_if_not_found=False)
        if template and self.contact_id.email:
            template.sudo().send_mail(self.id, email_layout_xmlid="mail.mail_notification_light")

    def _sign(self, name: str, signature: str, signer) -> None:
        """Take the contact's signature: the visit is finished and the request solved.

        :param name: the name that the signer gave
        :param signature: PNG, base64
        :param signer: ``res.partner`` who is signed in, or whom the engineer handed the telephone
        :raises PrinterError: when nothing waits for a signature
        """
        self.ensure_one()
        self._lock_visit()
        if not self.awaits_signature:
            raise PrinterError(self.env._("Nothing waits for a signature here."))
        signed = {
            "signature": signature,
            "signed_by": name,
            "signed_at": fields.Datetime.now(),
            "signer_id": signer.id,
        }
        if self.state == "finished":
            # closed without signature before: it comes late, the work was over long ago
            self._through_door().write(signed)
        else:
            self._set_state("finished", left_at=signed["signed_at"], **signed)
        self.equipment_id._log_event("signed", f"{self.name} {name}", self)
        self._after_signature()
        self._after_closing()
        self.ticket_id._solve(self.work_finished_at)

    def _after_signature(self) -> None:
        """What follows once the contact has signed; capabilities add theirs."""
