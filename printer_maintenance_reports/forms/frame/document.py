"""One printed form: a declaration filled with a record, ready to be drawn in either output."""

from collections.abc import Sequence
from typing import Any

from odoo import fields

from .cells import Part
from .form import Form
from .images import picture
from .locale import Locale
from .values import Source


class Document:
    """One form about one record (or about one selection of records).

    :param form: the declaration
    :param record: recordset to print; empty for a blank form
    :param locale: language, zone, currency
    """

    def __init__(self, form: Form, record: Any, locale: Locale):
        self.form = form
        self.record = record
        self.locale = locale
        company = record.company_id if "company_id" in record._fields else None
        # a portal user may not read companies, yet the form carries the company's name
        self._company_sudo = (company if company and len(company) == 1 else record.env.company).sudo()

    @property
    def title(self) -> str:
        return self.locale.word(self.form.title)

    @property
    def reference(self) -> str:
        """The record's number; empty on a blank form."""
        return self._text(self.form.reference)

    @property
    def reference_label(self) -> str:
        return self.locale.env._("Form no.:") if self.form.reference else ""

    @property
    def subtitle(self) -> str:
        return self._text(self.form.subtitle)

    @property
    def company_name(self) -> str:
        return self._company_sudo.name

    @property
    def logo(self) -> bytes | None:
        """The company's logo, base64; None while it is Odoo's placeholder."""
        company_sudo = self._company_sudo
        return None if company_sudo.uses_default_logo else picture(company_sudo.logo_web)

    @property
    def footer(self) -> str:
        """When and by whom it was printed."""
        now = self.locale.moment_text(self.locale.local(fields.Datetime.now()))
        return self.locale.env._("Printed on %(time)s by %(user)s", time=now, user=self.locale.env.user.name)

    def parts(self) -> list[Part]:
        """The drawn blocks; their rows may be generators that can be read once."""
        return [block.draw(self.record, self.locale) for block in self.form.blocks]

    def _text(self, getter) -> str:
        if not getter:
            return ""
        source = Source.of(getter, None, "", self.record, self.locale)
        native = source.native(self.record, self.locale)
        return "" if native is None else source.kind.text(native, self.locale)


def documents(form: Form, env, ids: Sequence[int] | None, data: dict | None = None) -> list[Document]:
    """The documents to print for the chosen records, which the user must be allowed to read.

    :param ids: the chosen records; none: one blank form
    :param data: what a dialog sent along, for forms that find their records themselves
    :raises AccessError: when a record may not be read
    """
    env = Locale.environment(env)
    model = env[form.model]
    model.check_access("read")
    if form.find:
        records = form.find(env, ids or (), data or {})
    else:
        records = model.browse(ids or ()).exists()
    records.check_access("read")
    locale = Locale.of(records)
    if form.per == "selection" or not records:
        return [Document(form, records, locale)]
    return [Document(form, record, locale) for record in records]
