"""A count is entered: what is defective is blocked, a difference is booked or put before dispatch (REQUIREMENTS P6)."""

from odoo import api, fields, models
from odoo.fields import Command, Domain

from ...exceptions import PartCheckError
from ...rules import stocking as rules
from ..base.locking import lock_in_turn
from ..base.rights import check_role
from .stock_location import WHO_DECIDES_COUNTS, WHO_PLANS_STOCK


class PartCheck(models.Model):
    _inherit = "printer.part.check"

    def action_count(self):
        """Open the dialog in which these checks are entered."""
        self._check_may_count()
        return self._open_dialog(
            "printer.part.count",
            self.env._("Count stock"),
            check_ids=self.ids,
            location_id=self.location_id[:1].id,
        )

    def _check_may_count(self) -> None:
        """Raise for people who neither have the place nor look after stock.

        :raises AccessError: naming the place
        """
        self.check_access("read")
        others = self.filtered(lambda check: check.responsible_id != self.env.user)
        others.location_id._check_has_place(*WHO_PLANS_STOCK)

    @api.model
    @api.private
    def _count_sheet(self, place, products=None) -> list[dict]:
        """What should lie at a place, lot by lot: ``product``, ``location``, ``lot``, ``expected``.

        A part that is asked for and of which nothing lies there stands with none.

        :param place: ``stock.location``; the right to count there was checked
        :param products: ``product.product`` to count; all parts that lie there when empty
        """
        domain = (
            Domain("location_id", "child_of", place.ids)
            & Domain("owner_id", "=", False)
            & Domain("product_id.is_printer_part", "=", True)
        )
        if products:
            domain &= Domain("product_id", "in", products.ids)
        # engineers have no right on stock
        groups = (
            self.env["stock.quant"]
            .sudo()
            ._read_group(domain, ["product_id", "location_id", "lot_id"], ["quantity:sum"])
        )
        rows = [
            {"product": product, "location": shelf, "lot": lot, "expected": quantity}
            for product, shelf, lot, quantity in groups
            if quantity or (products and not lot)
        ]
        there = {row["product"] for row in rows}
        nothing = self.env["stock.lot"].browse()
        rows += [
            {"product": product, "location": place, "lot": nothing, "expected": 0.0}
            for product in products or ()
            if product not in there
        ]
        return rows

    @api.private
    def _enter(self, counts: list[dict], remark: str = "", photo=None) -> None:
        """Enter the counts of one check.

        :param counts: as :meth:`_count_sheet` gives them, with ``counted`` and ``defective`` besides
        :raises PartCheckError: when it is done already, or the stock has moved since the sheet was drawn up
        """
        self.ensure_one()
        self._check_may_count()
        lock_in_turn(self, PartCheckError)
        if self.state != "open":
            raise PartCheckError(self.env._("%(check)s has been entered already.", check=self.display_name))
        self._check_counts(counts)
        today = self.company_id._printer_day(fields.Datetime.now())
        expected, counted, defective = (
            sum(count[name] for count in counts) for name in ("expected", "counted", "defective")
        )
        # the right on the place was checked, the books are the system's to keep
        check_sudo = self.sudo()
        check_sudo._through_door().write(
            {
                "line_ids": [
                    *(
                        Command.create(
                            {
                                "location_id": count["location"].id,
                                "lot_id": count["lot"].id,
                                "expected": count["expected"],
                                "counted": count["counted"],
                                "defective": count["defective"],
                            }
                        )
                        for count in counts
                    ),
                ],
                "quantity_expected": expected,
                "quantity_counted": counted,
                "quantity_defective": defective + sum(self.sudo().line_ids.mapped("blocked")),
                "difference": counted - expected,
                "condition": "defective" if defective else "good",
                "remark": remark,
                "photo": photo,
                "done_on": today,
                "done_by_id": self.env.uid,
                "is_on_time": not self.due_on or today <= self.due_on,
            }
        )
        check_sudo._block_defective()
        if check_sudo._needs_decision():
            check_sudo._propose()
        else:
            check_sudo._book()
            check_sudo._set_state("done")

    def _check_counts(self, counts: list[dict]) -> None:
        """Raise for impossible numbers, and for a sheet that the stock has overtaken."""
        sheet = self._count_sheet(self.location_id, self.product_id)
        now = {(row["location"], row["lot"]): row["expected"] for row in sheet}
        part = self.product_id.display_name
        for count in counts:
            if count["counted"] < 0 or not 0 <= count["defective"] <= count["counted"]:
                raise PartCheckError(
                    self.env._(
                        "“%(part)s”: please enter what you counted; no more can be defective than are there.",
                        part=part,
                    )
                )
            shelf_sudo = count["location"].sudo()
            if not shelf_sudo.parent_path.startswith(self.location_id.sudo().parent_path):
                raise PartCheckError(
                    self.env._(
                        "“%(shelf)s” is no part of what is counted: %(check)s.",
                        shelf=shelf_sudo.display_name,
                        check=self.display_name,
                    )
                )
            if count["lot"] and count["lot"].product_id != self.product_id:
                raise PartCheckError(
                    self.env._("%(lot)s is no lot of “%(part)s”.", lot=count["lot"].name, part=part)
                )
            if self.product_id.tracking != "none" and not count["lot"] and count["counted"]:
                raise PartCheckError(
                    self.env._("“%(part)s”: please say which lot or serial number.", part=part)
                )
            known = now.pop((count["location"], count["lot"]), 0.0)
            if self.product_id.uom_id.compare(known, count["expected"]):
                raise PartCheckError(
                    self.env._(
                        "“%(part)s”: stock has changed while you were counting, %(now)g should be there now. "
                        "Please count it again.",
                        part=part,
                        now=known,
                    )
                )
        if any(now.values()):
            raise PartCheckError(self.env._("“%(part)s”: not every lot was counted.", part=part))

    def _needs_decision(self) -> bool:
        company = self.company_id
        return rules.needs_decision(
            # what is missing of one lot and over of another is no less a difference
            sum(abs(line.counted - line.expected) for line in self.line_ids),
            self.product_id.with_company(company).standard_price,
            company.printer_count_pieces,
            company.printer_count_value,
        )

    def _propose(self) -> None:
        """Put the difference before dispatch."""
        self._set_state("proposed")
        people = self.env.ref("printer_maintenance.group_dispatcher").user_ids.filtered(
            lambda user: user.active and self.company_id in user.company_ids
        )
        person = people[:1] or self.agreement_id.manager_id or self.env.user
        speaking = self.with_context(lang=person.lang)
        speaking.activity_schedule(
            "mail.mail_activity_data_todo",
            summary=speaking.env._("Decide a difference of stock"),
            note=speaking.env._(
                "%(check)s: %(difference)+g (should be %(expected)g, counted %(counted)g)",
                check=speaking.display_name,
                difference=self.difference,
                expected=self.quantity_expected,
                counted=self.quantity_counted,
            ),
            user_id=person.id,
        )

    def action_approve(self):
        """Book differences that were put before dispatch."""
        self._decide()
        checks_sudo = self.sudo()  # whoever decides has no right on stock itself
        for check in checks_sudo:
            check._book()
        checks_sudo._set_state("done", decided_by_id=self.env.uid)

    def action_refuse(self):
        """Have it counted again: the difference is not booked, what was found defective stays blocked."""
        self._decide()
        checks_sudo = self.sudo()  # whoever decides has no right on stock itself
        checks_sudo._set_state("open", done_on=False, done_by_id=False, is_on_time=False)
        # a shelf keeps what was put aside from it, which can still be scrapped; the rest is counted anew
        kept_sudo = checks_sudo.line_ids.filtered("blocked")
        (checks_sudo.line_ids - kept_sudo).unlink()
        for line in kept_sudo:
            line._through_door().write({"expected": 0, "counted": 0, "defective": line.blocked})
        for check in checks_sudo:
            check.message_post(body=self.env._("The difference was not accepted: please count again."))

    def _decide(self) -> None:
        check_role(self.env, *WHO_DECIDES_COUNTS)
        self.check_access("read")
        lock_in_turn(self, PartCheckError)
        for check in self:
            if check.state != "proposed":
                raise PartCheckError(
                    self.env._("%(check)s: there is no difference to decide.", check=check.display_name)
                )
        self.sudo().activity_ids.unlink()
