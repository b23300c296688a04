"""Fault codes: what was reported, what it was, what helped."""

import re

from odoo import api, fields, models
from odoo.fields import Domain

from ...exceptions import FaultCodeError

KINDS = [("symptom", "Symptom"), ("cause", "Cause"), ("remedy", "Remedy")]
# what a code can stand below; each kind can also be general
PARENT_KIND = {"cause": "symptom", "remedy": "cause"}
# fields of a request that hold a code
CODE_FIELDS = {"symptom_id": "symptom", "cause_id": "cause", "remedy_id": "remedy"}
# from a remedy over its cause up to the symptom
DEPTH = 2


def _say_taken(env, diagnostics) -> str:
    """Name the code that exists already; PostgreSQL's detail has it in brackets."""
    found = re.search(r"=\((.*)\)", (diagnostics and diagnostics.message_detail) or "")
    return env._("There is a fault code “%(code)s” already.", code=found[1] if found else "")


class FaultCode(models.Model):
    """A symptom, a cause or a remedy (REQUIREMENTS K1): what fails often, and what helps, can be counted.

    A cause stands below its symptom, a remedy below its cause; without anything above them they are general.
    """

    _name = "printer.fault.code"
    _description = "Fault code"
    _parent_store = True
    # where codes are offered, a parent's own come before the general ones
    _order = "is_general, code, id"
    _rec_names_search = ("code", "name")

    code = fields.Char(required=True, copy=False, help="Short and unique; people say it on the telephone.")
    name = fields.Char(required=True, translate=True)
    kind = fields.Selection(KINDS, required=True, default="symptom", help="Cannot be changed later.")
    parent_id = fields.Many2one(
        "printer.fault.code",
        string="Below",
        domain="[('kind', '=', parent_kind)]",
        # the causes of a symptom, the remedies of a cause
        index="btree_not_null",
        ondelete="restrict",
        help="The symptom of a cause, the cause of a remedy. Empty: general, offered wherever the type fits.",
    )
    parent_kind = fields.Char(compute="_compute_parent_kind")
    parent_path = fields.Char(index=True)
    child_ids = fields.One2many("printer.fault.code", "parent_id", string="Codes below")
    is_general = fields.Boolean(string="General", compute="_compute_is_general", store=True)
    category_ids = fields.Many2many(
        "maintenance.equipment.category",
        "printer_fault_code_category_rel",
        string="Device types",
        help="Each stands for all categories of its type. Empty: as the code above, or devices of every type.",
    )
    hint = fields.Text(translate=True, help="What to look at, or how it is done, in a sentence or two.")
    active = fields.Boolean(default=True)
    applies_to_id = fields.Many2one(
        "maintenance.equipment.category",
        string="Applies to",
        compute="_compute_searched_only",
        search="_search_applies_to_id",
    )
    offered_below_id = fields.Many2one(
        "printer.fault.code",
        string="Offered below",
        compute="_compute_searched_only",
        search="_search_offered_below_id",
    )

    _code_unique = models.Constraint("UNIQUE(code)", _say_taken)

    @api.depends("kind")
    def _compute_parent_kind(self):
        for code in self:
            code.parent_kind = PARENT_KIND.get(code.kind)

    @api.depends("kind", "parent_id")
    def _compute_is_general(self):
        for code in self:
            code.is_general = code.kind != "symptom" and not code.parent_id

    @api.depends("code", "name")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for code in self:
            code.display_name = f"{code.code} {code.name}" if code.code else code.name

    def _compute_searched_only(self):
        self.applies_to_id = False
        self.offered_below_id = False

    def _search_applies_to_id(self, operator, value):
        """Find the codes for a category; all codes when no category is given."""
        if operator != "in":
            return NotImplemented
        categories = self.env["maintenance.equipment.category"].browse(filter(None, value))
        return self._domain_of(categories) if categories else Domain.TRUE

    def _search_offered_below_id(self, operator, value):
        """Find a code's own and the general ones; all when no code is given.

        Below a symptom these are its causes, and the remedies of the causes that are offered for it.
        """
        if operator != "in":
            return NotImplemented
        parents = self.browse(filter(None, value))
        if not parents:
            return Domain.TRUE
        offered = Domain("parent_id", "in", [*parents.ids, False])
        if symptoms := parents.filtered(lambda code: code.kind == "symptom"):
            of_causes = Domain("parent_id.parent_id", "in", [*symptoms.ids, False])
            offered |= Domain("kind", "=", "remedy") & of_causes
        return offered

    @api.model
    def _domain_of(self, category) -> Domain:
        """What finds the codes that apply to devices of a category.

        :param category: ``maintenance.equipment.category``; empty for a device without one: general codes only
        """
        types = [device_type for device_type in category.mapped("device_type") if device_type]
        # every category of the type counts, whoever may see it
        kin = category | category.sudo().search([("device_type", "in", types)])
        return self._domain_of_kin(kin.ids, DEPTH)

    @api.model
    def _domain_of_kin(self, category_ids: list[int], depth: int) -> Domain:
        above = Domain("parent_id", "=", False)
        if depth:
            above |= Domain("parent_id", "any", self._domain_of_kin(category_ids, depth - 1))
        named = Domain("category_ids", "in", category_ids) if category_ids else Domain.FALSE
        return named | (Domain("category_ids", "=", False) & above)

    def _fitting(self, category):
        """Those of these codes that apply to devices of a category."""
        return self.filtered_domain(self._domain_of(category)) if self else self

    def _stands_below(self, parent) -> bool:
        """Whether this code is offered when ``parent`` is chosen: its own, or a general one."""
        return not self.parent_id or not parent or self.parent_id == parent

    @api.constrains("kind", "parent_id")
    def _check_parent_kind(self):
        for code in self:
            parent = code.parent_id
            if not parent or parent.kind == PARENT_KIND.get(code.kind):
                continue
            if code.kind == "symptom":
                raise FaultCodeError(
                    self.env._("%(code)s is a symptom and stands below nothing.", code=code.code)
                )
            raise FaultCodeError(
                self.env._(
                    "%(code)s (%(kind)s) cannot stand below %(parent)s (%(parent_kind)s): causes belong to a "
                    "symptom, remedies to a cause.",
                    code=code.code,
                    kind=code._kind_label(),
                    parent=parent.code,
                    parent_kind=parent._kind_label(),
                )
            )

    @api.constrains("category_ids", "parent_id")
    def _check_types_within_parent(self):
        below = self.with_context(active_test=False).search([("id", "child_of", self.ids)])
        for code in below.filtered("category_ids"):
            above, own = code.parent_id._effective_categories(), code.category_ids
            strange = own.filtered(lambda category, above=above: not _is_kin(category, above))
            if above and strange:
                raise FaultCodeError(
                    self.env._(
                        "%(code)s cannot be for “%(type)s”: %(parent)s above it is not.",
                        code=code.code,
                        type=strange[:1].name,
                        parent=code.parent_id.code,
                    )
                )

    def _effective_categories(self):
        """The categories that a code names, or those of the nearest code above that names some."""
        return self.category_ids or (self.parent_id._effective_categories() if self else self.category_ids)

    def _hints(self) -> str:
        """What these codes say must be looked at, one line each."""
        return "\n".join(filter(None, self.mapped("hint")))

    def _kind_label(self) -> str:
        return dict(self._fields["kind"]._description_selection(self.env)).get(self.kind, "")

    def write(self, vals):
        """Keep a code what it is: requests were counted by it.

        :raises FaultCodeError: naming the code whose kind was to change
        """
        if "kind" in vals:
            for code in self.filtered(lambda code: code.kind != vals["kind"]):
                raise FaultCodeError(
                    self.env._(
                        "%(code)s stays what it is: archive it and enter a new code instead.", code=code.code
                    )
                )
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_used(self):
        # a code must not vanish from requests that the person does not see
        Ticket = self.env["helpdesk.ticket"].sudo().with_context(active_test=False)
        for name in CODE_FIELDS:
            if used := Ticket.search([(name, "in", self.ids)], limit=1)[name]:
                raise FaultCodeError(
                    self.env._("%(code)s stands on requests; archive it instead.", code=used.code)
                )

    def copy_data(self, default=None):
        return [
            {"code": self.env._("%(code)s (copy)", code=code.code), **vals}
            for code, vals in zip(self, super().copy_data(default), strict=True)
        ]


def _is_kin(category, others) -> bool:
    """Whether a category is among others, or of the same type of device as one of them."""
    return category in others or (
        bool(category.device_type) and category.device_type in others.mapped("device_type")
    )
