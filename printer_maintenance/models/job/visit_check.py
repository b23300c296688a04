"""One answered point of the job's checklist."""

from odoo import api, fields, models

from ...exceptions import VisitError
from ...rules.limits import is_outside
from ..checklist.checklist_item import ANSWER_KINDS

# the field that holds the answer of each kind
ANSWER_FIELDS = {"tick": "tick", "text": "text", "choice": "choice", "number": "number"}
ANSWERS = frozenset({*ANSWER_FIELDS.values(), "note", "photo"})
WORDING = ("name", "method", "measure")
PHOTO_PIXELS = 1920


class VisitCheck(models.Model):
    """What was found at one point (REQUIREMENTS A3); the wording is the list's at that time, and stays."""

    _name = "printer.visit.check"
    _inherit = "printer.guard.mixin"
    _description = "Checked point of a visit"
    _order = "visit_id, sequence, id"

    visit_id = fields.Many2one("printer.visit", required=True, ondelete="cascade", index=True)
    item_id = fields.Many2one("printer.checklist.item", ondelete="set null", index="btree_not_null")
    sequence = fields.Integer(default=10)
    name = fields.Char(string="Point", required=True, translate=True)
    method = fields.Text(string="How it is done", translate=True)
    answer_kind = fields.Selection(ANSWER_KINDS, string="Kind of answer", required=True, default="tick")
    is_limited = fields.Boolean(string="Has limits")
    minimum = fields.Float(string="Lower limit")
    maximum = fields.Float(string="Upper limit")
    measure = fields.Char(string="Unit of measure", translate=True)
    required = fields.Boolean()
    wants_photo = fields.Boolean(string="With photo")
    tick = fields.Boolean(string="Done")
    text = fields.Char(string="Answer")
    choice = fields.Selection([("ok", "OK"), ("not_ok", "Not OK"), ("na", "Not applicable")], string="Result")
    number = fields.Float(string="Reading")
    note = fields.Char(string="Remark")
    photo = fields.Image(max_width=PHOTO_PIXELS, max_height=PHOTO_PIXELS)
    answered_at = fields.Datetime(string="Answered at")
    answered_by_id = fields.Many2one("res.users", string="Answered by")
    is_abnormal = fields.Boolean(string="Abnormal", compute="_compute_is_abnormal", store=True)

    _once = models.UniqueIndex("(visit_id, item_id)", "Each point stands on the visit once.")

    @api.model
    def _get_guarded_fields(self):
        # laid out by the system; people only answer
        own = {name for name, field in self._fields.items() if field.store and field._module}
        return super()._get_guarded_fields() | (own - ANSWERS)

    @api.depends("answered_at", "answer_kind", "choice", "number", "is_limited", "minimum", "maximum")
    def _compute_is_abnormal(self):
        for check in self:
            outside = check.is_limited and is_outside(check.number, check.minimum, check.maximum)
            check.is_abnormal = bool(check.answered_at) and (
                (check.answer_kind == "choice" and check.choice == "not_ok")
                or (check.answer_kind == "number" and outside)
            )

    @api.model_create_multi
    def create(self, vals_list):
        """Points are laid out by the system.

        :raises VisitError: for anybody who adds one by hand
        """
        if not self._is_through_door():
            raise VisitError(self.env._("The points of a visit come from its checklist."))
        return super().create(vals_list)

    def write(self, vals):
        """Take answers while the work goes on; who and when is the server's."""
        if self._is_through_door():
            return super().write(vals)
        self._check_guarded(vals)
        if not ANSWERS.intersection(vals):
            return super().write(vals)
        self._check_can_be_answered()
        result = super().write(vals)
        answered = self.filtered(lambda check: ANSWER_FIELDS[check.answer_kind] in vals)
        answered._stamp_answers()
        return result

    def _stamp_answers(self) -> None:
        """Keep who answered; an answer that was emptied is none."""
        given = self.filtered(lambda check: check.answer_kind == "number" or check[check.answer_kind])
        given._through_door().write({"answered_at": fields.Datetime.now(), "answered_by_id": self.env.uid})
        (self - given)._through_door().write({"answered_at": False, "answered_by_id": False})

    def _check_can_be_answered(self) -> None:
        """Raise unless the work is going on, and it is the person's own.

        :raises VisitError: naming the visit
        """
        visits = self.visit_id
        visits._check_is_mine()
        for visit in visits:
            visit._lock_visit()
            if not visit.is_at_work:
                raise VisitError(
                    self.env._(
                        "%(visit)s: the checklist is answered while the work goes on.", visit=visit.name
                    )
                )

    def action_answer(self, value, note: str = "") -> bool:
        """Answer one point (RPC).

        :param value: True/False, a text, ``ok``/``not_ok``/``na`` or a number, by the kind of answer
        :param note: a remark, if there is one
        """
        self.ensure_one()
        values = {ANSWER_FIELDS[self.answer_kind]: value}
        return self.write({**values, "note": note} if note else values)

    def action_ok(self):
        """Answer with one tap: done, or in order."""
        for kind, checks in self.grouped("answer_kind").items():
            if kind in ("tick", "choice"):
                checks.write({kind: True if kind == "tick" else "ok"})

    def _is_complete(self) -> bool:
        self.ensure_one()
        return bool(self.answered_at) and (not self.wants_photo or bool(self.photo))
