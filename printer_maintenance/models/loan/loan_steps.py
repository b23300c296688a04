"""Lending and taking back, step by step (REQUIREMENTS V4)."""

from odoo import api, fields, models

from ...exceptions import LoanError
from .equipment import FREE_CONDITION


class Loan(models.Model):
    _inherit = "printer.loan"

    @api.model
    def _lend(self, ticket, device, due_on, visit=None):
        """Promise a device of the pool to a request.

        :param ticket: ``helpdesk.ticket`` that is open
        :param device: ``maintenance.equipment`` of the pool
        :param due_on: date on which it comes back
        :param visit: ``printer.visit`` that brings it, when that is known
        :raises LoanError: saying why it cannot be lent
        :return: the new ``printer.loan``
        """
        self._check_due(due_on)
        ticket.check_access("read")
        if ticket.closed:
            raise LoanError(self.env._("%(ticket)s is closed; nothing is lent for it.", ticket=ticket.number))
        device_sudo = device.sudo()  # the pool is everybody's who may lend
        device_sudo._hold()
        if not device_sudo.loaner_lot_id or device_sudo.condition != FREE_CONDITION:
            raise LoanError(
                self.env._(
                    "%(device)s is not in the loaner pool, or not in store.", device=device_sudo.display_name
                )
            )
        if device_sudo.current_loan_id:
            raise LoanError(
                self.env._("%(device)s is lent or promised already.", device=device_sudo.display_name)
            )
        # written by the server only: who may lend is checked by the caller and below
        loan_sudo = (
            self.sudo()
            ._through_door()
            .create(
                {
                    "ticket_id": ticket.id,
                    "equipment_id": device.id,
                    "visit_id": visit.id if visit else False,
                    "contact_id": (visit.contact_id if visit else ticket.partner_id).id,
                    "engineer_id": (visit.engineer_id if visit else self.env.user).id,
                    "due_on": due_on,
                }
            )
        )
        loan = self.browse(loan_sudo.id)
        loan._check_may_act()
        loan_sudo._reserve_in_stock()
        loan_sudo.visit_id._lay_out_preparation()
        return loan

    def _prepare_lend(self, condition: str, accessories: str = "", pages: int = 0) -> None:
        """Write what the contact will sign for.

        :param condition: what it looks like as it is handed over
        :param accessories: what comes with it
        :param pages: its counter
        :raises LoanError: without a condition, or when it is not to be handed over
        """
        self.ensure_one()
        self._check_step(condition, pages, "reserved")
        self.sudo()._through_door().write(  # see _step
            {
                "condition_out": condition.strip(),
                "accessories": (accessories or "").strip(),
                "pages_out": pages,
            }
        )

    def _check_step(self, condition: str, pages: int, state: str) -> None:
        """Lock the loan; raise unless it stands where the step begins, and something is said of the device."""
        self._check_may_act()
        if not (condition or "").strip():
            raise LoanError(self.env._("Please write what condition the device is in."))
        if pages < 0:
            raise LoanError(self.env._("A counter cannot be below zero."))
        self._lock_handover()
        if self.state != state:
            raise LoanError(
                self.env._(
                    "%(loan)s is “%(state)s”; this step does not fit.",
                    loan=self.name,
                    state=self._state_label(self.state),
                )
            )

    def _hand_over(self, name: str, signature: str) -> None:
        """The contact has the loaner: from now on the request says so (REQUIREMENTS V1)."""
        self._step("out", out_at=fields.Datetime.now(), out_by=name, out_signature=signature)
        loan_sudo = self.sudo()  # stock and register are the system's, see _step
        loan_sudo._through_door()._book_out()
        loan_sudo.equipment_id._set_condition("lent")
        told = f"{self.name} {loan_sudo.unit_id.display_name or ''}".strip()
        loan_sudo.equipment_id._log_event("lent", told, loan_sudo)
        stands_in = f"{self.name} {loan_sudo.equipment_id.display_name}"
        loan_sudo.replaces_id._log_event("lent", stands_in, loan_sudo)
        loan_sudo.ticket_id._stamp("loaner_at")

    def _prepare_back(self, condition: str, pages: int = 0, is_damaged=False, missing_note: str = "") -> None:
        """Write what the contact will sign for on the return.

        :raises LoanError: without a condition, with a counter that runs backwards, or when it is not lent
        """
        self.ensure_one()
        self._check_step(condition, pages, "out")
        if pages and pages < self.pages_out:
            raise LoanError(
                self.env._(
                    "The counter was %(out)d when lent; it cannot be %(back)d now.",
                    out=self.pages_out,
                    back=pages,
                )
            )
        self.sudo()._through_door().write(  # see _step
            {
                "condition_back": condition.strip(),
                "pages_back": pages,
                "is_damaged": is_damaged,
                "missing_note": (missing_note or "").strip(),
            }
        )

    def _take_back(self, name: str, signature: str | bool = False, unsigned_reason: str = "") -> None:
        """The loaner is with us again."""
        self._step(
            "back",
            back_at=fields.Datetime.now(),
            back_by=name,
            back_signature=signature,
            unsigned_reason=unsigned_reason,
        )
        loan_sudo = self.sudo()  # see _hand_over
        loan_sudo._through_door()._book_back()
        loan_sudo.equipment_id._set_condition("faulty" if self.is_damaged else FREE_CONDITION)
        loan_sudo.equipment_id._log_event("returned", f"{self.name} {self.condition_back}", loan_sudo)
        loan_sudo.replaces_id._log_event(
            "returned", f"{self.name} {loan_sudo.equipment_id.display_name}", loan_sudo
        )

    def _take_back_unsigned(self, reason: str) -> None:
        """Take the loaner back where nobody is there to sign.

        :raises LoanError: without a reason
        """
        self.ensure_one()
        if not (reason or "").strip():
            raise LoanError(self.env._("Please write why nobody signs for the return."))
        if self.awaits != "give_back":
            raise LoanError(self.env._("Write first in what condition the loaner comes back."))
        self._take_back("", unsigned_reason=reason.strip())
        self._after_signature("give_back")

    def action_cancel(self):
        """The loaner is not needed after all; it is free again."""
        self.ensure_one()
        self._check_may_act()
        self._lock_handover()
        self._step("cancelled")
        loan_sudo = self.sudo()  # see _hand_over
        loan_sudo._release_in_stock()
        loan_sudo.visit_id._lay_out_preparation()
