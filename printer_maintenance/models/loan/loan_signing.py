"""What the contact signs: that they have the loaner, and that they gave it back."""

from odoo import models
from odoo.tools import format_date

from ...exceptions import LoanError

PURPOSES = ("lend", "give_back")


class Loan(models.Model):
    _inherit = "printer.loan"

    def _signing_words(self, purpose):
        if purpose == "lend":
            return (
                self.env._("Please check the loaner and sign"),
                self.env._("With your signature you confirm that you have got this device on loan."),
            )
        return (
            self.env._("The loaner goes back: please sign"),
            self.env._("With your signature you confirm that you have given the loaner back."),
        )

    def _signing_lines(self, purpose):
        loan_sudo = self.sudo()  # engineers need not see every field of stock and register
        labels = {name: self._fields[name]._description_string(self.env) for name in self._shown(purpose)}
        texts = {name: loan_sudo[name] for name in labels}
        for name in ("equipment_id", "replaces_id"):
            texts[name] = texts[name].display_name if texts.get(name) else ""
        for name in ("pages_out", "pages_back"):
            texts[name] = str(texts[name]) if texts.get(name) else ""
        if texts.get("due_on"):
            texts["due_on"] = format_date(self.env, texts["due_on"])
        if "is_damaged" in texts:
            texts["is_damaged"] = self.env._("Yes") if texts["is_damaged"] else ""
        return [(label, texts[name]) for name, label in labels.items()]

    @staticmethod
    def _shown(purpose: str) -> tuple[str, ...]:
        if purpose == "lend":
            return ("equipment_id", "replaces_id", "condition_out", "accessories", "pages_out", "due_on")
        return ("equipment_id", "condition_back", "pages_back", "is_damaged", "missing_note")

    def _signed_content(self, purpose):
        loan_sudo = self.sudo()  # see _signing_lines
        return [
            loan_sudo[name].id if name in ("equipment_id", "replaces_id") else loan_sudo[name]
            for name in self._shown(purpose)
        ]

    def _check_may_sign(self, purpose):
        if purpose not in PURPOSES:
            raise LoanError(self.env._("Nothing waits for a signature here."))
        self._check_may_act()
        self._lock_handover()

    def _take_signature(self, purpose, name, signature):
        if self.awaits != purpose:
            raise LoanError(self.env._("Nothing waits for a signature here."))
        if purpose == "lend":
            self._hand_over(name, signature)
        else:
            self._take_back(name, signature)
        self._after_signature(purpose)

    def _after_signature(self, purpose: str) -> None:
        """What follows once it is handed over or back; capabilities add theirs."""
