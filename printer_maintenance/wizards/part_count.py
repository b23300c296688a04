"""The dialog in which stock is counted, on the telephone before the shelf."""

from odoo import api, fields, models
from odoo.fields import Command

from ..exceptions import PartCheckError
from ..models.stocking.stock_location import WHO_MOVES_STOCK


class PartCount(models.TransientModel):
    """Count a van, a site, or what a check asks for (REQUIREMENTS P6, P7).

    Lines that are not ticked were not counted. What is due at the place anyway is done with it.
    """

    _name = "printer.part.count"
    _description = "Count stock"

    location_id = fields.Many2one("stock.location", string="Place", required=True)
    product_ids = fields.Many2many("product.product", string="Parts to count")
    check_ids = fields.Many2many("printer.part.check", string="Checks")
    check_method = fields.Text(string="What to look at", compute="_compute_check_method")
    line_ids = fields.One2many("printer.part.count.line", "count_id", string="What should be there")
    remark = fields.Text()
    photo = fields.Image(max_width=1920, max_height=1920)

    @api.depends("check_ids")
    def _compute_check_method(self):
        for dialog in self:
            dialog.check_method = "\n".join(
                f"{check.product_id.name}: {check.check_method}"
                for check in dialog.check_ids
                if check.check_method
            )

    @api.model
    def default_get(self, fields):  # pylint: disable=redefined-outer-name; Odoo's own name
        """The list of what should lie there: of the checks, of the chosen parts, or all parts of the place."""
        values = super().default_get(fields)
        place = self.env["stock.location"].browse(values.get("location_id") or ())
        checks = self.env["printer.part.check"].browse(self._ids_of(values.get("check_ids"))).exists()
        parts = self.env["product.product"].browse(self._ids_of(values.get("product_ids")))
        if place and "line_ids" in fields:
            values["line_ids"] = [Command.create(line) for line in self._sheet(place, checks, parts)]
        return values

    @api.model
    def _ids_of(self, commands) -> list[int]:
        """The records of a many2many's default, in whichever way it was given."""
        found = []
        for command in commands or ():
            found += (
                command[2]
                if isinstance(command, list | tuple) and command[0] == Command.SET
                else [command[1]]
                if isinstance(command, list | tuple)
                else [command]
            )
        return found

    @api.model
    def _sheet(self, place, checks, parts) -> list[dict]:
        if checks:
            checks._check_may_count()
        else:
            place._check_has_place(*WHO_MOVES_STOCK)
        Check = self.env["printer.part.check"]
        rows = []
        if checks:
            for spot, due in checks.grouped("location_id").items():
                rows += Check._count_sheet(spot, due.product_id)
        else:
            rows = Check._count_sheet(place, parts or self._parts_of(place))
        return [
            {
                "product_id": row["product"].id,
                "location_id": row["location"].id,
                "lot_id": row["lot"].id,
                "lot_name": row["lot"].name,
                "expected": row["expected"],
                "counted": row["expected"],
            }
            for row in sorted(rows, key=lambda row: (row["product"].display_name, row["lot"].name or ""))
        ]

    @api.model
    def _parts_of(self, place):
        """The parts that lie at a place, or should."""
        # the plan of the place is read for whoever may count there
        plan_sudo = (
            self.env["printer.part.stocking"]
            .sudo()
            .search([("location_id", "child_of", place.id), ("state", "=", "agreed")])
        )
        there = {row["product"] for row in self.env["printer.part.check"]._count_sheet(place)}
        return self.env["product.product"].union(plan_sudo.product_id, *there).with_env(self.env)

    def action_done(self):
        """Enter what was counted.

        :raises PartCheckError: when nothing was ticked, or a lot is not known
        """
        self.ensure_one()
        counted = self.line_ids.filtered("is_counted")
        if not counted:
            raise PartCheckError(self.env._("Tick what you have counted."))
        checks = self._checks_for(counted.product_id)
        for product, lines in counted.grouped("product_id").items():
            checks[product]._enter(
                [line._as_count(self.location_id) for line in lines], self.remark or "", self.photo
            )
        decided = (
            self.env["printer.part.check"].union(*checks.values()).filtered(lambda c: c.state == "proposed")
        )
        message = (
            self.env._(
                "Entered. Dispatch decides the difference of %(parts)s.",
                parts=", ".join(decided.product_id.mapped("display_name")),
            )
            if decided
            else self.env._("Entered: %(count)d parts.", count=len(checks))
        )
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "warning" if decided else "success",
                "message": message,
                "next": {"type": "ir.actions.act_window_close"},
            },
        }

    def _checks_for(self, products) -> dict:
        """The check that each part's count is entered in: the one asked for, the first that is due, or a new one."""
        asked = self.check_ids
        if not asked:
            self.location_id._check_has_place(*WHO_MOVES_STOCK)
        # checks are the system's to make; the right on the place was checked
        Check_sudo = self.env["printer.part.check"].sudo()
        due = asked or Check_sudo.search(
            [
                ("location_id", "=", self.location_id.id),
                ("product_id", "in", products.ids),
                ("state", "=", "open"),
                ("due_on", "<=", fields.Date.context_today(self)),
            ],
            order="due_on DESC",
        )
        found = {check.product_id: check for check in due}
        missing = [product for product in products if product not in found]
        if asked and missing:
            raise PartCheckError(
                self.env._("“%(part)s” is not asked for by these checks.", part=missing[0].display_name)
            )
        company = self.location_id.company_id or self.env.company
        made = Check_sudo._through_door().create(
            [
                {
                    "location_id": self.location_id.id,
                    "product_id": product.id,
                    "company_id": company.id,
                    "responsible_id": self.env.uid,
                }
                for product in missing
            ]
        )
        found |= dict(zip(missing, made, strict=True))
        # as the person: who may enter is asked again
        return {product: self.env["printer.part.check"].browse(check.id) for product, check in found.items()}


class PartCountLine(models.TransientModel):
    _name = "printer.part.count.line"
    _description = "Part that is counted"

    count_id = fields.Many2one("printer.part.count", required=True, ondelete="cascade")
    product_id = fields.Many2one(
        "product.product",
        string="Part",
        required=True,
        domain=[("is_printer_part", "=", True), ("is_storable", "=", True)],
    )
    location_id = fields.Many2one("stock.location", string="Shelf")
    lot_id = fields.Many2one("stock.lot")
    lot_name = fields.Char(string="Lot or serial number")
    expected = fields.Float(string="Should be", digits="Product Unit")
    counted = fields.Float(string="There are", digits="Product Unit")
    defective = fields.Float(string="Defective pieces", digits="Product Unit")
    is_counted = fields.Boolean(string="Counted")

    @api.onchange("counted", "defective")
    def _onchange_counted(self):
        if self.counted != self.expected or self.defective:
            self.is_counted = True

    def _as_count(self, place) -> dict:
        """What the check takes.

        :raises PartCheckError: for a lot that is not known
        """
        self.ensure_one()
        # engineers have no right on lots
        lot_sudo = self.lot_id.sudo()
        if self.lot_name and not lot_sudo:
            lot_sudo = lot_sudo.search(
                [("product_id", "=", self.product_id.id), ("name", "=", self.lot_name.strip())], limit=1
            )
            if not lot_sudo:
                raise PartCheckError(
                    self.env._(
                        "“%(part)s” has no lot %(lot)s. Look at the number again, or tell dispatch.",
                        part=self.product_id.display_name,
                        lot=self.lot_name,
                    )
                )
        return {
            "location": self.location_id or place,
            "lot": lot_sudo,
            "expected": self.expected,
            "counted": self.counted,
            "defective": self.defective,
        }
