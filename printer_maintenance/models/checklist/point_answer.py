"""What counts as an answer to a point of an inspection."""

from odoo import models

from ...rules import inspection as rules

CHOICES = ("ok", "not_ok", "na")
TEXT_LENGTH = 500


class ChecklistItem(models.Model):
    _inherit = "printer.checklist.item"

    def _take_answer(self, answer: dict) -> dict:
        """The values of an answer.

        :param answer: ``value`` as it was typed or tapped, ``note``
        :raises ReadingError: for what is no answer to this point
        """
        self.ensure_one()
        value = answer["value"]
        note = str(answer.get("note") or "").strip()[:TEXT_LENGTH]
        values = {"note": note, "is_abnormal": False}
        if self.answer_kind == "number":
            number, is_abnormal = rules.take_reading(value, self.measure or "", self._limits())
            return {**values, "number": number, "is_abnormal": is_abnormal}
        if self.answer_kind == "choice" and value in CHOICES:
            return {**values, "choice": value, "is_abnormal": value == "not_ok"}
        if self.answer_kind == "option" and (option := self.option_ids.filtered(lambda o: o.id == value)):
            return {**values, "option_id": option.id, "is_abnormal": option.is_abnormal}
        if self.answer_kind == "tick" and value is True:
            return {**values, "text": "1"}
        if self.answer_kind == "text" and isinstance(value, str) and value.strip():
            return {**values, "text": value.strip()[:TEXT_LENGTH]}
        raise rules.ReadingError("answer")

    def _in_order(self):
        """The answer that says that all is well, None where none can be given for everybody."""
        if self.answer_kind == "option":
            return self.option_ids.filtered(lambda option: not option.is_abnormal)[:1].id or None
        return {"choice": "ok", "tick": True}.get(self.answer_kind)

    def _why_not(self, reason: str) -> str:
        """Why something is no answer, for the person who entered it."""
        if reason == "impossible":
            return self.env._(
                "“%(point)s”: this cannot be true; possible is %(lowest)g to %(highest)g %(unit)s. "
                "Please read it again.",
                point=self.name,
                lowest=self.lowest,
                highest=self.highest,
                unit=self.measure or "",
            )
        if reason == "unit":
            return self.env._(
                "“%(point)s” is read in %(unit)s. Please enter the number without another unit.",
                point=self.name,
                unit=self.measure or self.env._("no unit"),
            )
        if reason == "number":
            return self.env._("“%(point)s”: please enter one number, such as 12.5.", point=self.name)
        return self.env._("“%(point)s”: this is no answer to it.", point=self.name)
