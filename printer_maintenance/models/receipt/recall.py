"""Recall of parts: which devices have them, what still lies in stock."""

from datetime import timedelta
from typing import ClassVar

from odoo import api, fields, models
from odoo.fields import Domain

from ...exceptions import RecallError
from ..base.rights import check_role

WHO_RECALLS = ("equipment_supervisor", "dispatcher", "service_director")


class Recall(models.Model):
    """Pieces of a part that must come out of the devices (REQUIREMENTS P4).

    From the moment it is entered no job may use its lots; of a part without lots no piece at all. It is over when the
    last device is done; what still lies in stock stays blocked unless it is set free.
    """

    _name = "printer.part.recall"
    _inherit = ["mail.thread", "printer.state.mixin"]
    _description = "Recall of a part"
    _order = "issued_on desc, id desc"
    _mail_post_access = "read"

    _transitions: ClassVar = {"open": ("done",), "done": ("open",)}

    name = fields.Char(string="Recall number", default="/", readonly=True, copy=False)
    product_id = fields.Many2one(
        "product.product",
        string="Part",
        required=True,
        # whether a part without lots is recalled
        index=True,
        ondelete="restrict",
        domain=[("is_printer_part", "=", True)],
    )
    tracking = fields.Selection(related="product_id.tracking")
    lot_ids = fields.Many2many(
        "stock.lot",
        string="Lots",
        domain="[('product_id', '=', product_id)]",
        help="Empty: found by the days on which the part was received.",
    )
    received_from = fields.Date(string="Received from")
    received_to = fields.Date(string="Received until")
    reason = fields.Text(required=True)
    issued_on = fields.Date(
        string="Recalled on",
        required=True,
        default=lambda self: self.env.company._printer_day(fields.Datetime.now()),
    )
    state = fields.Selection(
        [("open", "Open"), ("done", "Over")], default="open", required=True, tracking=True, copy=False
    )
    stays_blocked = fields.Boolean(
        string="Stock stays blocked",
        default=True,
        tracking=True,
        help="What still lies in stock is not used after the recall is over either, until you untick this.",
    )
    is_blocking = fields.Boolean(compute="_compute_is_blocking")
    started_by_id = fields.Many2one(
        "res.users",
        string="Started by",
        readonly=True,
        copy=False,
        default=lambda self: self.env.user,
        ondelete="restrict",
    )
    started_at = fields.Datetime(string="Started at", readonly=True, copy=False, default=fields.Datetime.now)
    done_at = fields.Datetime(string="Over since", readonly=True, copy=False)
    company_id = fields.Many2one("res.company", required=True, default=lambda self: self.env.company)
    fitting_ids = fields.Many2many(
        "printer.part.fitting", string="Devices that have it", compute="_compute_fitting_ids"
    )
    device_count = fields.Integer(string="Devices", compute="_compute_progress")
    done_count = fields.Integer(string="Devices done", compute="_compute_progress")
    progress = fields.Float(string="Done", compute="_compute_progress", help="Percent of the devices.")
    quant_ids = fields.Many2many("stock.quant", string="Still in stock", compute="_compute_quant_ids")
    stock_quantity = fields.Float(
        string="Pieces in stock", compute="_compute_quant_ids", digits="Product Unit"
    )
    ticket_ids = fields.One2many("helpdesk.ticket", "recall_id", string="Requests", readonly=True)
    ticket_count = fields.Integer(compute="_compute_ticket_count")

    _days = models.Constraint(
        "CHECK(received_from IS NULL OR received_to IS NULL OR received_from <= received_to)",
        "The part cannot have been received until before it was received from.",
    )

    @api.model
    def _get_guarded_fields(self):
        return super()._get_guarded_fields() | {"name", "started_by_id", "started_at", "done_at"}

    # -- what it is about --------------------------------------------------------------------------------------

    @api.model
    def _blocking_domain(self) -> Domain:
        return Domain("state", "=", "open") | Domain("stays_blocked", "=", True)

    @api.model
    def _of_products(self, products) -> Domain:
        return Domain("product_id", "in", products.ids)

    @api.depends("state", "stays_blocked")
    def _compute_is_blocking(self):
        for recall in self:
            recall.is_blocking = recall.state == "open" or recall.stays_blocked

    @api.constrains("product_id", "lot_ids")
    def _check_lots(self):
        for recall in self:
            # lots of which nobody but the warehouse knows may be named
            lots_sudo = recall.sudo().lot_ids
            if wrong := lots_sudo.filtered(lambda lot, recall=recall: lot.product_id != recall.product_id):
                raise RecallError(
                    self.env._(
                        "Lot %(lot)s is no lot of “%(part)s”.",
                        lot=wrong[0].name,
                        part=recall.product_id.display_name,
                    )
                )
            if recall.tracking != "none" and not lots_sudo:
                raise RecallError(
                    self.env._(
                        "No lot of “%(part)s” was received then. Name the lots, or other days.",
                        part=recall.product_id.display_name,
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        """Block the lots at once: what jobs have reserved of them is given back.

        :raises RecallError: when a part with lots is recalled and there is none
        """
        check_role(self.env, *WHO_RECALLS)
        Product = self.env["product.product"]
        for vals in vals_list:
            product = Product.browse(vals.get("product_id"))
            if product.tracking != "none" and not self._named_lots(vals):
                lots = self._lots_received(product, vals.get("received_from"), vals.get("received_to"))
                vals["lot_ids"] = [fields.Command.set(lots.ids)]
        recalls = super().create(vals_list)
        for recall in recalls:
            # a number is taken whoever starts it
            number = self.env["ir.sequence"].sudo().next_by_code(self._name)
            recall._through_door().name = number or "/"
        recalls._release_reserved()
        return recalls

    @api.model
    def _named_lots(self, vals) -> bool:
        """Whether lots are named among the values of a new recall."""
        commands = vals.get("lot_ids") or ()
        return any(
            command if isinstance(command, int) else command[0] == 4 or (command[0] == 6 and command[2])
            for command in commands
        )

    def write(self, vals):
        done = super().write(vals)
        if "lot_ids" in vals:
            self._release_reserved()
        return done

    @api.model
    def _lots_received(self, product, first, last):
        """Lots of a part that vendors delivered between two days.

        :param first: first day, or nothing
        :param last: last day, or nothing
        """
        company = self.env.company
        domain = Domain("product_id", "=", product.id) & Domain("state", "=", "done")
        domain &= Domain("location_id.usage", "=", "supplier") & Domain("lot_id", "!=", False)
        if first:
            domain &= Domain("date", ">=", company._printer_midnight(fields.Date.to_date(first)))
        if last:
            after = fields.Date.to_date(last) + timedelta(days=1)
            domain &= Domain("date", "<", company._printer_midnight(after))
        # who recalls need not be allowed to see the warehouse's moves
        return self.env["stock.move.line"].sudo().search(domain).lot_id.with_env(self.env)

    def _release_reserved(self) -> None:
        """What jobs have reserved of these lots is free again, and they reserve others."""
        # the jobs of all engineers
        lines_sudo = self.env["stock.move.line"].sudo()
        lines_sudo = lines_sudo.search(
            [
                ("lot_id", "in", self.sudo().lot_ids.ids),
                ("move_id.repair_line_type", "=", "add"),
                ("state", "not in", ("done", "cancel", "draft")),
            ]
        )
        moves_sudo = lines_sudo.move_id
        moves_sudo._do_unreserve()
        moves_sudo._action_assign()

    # -- figures -----------------------------------------------------------------------------------------------

    def _fittings_domain(self) -> Domain:
        """What was put into devices of all these recalls; a retired device needs nothing more."""
        lots = Domain("lot_id", "in", self.sudo().lot_ids.ids)
        untracked = self.filtered(lambda recall: recall.tracking == "none").product_id
        pieces = lots | (Domain("lot_id", "=", False) & Domain("product_id", "in", untracked.ids))
        return pieces & Domain("equipment_id.condition", "!=", "retired")

    def _concerns(self, fitting) -> bool:
        """Whether a fitting is of this recall, and still was in the device when it started."""
        self.ensure_one()
        if fitting.removed_at and self.started_at and fitting.removed_at < self.started_at:
            return False
        if self.tracking != "none":
            return fitting.lot_id in self.sudo().lot_ids
        # it cannot have been fitted before it was received
        return fitting.product_id == self.product_id and not (
            self.received_from and fitting.company_id._printer_day(fitting.fitted_at) < self.received_from
        )

    def _fittings_of_each(self, Fitting) -> dict:
        """The fittings of each recall, in one search.

        :param Fitting: the model, as the person whose rights count
        """
        found = Fitting.search(self._fittings_domain()) if self.ids else Fitting
        return {
            recall: found.filtered(lambda fitting, recall=recall: recall._concerns(fitting))
            for recall in self
        }

    @api.depends("lot_ids", "product_id", "received_from")
    def _compute_fitting_ids(self):
        for recall, fittings in self._fittings_of_each(self.env["printer.part.fitting"]).items():
            recall.fitting_ids = fittings

    @api.depends("lot_ids", "product_id", "received_from")
    def _compute_progress(self):
        # the figures are the same for all who may see the recall
        for recall, fittings in self._fittings_of_each(self.env["printer.part.fitting"].sudo()).items():
            devices = fittings.equipment_id
            left = fittings.filtered(lambda fitting: not fitting.removed_at).equipment_id
            recall.device_count = len(devices)
            recall.done_count = len(devices - left)
            recall.progress = 100.0 * recall.done_count / len(devices) if devices else 100.0

    @api.depends("lot_ids", "product_id")
    def _compute_quant_ids(self):
        stock = Domain("quantity", ">", 0) & Domain("location_id.usage", "in", ("internal", "transit"))
        Quant = self.env["stock.quant"]
        lots, products = self.sudo().lot_ids, self.filtered(lambda r: r.tracking == "none").product_id
        mine = Domain("lot_id", "in", lots.ids) | Domain("product_id", "in", products.ids)
        found = Quant.search(stock & mine)
        for recall in self:
            if recall.tracking == "none":
                quants = found.filtered(lambda quant, recall=recall: quant.product_id == recall.product_id)
            else:
                ids = set(recall.sudo().lot_ids.ids)
                quants = found.filtered(lambda quant, ids=ids: quant.lot_id.id in ids)
            recall.quant_ids = quants
            recall.stock_quantity = sum(quants.mapped("quantity"))

    @api.depends("ticket_ids")
    def _compute_ticket_count(self):
        for recall in self:
            recall.ticket_count = len(recall.ticket_ids)
