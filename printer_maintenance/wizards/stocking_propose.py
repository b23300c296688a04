"""The dialog that proposes a plan: the parts that fit what is installed, with suggested quantities."""

from odoo import api, fields, models
from odoo.fields import Command, Domain

from ..exceptions import StockingError
from ..models.base.rights import check_role
from ..models.stocking.stock_location import WHO_PLANS_STOCK

MOST_PARTS = 500


class StockingPropose(models.TransientModel):
    """Draft rows for a place (REQUIREMENTS P6); the person decides which, and how many."""

    _name = "printer.part.stocking.propose"
    _description = "Propose a stocking plan"

    agreement_id = fields.Many2one(
        "printer.agreement",
        string="Agreement",
        domain=[("state", "in", ("draft", "running", "suspended"))],
        help="Empty for the warehouse's own stock.",
    )
    location_id = fields.Many2one(
        "stock.location", string="Place", required=True, domain=[("usage", "=", "internal")]
    )
    unit_ids = fields.Many2many(
        "res.partner",
        string="Units served",
        domain="[('printer_unit_kind', 'in', ('customer', 'unit'))]",
        help="Empty: all units of the agreement, else those of the station's area.",
    )
    replacement_months = fields.Integer(string="Exchange after (months)", default=12)
    only_used = fields.Boolean(
        string="Only parts that are used", default=True, help="Leaves out parts for which none is suggested."
    )
    line_ids = fields.One2many("printer.part.stocking.propose.line", "propose_id", string="Parts")

    @api.onchange("agreement_id", "location_id", "unit_ids", "only_used")
    def _onchange_place(self):
        self.line_ids = [Command.clear(), *(Command.create(values) for values in self._lines())]

    def _lines(self) -> list[dict]:
        """The parts that fit the devices of the units served and that no row holds here yet."""
        if not self.location_id:
            return []
        check_role(self.env, *WHO_PLANS_STOCK)
        parts = self._parts()
        Row = self.env["printer.part.stocking"]
        rows = Row.union(
            *(
                Row.new(
                    {
                        "agreement_id": self.agreement_id.id,
                        "location_id": self.location_id.id,
                        "product_id": part.id,
                        "unit_ids": [Command.set(self.unit_ids._origin.ids)],
                    }
                )
                for part in parts
            )
        )
        return [
            {
                "product_id": row.product_id._origin.id,
                "devices": row.devices,
                "used": row.used,
                "quantity_min": row.suggested_min,
                "quantity_max": row.suggested_max,
                "is_chosen": bool(row.suggested_max),
            }
            for row in rows
            if row.devices and (row.suggested_max or not self.only_used)
        ]

    def _parts(self):
        """Parts kept in stock that fit any device, without those that have a row here."""
        # another customer's row for the same van holds the part too
        held_sudo = (
            self.env["printer.part.stocking"]
            .sudo()
            .search([("location_id", "=", self.location_id.id), ("state", "in", ("draft", "agreed"))])
        )
        return self.env["product.product"].search(
            Domain("is_printer_part", "=", True)
            & Domain("is_storable", "=", True)
            & Domain("part_fit_ids", "!=", False)
            & Domain("id", "not in", held_sudo.product_id.ids),
            limit=MOST_PARTS,
        )

    def action_make_rows(self):
        """Make draft rows of the chosen parts, and show them."""
        self.ensure_one()
        check_role(self.env, *WHO_PLANS_STOCK)
        chosen = self.line_ids.filtered("is_chosen")
        if not chosen:
            raise StockingError(self.env._("Choose at least one part."))
        rows = self.env["printer.part.stocking"].create(
            [
                {
                    "agreement_id": self.agreement_id.id,
                    "location_id": self.location_id.id,
                    "product_id": line.product_id.id,
                    "unit_ids": [Command.set(self.unit_ids.ids)],
                    "quantity_min": line.quantity_min,
                    "quantity_max": max(line.quantity_max, line.quantity_min),
                    "replacement_months": self.replacement_months,
                }
                for line in chosen
                if line.product_id in self._parts()
            ]
        )
        action = self.env["ir.actions.act_window"]._for_xml_id("printer_maintenance.action_part_stocking")
        action["domain"] = [("id", "in", rows.ids)]
        action["context"] = {}
        return action


class StockingProposeLine(models.TransientModel):
    _name = "printer.part.stocking.propose.line"
    _description = "Part that is proposed for the stocking plan"

    propose_id = fields.Many2one("printer.part.stocking.propose", required=True, ondelete="cascade")
    product_id = fields.Many2one("product.product", string="Part", required=True)
    devices = fields.Integer(string="Devices it fits here")
    used = fields.Float(string="Used in 12 months", digits="Product Unit")
    quantity_min = fields.Float(string="To hold", digits="Product Unit")
    quantity_max = fields.Float(string="Fill up to", digits="Product Unit")
    is_chosen = fields.Boolean(string="Into the plan", default=True)
