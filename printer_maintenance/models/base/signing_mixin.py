"""A contact signs on one of our screens: for exactly what was shown, once, with a drawing of this very moment."""

import base64
import binascii
import hashlib
import io
import json

from PIL import Image, UnidentifiedImageError

from odoo import api, fields, models

from ...exceptions import SignatureError

NAME_LENGTH = 120
MAX_SIGNATURE_BYTES = 1024 * 1024
MAX_SIDE = 4000


class SigningMixin(models.AbstractModel):
    """What a contact can sign for on the screen of whoever stands before them (REQUIREMENTS V3, V4).

    A model says for each purpose what is shown (:meth:`_signing_words`, :meth:`_signing_lines`), what exactly is
    signed for (:meth:`_signed_content`), who may hold the screen (:meth:`_check_may_sign`) and what follows
    (:meth:`_take_signature`).
    """

    _name = "printer.signing.mixin"
    _description = "Signed on screen"

    @api.model
    def _check_drawing(self, name, signature) -> str:
        """Raise for what is no name with a drawing.

        :param name: the name that the signer gave
        :param signature: PNG or JPEG, base64
        :return: the drawing's SHA-256
        :raises SignatureError: saying what is missing
        """
        if not isinstance(name, str) or not name.strip():
            raise SignatureError(self.env._("Please enter your name."))
        if not isinstance(signature, str) or not signature:
            raise SignatureError(self.env._("The signature is missing."))
        if len(signature) > MAX_SIGNATURE_BYTES:
            raise SignatureError(self.env._("The picture of the signature is too large."))
        try:
            content = base64.b64decode(signature, validate=True)
            # drawings of other kinds can carry scripts
            picture = Image.open(io.BytesIO(content), formats=("PNG", "JPEG"))
            width, height = picture.size
        except (binascii.Error, ValueError, UnidentifiedImageError, Image.DecompressionBombError) as error:
            raise SignatureError(self.env._("The signature is missing.")) from error
        if max(width, height) > MAX_SIDE:
            raise SignatureError(self.env._("The picture of the signature is too large."))
        return hashlib.sha256(content).hexdigest()

    def signing_summary(self, purpose: str) -> dict:
        """What the contact is shown before signing, in the contact's language.

        :param purpose: what is signed for, a word of the model's own
        :return: ``token``, ``title``, ``hint``, the contact's ``name`` and ``lines`` of label and text
        """
        self.ensure_one()
        self.check_access("read")
        contact_sudo = self._signing_contact().sudo()  # engineers need not see people of other units
        shown = self.with_context(lang=contact_sudo.lang or self.env.lang)
        title, hint = shown._signing_words(purpose)
        return {
            "token": self._signing_fingerprint(purpose),
            "title": title,
            "hint": hint,
            "name": contact_sudo.name or "",
            "lines": [
                {"label": label, "text": text} for label, text in shown._signing_lines(purpose) if text
            ],
        }

    def action_sign_on_screen(self, name: str, signature: str, token: str, purpose: str) -> bool:
        """The contact signs; who held the screen stays on record.

        The same request once more, because the answer got lost, is answered in the same way and signs nothing twice.

        :param name: the name that the contact typed
        :param signature: PNG, base64
        :param token: the fingerprint of what was shown
        :param purpose: see :meth:`signing_summary`
        :raises SignatureError: saying what is wrong with it
        """
        self.ensure_one()
        self.check_access("read")
        digest = self._check_drawing(name, signature)
        name = name.strip()[:NAME_LENGTH]
        self._check_may_sign(purpose)
        # drawings are the system's to compare
        drawings_sudo = self.env["printer.drawing"].sudo()
        if drawings_sudo._has_signed(self, purpose, name, digest):
            return True
        if token != self._signing_fingerprint(purpose):
            raise SignatureError(
                self.env._("Something has changed since you saw it. Please look at it again, then sign.")
            )
        drawings_sudo._check_unused(digest)
        self._take_signature(purpose, name, signature)
        drawings_sudo._keep(self, purpose, name, digest)
        return True

    def _signing_fingerprint(self, purpose: str) -> str:
        """SHA-256 of all that the contact signs for."""
        self.ensure_one()
        content = [self._name, self.id, purpose, *self._signed_content(purpose)]
        return hashlib.sha256(json.dumps(content, ensure_ascii=False, default=str).encode()).hexdigest()

    def _signing_contact(self):
        """The ``res.partner`` who signs."""
        return self.contact_id

    def _signing_words(self, purpose: str) -> tuple[str, str]:
        """Title and hint, in the language of the context."""
        raise NotImplementedError

    def _signing_lines(self, purpose: str) -> list[tuple[str, str]]:
        """Label and text of what is shown; lines without a text are left out."""
        raise NotImplementedError

    def _signed_content(self, purpose: str) -> list:
        """The values that are signed for, the same in every language."""
        raise NotImplementedError

    def _check_may_sign(self, purpose: str) -> None:
        """Lock the record; raise for somebody who may not hold the screen."""
        raise NotImplementedError

    def _take_signature(self, purpose: str, name: str, signature: str) -> None:
        """Put the signature on record, with all that follows from it.

        :raises SignatureError: when nothing waits for it
        """
        raise NotImplementedError


class Drawing(models.Model):
    """The fingerprint of each drawing that was signed with on a screen: none is taken twice."""

    _name = "printer.drawing"
    _description = "Drawing of a signature"

    model = fields.Char(required=True)
    res_id = fields.Many2oneReference(model_field="model", required=True)
    purpose = fields.Char(required=True)
    name = fields.Char(required=True)
    digest = fields.Char(required=True)
    held_by_id = fields.Many2one("res.users", required=True, ondelete="restrict")

    _once = models.UniqueIndex(
        "(digest)", "This very drawing has been used before. Please sign anew, by hand."
    )

    @api.model
    def _has_signed(self, record, purpose: str, name: str, digest: str) -> bool:
        """Whether this drawing has signed just this already."""
        return bool(
            self.search_count(
                [
                    ("digest", "=", digest),
                    ("model", "=", record._name),
                    ("res_id", "=", record.id),
                    ("purpose", "=", purpose),
                    ("name", "=", name),
                ],
                limit=1,
            )
        )

    @api.model
    def _is_known(self, digest: str) -> bool:
        """Whether this drawing stands on anything that was signed on a screen."""
        return bool(self.search_count([("digest", "=", digest)], limit=1))

    @api.model
    def _check_unused(self, digest: str) -> None:
        """Raise for a drawing that was used before, here or on a visit.

        :raises SignatureError: asking for another one
        """
        on_visit = self.env["printer.visit"].search_count([("signature_digest", "=", digest)], limit=1)
        if on_visit or self._is_known(digest):
            raise SignatureError(
                self.env._("This very drawing has been used before. Please sign anew, by hand.")
            )

    @api.model
    def _keep(self, record, purpose: str, name: str, digest: str) -> None:
        """Remember a drawing and who held the screen."""
        self.create(
            {
                "model": record._name,
                "res_id": record.id,
                "purpose": purpose,
                "name": name,
                "digest": digest,
                "held_by_id": self.env.uid,
            }
        )
