"""What a part costs on the market, with the evidence (REQUIREMENTS P1)."""

from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ...rules.part_price import net_of_tax

SOURCES = [
    ("shop", "Online shop"),
    ("vendor", "Vendor's price list"),
    ("procurement", "Public procurement price"),
    ("other", "Another source"),
]
# so long a price holds unless its source says otherwise
VALID_DAYS = 90


class MarketPrice(models.Model):
    """One price of one part as somebody found it on the market.

    The newest one that is valid on the day rules what the part may cost at most. What stands on a quotation that
    went out is proof: it is neither altered nor deleted, a new price takes its place.
    """

    _name = "printer.part.market.price"
    _inherit = "printer.guard.mixin"
    _description = "Market price of a part"
    _order = "date desc, id desc"
    _rec_names_search = ("product_id", "source")

    product_id = fields.Many2one(
        "product.product",
        string="Part",
        required=True,
        ondelete="restrict",
        # inverse of the product's prices
        index=True,
        domain=[("is_printer_part", "=", True)],
    )
    company_id = fields.Many2one(
        "res.company", string="Company", required=True, default=lambda self: self.env.company, index=True
    )
    amount = fields.Float(string="Price", required=True, min_display_digits="Product Price")
    currency_id = fields.Many2one(
        "res.currency", required=True, default=lambda self: self.env.company.currency_id
    )
    uom_id = fields.Many2one(
        "uom.uom",
        string="Per",
        compute="_compute_uom_id",
        store=True,
        readonly=False,
        precompute=True,
        required=True,
        ondelete="restrict",
        help="The unit of measure that the price is for.",
    )
    tax_included = fields.Boolean(string="Tax included", default=True)
    tax_percent = fields.Float(
        string="Tax (%)",
        default=lambda self: self._default_tax_percent(),
        digits=(5, 2),
        help="The rate that the price holds, e.g. 13.",
    )
    amount_net = fields.Float(
        string="Price without tax",
        compute="_compute_amount_net",
        store=True,
        help="What is compared with our cost: per unit of measure, in the price's own currency.",
    )
    source_kind = fields.Selection(SOURCES, string="Kind of source", required=True, default="shop")
    source = fields.Char(required=True, help="Which shop, which list, which announcement.")
    date = fields.Date(string="Looked up on", required=True, default=lambda self: self._today())
    valid_until = fields.Date(
        string="Valid until",
        compute="_compute_valid_until",
        store=True,
        readonly=False,
        precompute=True,
        required=True,
        help="The last day on which it counts. Two weeks before, it is asked for anew.",
    )
    evidence_file = fields.Binary(
        string="Evidence", attachment=True, help="A picture of the page, the list, the letter."
    )
    evidence_name = fields.Char(string="Name of the file")
    evidence_url = fields.Char(string="Link")
    note = fields.Text()
    entered_by_id = fields.Many2one(
        "res.users", string="Entered by", default=lambda self: self.env.user, readonly=True, copy=False
    )
    used_at = fields.Datetime(
        string="On a quotation since",
        readonly=True,
        copy=False,
        help="A quotation that went out rests on it: it stays as it is.",
    )
    asked_at = fields.Datetime(string="Asked for anew at", readonly=True, copy=False)
    active = fields.Boolean(default=True)
    is_valid_today = fields.Boolean(
        string="Valid today", compute="_compute_is_valid_today", search="_search_is_valid_today"
    )

    # the newest valid price of each part on a quotation
    _ruling_idx = models.Index("(product_id, date DESC, id DESC) WHERE active")
    # the scheduled action: the few that end soon and nobody was asked about yet
    _ending_idx = models.Index("(valid_until) WHERE active AND asked_at IS NULL")

    @api.model
    def _get_guarded_fields(self):
        return super()._get_guarded_fields() | self._readonly_of_ours() | {"amount_net"}

    @api.model
    def _today(self):
        """The day at the company's seat."""
        return self.env.company._printer_day(fields.Datetime.now())

    @api.model
    def _default_tax_percent(self):
        tax_sudo = self.env.company.sudo().account_purchase_tax_id
        return tax_sudo.amount if tax_sudo.amount_type == "percent" else 0.0

    @api.depends("product_id")
    def _compute_uom_id(self):
        for price in self:
            price.uom_id = price.product_id.uom_id

    @api.depends("date")
    def _compute_valid_until(self):
        for price in self:
            price.valid_until = price.date and price.date + timedelta(days=VALID_DAYS)

    @api.depends("amount", "tax_included", "tax_percent")
    def _compute_amount_net(self):
        for price in self:
            price.amount_net = net_of_tax(price.amount, price.tax_percent, price.tax_included)

    @api.depends("date", "valid_until", "active")
    def _compute_is_valid_today(self):
        today = self._today()
        for price in self:
            price.is_valid_today = bool(
                price.active and price.date and price.date <= today <= price.valid_until
            )

    @api.model
    def _search_is_valid_today(self, operator, value):
        if operator != "in":
            return NotImplemented
        today = self._today()
        valid = [("active", "=", True), ("date", "<=", today), ("valid_until", ">=", today)]
        return valid if True in value else ["!", "&", "&", *valid]

    @api.depends("product_id", "amount", "date", "currency_id")
    def _compute_display_name(self):
        for price in self:
            if not price.product_id:
                # a new one, still empty
                price.display_name = False
                continue
            amount = price.currency_id.format(price.amount)
            price.display_name = f"{price.product_id.display_name} {amount} ({price.date or ''})"

    @api.constrains(
        "amount",
        "tax_percent",
        "date",
        "valid_until",
        "evidence_file",
        "evidence_url",
        "uom_id",
        "product_id",
    )
    def _check_plausible(self):
        """Refuse what proves nothing.

        :raises ValidationError: naming the part and what to put right
        """
        now = fields.Datetime.now()
        for price in self:
            complaint = price._complaint(price.company_id._printer_day(now))
            if complaint:
                raise ValidationError(
                    self.env._(
                        "Market price of “%(part)s”: %(complaint)s",
                        part=price.product_id.display_name,
                        complaint=complaint,
                    )
                )

    def _complaint(self, today) -> str | None:
        """What is wrong with this price; None when nothing is."""
        self.ensure_one()
        if self.amount <= 0:
            return self.env._("it must be above zero.")
        if not 0 <= self.tax_percent < 100:
            return self.env._("a rate of tax lies between 0 and 100 %.")
        if self.date > today:
            return self.env._("it cannot be from the future (%(date)s).", date=self.date)
        if self.valid_until < self.date:
            return self.env._(
                "it cannot end (%(end)s) before it was found (%(date)s).",
                end=self.valid_until,
                date=self.date,
            )
        if not self.evidence_file and not self.evidence_url:
            return self.env._("evidence is missing. Add a file or a link.")
        if self.evidence_url and not self.evidence_url.startswith(("https://", "http://")):
            return self.env._("a link begins with https:// or http://.")
        if not self.uom_id._has_common_reference(self.product_id.uom_id):
            return self.env._(
                "a price per %(uom)s says nothing about a part counted in %(part_uom)s.",
                uom=self.uom_id.name,
                part_uom=self.product_id.uom_id.name,
            )
        return None

    def _net_for(self, uom, currency, day) -> float:
        """The price without tax, for a unit of measure and in a currency, at the rate of a day."""
        self.ensure_one()
        net = self.amount_net
        if self.uom_id != uom:
            net = self.uom_id._compute_price(net, uom)
        if self.currency_id != currency:
            net = self.currency_id._convert(net, currency, self.env.company, day, round=False)
        return net

    def _as_found(self) -> str:
        """Amount, unit and tax as they were found; empty without a price."""
        if not self:
            return ""
        amount = self.currency_id.format(self.amount)
        if self.tax_included:
            return self.env._(
                "%(amount)s per %(uom)s with %(percent)g %% tax",
                amount=amount,
                uom=self.uom_id.name,
                percent=self.tax_percent,
            )
        return self.env._("%(amount)s per %(uom)s without tax", amount=amount, uom=self.uom_id.name)
