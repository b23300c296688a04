"""A count is entered: what is defective is blocked, a difference is booked or put before dispatch (REQUIREMENTS P6)."""

from collections import defaultdict

from odoo import api, fields, models
from odoo.exceptions import UserError
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
            self.env._("Count"),
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
                    Command.clear(),
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
                "quantity_defective": defective,
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
        return any(
            rules.needs_decision(
                line.counted - line.expected,
                self.product_id.with_company(company).standard_price,
                company.printer_count_pieces,
                company.printer_count_value,
            )
            for line in self.line_ids
            if self.uom_id.compare(line.counted, line.expected)
        )

    def _propose(self) -> None:
        """Put the difference before dispatch."""
        self._set_state("proposed")
        people = self.env.ref("printer_maintenance.group_dispatcher").user_ids.filtered(
            lambda user: user.active and self.company_id in user.company_ids
        )
        manager = self.agreement_id.manager_id
        self.activity_schedule(
            "mail.mail_activity_data_todo",
            summary=self.env._("Decide a difference of stock"),
            note=self.env._(
                "%(check)s: %(difference)+g (should be %(expected)g, counted %(counted)g)",
                check=self.display_name,
                difference=self.difference,
                expected=self.quantity_expected,
                counted=self.quantity_counted,
            ),
            user_id=(people[:1] or manager or self.env.user).id,
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

    def _book(self) -> None:
        """Book the difference by Odoo's own inventory count, and block what could not be blocked before.

        :raises PartCheckError: when more was used meanwhile than is left
        """
        reason = self.env._("Check of stock: %(check)s", check=self.display_name)
        Quant = self.env["stock.quant"].with_context(inventory_name=reason)
        for line in self.line_ids:
            difference = line.counted - line.expected
            if not self.uom_id.compare(difference, 0):
                continue
            quant = Quant._gather(line.product_id, line.location_id, lot_id=line.lot_id, strict=True)[:1]
            quantity = quant.quantity + difference
            if self.uom_id.compare(quantity, 0) < 0:
                raise PartCheckError(
                    self.env._(
                        "“%(part)s”: only %(now)g are left, a difference of %(difference)g cannot be booked any "
                        "more. Have it counted again.",
                        part=self.product_id.display_name,
                        now=quant.quantity,
                        difference=difference,
                    )
                )
            quant = quant or Quant.create(
                {
                    "product_id": line.product_id.id,
                    "location_id": line.location_id.id,
                    "lot_id": line.lot_id.id,
                }
            )
            quant.inventory_quantity = quantity
            quant.action_apply_inventory()
        self._block_defective()

    def _block_defective(self) -> None:
        """Move what was found defective to the blocked ones, as far as it is on the books and not reserved."""
        wanted = defaultdict(list)
        for line in self.line_ids.filtered(lambda line: line.defective > line.blocked):
            quants = self.env["stock.quant"]._gather(
                line.product_id, line.location_id, lot_id=line.lot_id, strict=True
            )
            free = sum(quants.mapped("quantity")) - sum(quants.mapped("reserved_quantity"))
            quantity = min(line.defective - line.blocked, free)
            if self.uom_id.compare(quantity, 0) > 0:
                wanted[line.location_id].append((line.product_id, quantity, line.lot_id))
                line._through_door().blocked += quantity
        for shelf, lines in wanted.items():
            picking = self.env["stock.picking"]._printer_transfer(
                shelf, shelf._printer_blocked(), lines, self.display_name
            )
            picking._printer_book()

    def action_scrap(self):
        """Scrap what these checks found defective, by Odoo's own scrap orders."""
        check_role(self.env, *WHO_DECIDES_COUNTS)
        self.check_access("read")
        lock_in_turn(self, PartCheckError)
        # whoever decides has no right on stock itself
        for check in self.sudo().filtered(lambda check: not check.is_scrapped):
            check._scrap()

    def _scrap(self) -> None:
        lines = self.line_ids.filtered("blocked")
        if not lines:
            raise PartCheckError(
                self.env._("%(check)s: nothing was moved to the blocked ones.", check=self.display_name)
            )
        scraps = self.env["stock.scrap"].create(
            [
                {
                    "product_id": line.product_id.id,
                    "product_uom_id": self.uom_id.id,
                    "scrap_qty": line.blocked,
                    "lot_id": line.lot_id.id,
                    "location_id": line.location_id._printer_blocked().id,
                    "company_id": self.company_id.id,
                    "origin": self.display_name,
                    "printer_check_id": self.id,
                }
                for line in lines
            ]
        )
        try:
            for scrap in scraps:
                scrap.do_scrap()
        except UserError as error:
            raise PartCheckError(
                self.env._("%(check)s cannot be scrapped: %(reason)s", check=self.display_name, reason=error)
            ) from error
        self._through_door().is_scrapped = True
