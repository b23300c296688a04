"""The customer's answer to a quotation of parts: signed, refused, or part of it (REQUIREMENTS P3, P5)."""

from odoo import models

from ...exceptions import PartError, QuoteChangedError
from ..base.locking import lock_in_turn
from ..parts.old_part import OLD_PARTS


class SaleOrder(models.Model):
    _inherit = "sale.order"

    def _check_revision(self, revision: int) -> None:
        """Raise unless the customer answers what they have read.

        :param revision: version that the page showed
        :raises QuoteChangedError: when it was changed or answered meanwhile
        """
        self.ensure_one()
        lock_in_turn(self, QuoteChangedError)
        self.invalidate_recordset(["quote_revision"])
        if self.state != "sent" or self.quote_revision != revision:
            raise QuoteChangedError(
                self.env._("This quotation was changed or answered meanwhile. Please read it anew.")
            )

    def _choose_in_portal(self, revision: int, refused: set[int], old_parts: dict[int, str]) -> None:
        """Note what the customer wants of each line; the signature then counts for the rest.

        :param revision: version that the page showed
        :param refused: ids of the lines that the customer does not want
        :param old_parts: per line id what becomes of the replaced part
        """
        self._check_revision(revision)
        allowed = {name for name, _label in OLD_PARTS} - {"none"}
        if set(filter(None, old_parts.values())) - allowed:
            raise QuoteChangedError(self.env._("Please choose what becomes of the replaced part."))
        for line in self._lines_to_choose():
            is_refused = line.id in refused
            values = {"is_refused": is_refused, "old_part": old_parts.get(line.id) or line.old_part}
            if is_refused != line.is_refused:
                values["product_uom_qty"] = 0 if is_refused else line.asked_quantity
            line._through_door().write(values)

    def _lines_to_choose(self):
        """The lines that the customer decides on one by one."""
        return self.order_line.filtered(lambda line: line.asked_quantity and not line.display_type)

    def _check_can_be_signed(self, revision: int, name: str | None) -> None:
        """Raise unless the customer signs what they have read, with every choice made.

        :param revision: version that the page showed
        :param name: who signs
        :raises QuoteChangedError: when it was changed or answered meanwhile
        :raises PartError: naming what is missing
        """
        self._check_revision(revision)
        missing = self._missing_choice()
        if missing:
            raise PartError(
                self.env._(
                    "Please say first what becomes of the replaced parts: %(parts)s.",
                    parts=", ".join(missing.mapped("product_id.display_name")),
                )
            )
        if not (name or "").strip():
            raise PartError(self.env._("Please write your name."))

    def _missing_choice(self):
        """Lines that the customer wants without having said what becomes of the replaced part."""
        return self._lines_to_choose().filtered(lambda line: not line.is_refused and not line.old_part)

    def _action_confirm(self):
        """Let the job go on with what the customer signed for; what they refused is cancelled."""
        result = super()._action_confirm()
        for order in self.filtered("is_part_quote"):
            # a contact who signs has no right on the warehouse, nor on approvals
            order_sudo = order.sudo()
            order_sudo._settle_approvals()
            refused = order_sudo.order_line.filtered("is_refused")
            refused.filtered(lambda line: line._is_fitted())._charge_nothing()
            refused.move_ids.filtered(lambda move: move.state != "done")._action_cancel()
            for line in order_sudo.order_line - refused:
                line.move_ids.filtered(lambda move: move.state != "done").old_part = line.old_part
            order_sudo._after_answer()
        return result

    def _settle_approvals(self) -> None:
        """What was said on the telephone is made good by the signature; refused when it is for nothing of it."""
        approvals = self.part_approval_ids.filtered(lambda row: row.state in ("open", "lapsed"))
        lines = self._lines_to_choose()
        if lines and all(lines.mapped("is_refused")):
            approvals._set_state("refused")
        else:
            approvals._make_good()

    def _action_cancel(self):
        """Close the loop when a quotation is refused or withdrawn: its parts are free again."""
        asked = self.filtered(lambda order: order.is_part_quote and order.state in ("draft", "sent"))
        # with their words on record it is a refusal, whoever noted them
        by_customer = asked.filtered(
            lambda order: order.quote_refusal or (order.state == "sent" and self.env.user.share)
        )
        result = super()._action_cancel()
        for order in asked:
            order_sudo = order.sudo()  # see _action_confirm
            moves = order_sudo._part_moves().filtered(lambda move: move.state != "done")
            moves._action_cancel()
            order_sudo._cancel_empty_jobs()
            order_sudo._settle_blocked_prices()
            order_sudo.part_approval_ids.filtered(lambda row: row.state in ("open", "lapsed"))._set_state(
                "refused"
            )
        by_customer.sudo()._after_refusal()
        return result

    def _cancel_empty_jobs(self) -> None:
        """Cancel jobs that have no part left."""
        for repair in self.repair_order_ids:
            if repair.state not in ("done", "cancel") and all(
                move.state == "cancel" for move in repair.move_ids
            ):
                repair.action_repair_cancel()

    def _after_answer(self) -> None:
        """Tell the engineer and dispatch that the parts may be fitted."""
        self.ensure_one()
        self._cancel_empty_jobs()
        wanted = self.order_line.filtered(lambda line: line.asked_quantity and not line.is_refused)
        ticket = self.ticket_id
        late = self.order_line.filtered(lambda line: line.is_refused and line._is_fitted())
        if wanted and late:
            self._tell_manager_of_late_refusal(late.product_id)
        if wanted:
            ticket._want_it_after_all()
        if wanted and ticket and not ticket.stage_id.closed:
            self._tell(lambda env: env._("%(quote)s is approved: the parts can be fitted", quote=self.name))
        elif not wanted:
            self._after_refusal()

    def _after_refusal(self) -> None:
        """The customer does not want it: the device stays as it is, and what was agreed for that case follows."""
        for order in self:
            fitted = order._part_moves().filtered(lambda move: move.state == "done")
            if fitted:
                # nothing can stay as it was: who answers for the agreement settles it with the customer
                fitted._note_as_free()
                order._tell_manager_of_late_refusal(fitted.product_id)
                continue
            order.ticket_id._ask_to_restore()
            order._tell(
                lambda env, order=order: env._(
                    "%(quote)s is refused: leave the device as it was, confirm that, then close the request",
                    quote=order.name,
                )
            )
            fee = order.ticket_id.agreement_id.refusal_fee
            # it is owed when it stood on what they were sent
            if fee and order.quote_revision:
                order._charge_refusal(fee)

    def _tell_manager_of_late_refusal(self, parts) -> None:
        """What was fitted on a word on the telephone, and is not signed for.

        :param parts: ``product.product`` that are in
        """
        self._tell_manager(
            lambda env: env._(
                "%(quote)s: refused in writing, but fitted after an approval by telephone: %(parts)s",
                quote=self.name,
                parts=", ".join(parts.mapped("display_name")),
            )
        )

    def _tell_manager(self, words) -> None:
        """An activity on the request for who answers for the agreement, in their language.

        :param words: says it in the language of the environment that it is given
        """
        self.ensure_one()
        ticket = self.ticket_id
        manager = ticket.agreement_id.manager_id or ticket.user_id or self.user_id or self.env.user
        ticket.activity_schedule(
            "mail.mail_activity_data_todo",
            summary=words(self.with_context(lang=manager.lang).env),
            user_id=manager.id,
        )

    def _tell(self, words) -> None:
        """An activity on the request for the engineer and the liaison, each in their language.

        :param words: says it in the language of the environment that it is given
        """
        self.ensure_one()
        ticket = self.ticket_id
        visits = self.repair_order_ids.visit_id
        people = visits.engineer_id | visits.liaison_id or ticket.user_id
        for person in people:
            ticket.activity_schedule(
                "mail.mail_activity_data_todo",
                summary=words(self.with_context(lang=person.lang).env),
                user_id=person.id,
            )
