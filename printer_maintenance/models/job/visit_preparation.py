"""What is taken along to a visit, one line per thing."""

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ...exceptions import VisitError
from ..checklist.checklist_item import SUPPLY_KINDS


class VisitPreparation(models.Model):
    """One tool, medium or part that a job needs (REQUIREMENTS V9); laid out by the system, ticked by the engineer."""

    _name = "printer.visit.preparation"
    _inherit = "printer.guard.mixin"
    _description = "Thing to take along"
    _order = "visit_id, kind desc, sequence, id"

    visit_id = fields.Many2one("printer.visit", required=True, ondelete="cascade", index=True)
    item_id = fields.Many2one("printer.checklist.item", ondelete="set null", index="btree_not_null")
    sequence = fields.Integer(default=10)
    kind = fields.Selection(SUPPLY_KINDS, string="What it is", required=True, default="tool")
    name = fields.Char(string="To take along", required=True, translate=True)
    product_id = fields.Many2one(
        "product.product", string="Product", ondelete="restrict", index="btree_not_null"
    )
    quantity = fields.Float(default=1.0)
    required = fields.Boolean(default=True)
    ticked_at = fields.Datetime(string="Packed at")
    ticked_by_id = fields.Many2one("res.users", string="Packed by")
    supply = fields.Selection(
        [("reserved", "Reserved"), ("asked", "Asked for")],
        string="Stock",
        help="What the stock did about the part: reserved for this visit, or asked for because it is short.",
    )
    move_id = fields.Many2one(
        "stock.move", ondelete="set null", index="btree_not_null", groups="stock.group_stock_user"
    )
    missing_how = fields.Selection(
        [
            ("reserved", "Reserved, is fetched on the way"),
            ("asked", "Asked for"),
            ("left", "Left behind"),
        ],
        string="Missing",
        help="What was done about a thing that is not there.",
    )
    missing_note = fields.Char(string="Why it is missing")
    is_settled = fields.Boolean(compute="_compute_is_settled")

    @api.model
    def _get_guarded_fields(self):
        # all of it is the system's: people tick, and say what is missing, through the methods below
        own = {name for name, field in self._fields.items() if field.store and field._module}
        return super()._get_guarded_fields() | own

    @api.depends("ticked_at", "missing_how")
    def _compute_is_settled(self):
        for line in self:
            line.is_settled = bool(line.ticked_at or line.missing_how)

    def _thing_key(self) -> tuple[str, int]:
        """What makes a thing the same thing, see :meth:`Visit._wanted_things`."""
        self.ensure_one()
        return ("product", self.product_id.id) if self.product_id else ("item", self.item_id.id)

    def _check_can_be_packed(self) -> None:
        """Raise unless the person does these visits and has not left yet.

        :raises VisitError: naming the visit that has begun or ended
        """
        self.check_access("read")
        visits = self.visit_id
        visits._check_is_mine()
        for visit in visits:
            visit._lock_visit()
            if visit.state not in ("planned", "confirmed"):
                raise VisitError(self.env._("%(visit)s: things are packed before leaving.", visit=visit.name))

    def action_tick(self):
        """Pack these things: who and when is the server's."""
        self._check_can_be_packed()
        # the lines are the system's; that the visit is the person's own was checked
        self.sudo()._through_door().write(
            {
                "ticked_at": fields.Datetime.now(),
                "ticked_by_id": self.env.uid,
                "missing_how": False,
                "missing_note": False,
            }
        )

    def action_untick(self):
        """Not packed after all."""
        self._check_can_be_packed()
        # see action_tick
        self.sudo()._through_door().write(
            {"ticked_at": False, "ticked_by_id": False, "missing_how": False, "missing_note": False}
        )

    def action_missing(self):
        """Open the dialog that says what is done about a missing thing."""
        self.ensure_one()
        return self.visit_id._open_dialog(
            "printer.preparation.missing", self.env._("It is missing"), preparation_id=self.id
        )

    def _declare_missing(self, how: str, note: str) -> None:
        """Say that a thing is not there, and what is done about it; a part that is asked for is really asked for.

        :param how: a value of ``missing_how``
        :param note: needed for what is left behind
        :raises ValidationError: saying what does not fit
        """
        self.ensure_one()
        self._check_can_be_packed()
        note = (note or "").strip()
        if how not in dict(self._fields["missing_how"].selection):
            raise ValidationError(self.env._("Please say what is done about “%(name)s”.", name=self.name))
        if how == "left" and not note:
            raise ValidationError(self.env._("Please say why “%(name)s” is left behind.", name=self.name))
        if how == "reserved" and self.supply != "reserved":
            raise ValidationError(self.env._("“%(name)s” is not reserved.", name=self.name))
        # see VisitPreparation.action_tick
        line_sudo = self.sudo()._through_door()
        line_sudo.write({"missing_how": how, "missing_note": note, "ticked_at": False, "ticked_by_id": False})
        if how == "asked" and line_sudo.supply != "asked":
            line_sudo._ask_for()
