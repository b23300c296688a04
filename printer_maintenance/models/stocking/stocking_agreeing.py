"""How a row of the stocking plan is agreed, changed and ended (REQUIREMENTS P6)."""

from datetime import date

from odoo import api, fields, models

from ...exceptions import StockingError
from ..base.locking import lock_in_turn
from ..base.rights import check_role
from .stock_location import WHO_PLANS_STOCK


class PartStocking(models.Model):
    _inherit = "printer.part.stocking"

    replaces_id = fields.Many2one(
        "printer.part.stocking",
        string="Takes the place of",
        readonly=True,
        copy=False,
        ondelete="set null",
        index="btree_not_null",
    )

    def action_agree(self):
        """Open the dialog that says with whom and since when these rows are agreed."""
        check_role(self.env, *WHO_PLANS_STOCK)
        return self._open_dialog("printer.part.stocking.agree", self.env._("Agree"), stocking_ids=self.ids)

    def action_end(self):
        """Open the dialog that asks why these rows end."""
        check_role(self.env, *WHO_PLANS_STOCK)
        return self._open_dialog("printer.part.stocking.end", self.env._("End"), stocking_ids=self.ids)

    def action_revise(self):
        """Open a draft that takes this row's place once it is agreed; the open one if there is one already."""
        self.ensure_one()
        return self._revise()._open_form()

    def _revise(self):
        """The draft that takes this row's place.

        :raises StockingError: when the row is not in force
        """
        check_role(self.env, *WHO_PLANS_STOCK)
        self.check_access("write")
        lock_in_turn(self, StockingError)
        if self.state != "agreed":
            raise StockingError(self.env._("%(row)s is not in force.", row=self.display_name))
        draft = self.search([("replaces_id", "=", self.id), ("state", "=", "draft")], limit=1)
        return draft or self.browse(self._through_door().copy({"replaces_id": self.id}).id)

    def _agree(self, agreed_on: date, contact=None) -> None:
        """Put these rows in force: the reordering rules follow, the checks are made ahead.

        :param agreed_on: not in the future
        :param contact: ``res.partner`` with whom, needed where a customer has a say
        :raises StockingError: naming the row, and what is missing
        """
        check_role(self.env, *WHO_PLANS_STOCK)
        self.check_access("write")
        lock_in_turn(self, StockingError)
        self._check_can_agree(agreed_on, contact)
        running = self._running_rows()
        replaced = self.browse()
        for row in self:
            before = running.get((row.location_id, row.product_id), self.browse()) - row
            if before and before != row.replaces_id:
                raise StockingError(
                    self.env._(
                        "%(row)s has an agreed row already. Open it and choose “Change”.",
                        row=row.display_name,
                    )
                )
            replaced |= before
        replaced._finish(self.env._("Replaced by what was agreed on %(day)s", day=agreed_on))
        # before the new ones come: one running row a part and place
        self.env.flush_all()
        self._set_state(
            "agreed",
            agreed_on=agreed_on,
            agreed_with_id=contact.id if contact else False,
            agreed_by_id=self.env.uid,
        )
        self._keep_orderpoints()
        self._make_checks()

    def _running_rows(self) -> dict:
        """The agreed row of each part and place that these rows are about."""
        # whoever agrees may not see another customer's row for the same van
        rows_sudo = self.sudo().search(
            [
                ("location_id", "in", self.location_id.ids),
                ("product_id", "in", self.product_id.ids),
                ("state", "=", "agreed"),
            ]
        )
        return {(row.location_id, row.product_id): row.with_env(self.env) for row in rows_sudo}

    def _check_can_agree(self, agreed_on: date, contact) -> None:
        if not self:
            raise StockingError(self.env._("Choose the rows first."))
        if not agreed_on or agreed_on > self.company_id[:1]._printer_day(fields.Datetime.now()):
            raise StockingError(self.env._("The day on which it was agreed cannot lie ahead."))
        places = set()
        for row in self:
            if row.quantity_max <= 0:
                raise StockingError(
                    self.env._("%(row)s: please enter how many pieces are held.", row=row.display_name)
                )
            if row.agreement_id and not contact:
                raise StockingError(
                    self.env._(
                        "%(row)s: please say with whom of the customer it was agreed.", row=row.display_name
                    )
                )
            key = (row.location_id, row.product_id)
            if key in places:
                raise StockingError(
                    self.env._("%(row)s is there twice. Delete one of the rows.", row=row.display_name)
                )
            places.add(key)

    def _end(self, reason: str) -> None:
        """End these rows: their reordering rules rest, their open checks are cancelled with the reason.

        :raises StockingError: without a reason, or for a row that is not in force
        """
        check_role(self.env, *WHO_PLANS_STOCK)
        self.check_access("write")
        lock_in_turn(self, StockingError)
        if not (reason or "").strip():
            raise StockingError(self.env._("Please say why it ends."))
        self._finish(reason.strip())

    @api.private
    def _finish(self, reason: str) -> None:
        # the rows that a new one takes the place of may belong to another agreement
        rows_sudo = self.sudo()
        for company, rows in rows_sudo.grouped("company_id").items():
            rows._set_state("ended", ended_on=company._printer_day(fields.Datetime.now()), end_reason=reason)
        rows_sudo._rest_orderpoints()
        rows_sudo._cancel_checks(reason)
