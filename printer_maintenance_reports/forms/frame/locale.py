"""In whose language, time zone and money a form is written."""

from datetime import date, datetime
from functools import lru_cache

from odoo.tools.translate import LazyGettext

from ...rules import paper_text, spreadsheet_text

_ISO_DATE, _ISO_TIME = "%Y-%m-%d", "%H:%M"


class Locale:
    """Language, time zone and currency of one printout (REQUIREMENTS F: in Chinese and English).

    The language is the context's ``lang``, else the user's own; likewise the time zone.
    """

    def __init__(self, env, currency):
        """Look up once what every cell needs.

        :param env: environment of the records that are printed
        :param currency: ``res.currency`` of the amounts
        """
        self.env = env
        self.currency = currency
        self.tz = env.tz
        lang = env["res.lang"]._get_data(code=env.lang or "en_US")
        self.date_format: str = lang.date_format or _ISO_DATE
        time_format = paper_text.without_seconds(lang.time_format or _ISO_TIME)
        self.datetime_format = f"{self.date_format} {time_format}"

    @classmethod
    def of(cls, records) -> "Locale":
        """The language, zone and currency in which ``records`` are printed.

        An environment without a language takes the user's; the records must come from :meth:`environment`.
        """
        company = records[:1].company_id if "company_id" in records._fields else records.env.company
        # portal users may not read companies, yet see amounts in their currency
        return cls(records.env, (company or records.env.company).sudo().currency_id)

    @staticmethod
    def environment(env):
        """``env`` with a language for certain: the context's, else the user's, else English."""
        return (
            env if env.context.get("lang") else env(context={**env.context, "lang": env.user.lang or "en_US"})
        )

    def word(self, text: str | LazyGettext | None) -> str:
        """A label in the form's language; plain strings stay as they are."""
        if isinstance(text, LazyGettext):
            return self.env._(text)  # pylint: disable=E8502 # marked by _lt
        return text or ""

    def local(self, moment: datetime) -> datetime:
        """A UTC moment as the clock on the wall shows it, without a zone."""
        return self.tz.fromutc(moment.replace(tzinfo=None)).replace(tzinfo=None)

    def day_text(self, value: date) -> str:
        return value.strftime(self.date_format)

    def moment_text(self, value: datetime) -> str:
        """A local moment, to the minute."""
        return value.strftime(self.datetime_format)

    def number_text(self, value: float, digits: int | None = None) -> str:
        """A number with the language's separators.

        :param digits: decimals; None: as many as there are, at most two
        """
        lang = self.env["res.lang"]._lang_get(self.env.lang) or self.env["res.lang"]._lang_get("en_US")
        if digits is None:
            digits = next(count for count in range(3) if count == 2 or round(value, 2) == round(value, count))
        return lang.format(f"%.{digits}f", value, grouping=True) if lang else f"{value:,.{digits}f}"

    def money_text(self, value: float) -> str:
        digits = self.currency.decimal_places
        amount = self.number_text(value, digits)
        symbol = self.currency.symbol or ""
        return f"{symbol}{amount}" if self.currency.position == "before" else f"{amount} {symbol}".strip()

    def money_format(self) -> str:
        """The currency's number format in a spreadsheet."""
        amount = "#,##0" + (f".{'0' * self.currency.decimal_places}" if self.currency.decimal_places else "")
        symbol = (self.currency.symbol or "").replace('"', "")
        return f'"{symbol}"{amount}' if self.currency.position == "before" else f'{amount} "{symbol}"'

    def date_excel(self) -> str:
        return _excel(self.date_format)

    def moment_excel(self) -> str:
        return _excel(self.datetime_format)


@lru_cache(32)
def _excel(strftime_format: str) -> str:
    return spreadsheet_text.date_format(strftime_format)
