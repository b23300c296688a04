"""Readings of a device's counters: rows that stay, from which the device's own counters follow."""

from typing import ClassVar

from odoo import api, fields, models
from odoo.exceptions import AccessError

from ...exceptions import AppendOnlyError, MeterReadingError
from ...rules import meter
from .equipment_history import EventLine

DECIDER_GROUPS = (
    "printer_maintenance.group_equipment_supervisor",
    "printer_maintenance.group_dispatcher",
)
QUESTIONS = [
    ("future", "Dated in the future"),
    ("falls", "Below the reading before"),
    ("contradicts", "Above a later reading"),
    ("jumps", "Far more pages than usual"),
]


class MeterReading(models.Model):
    """What stood on a device's counters at a moment (REQUIREMENTS E7).

    Taken through ``maintenance.equipment._take_readings`` only. A reading that cannot be believed is *questioned*:
    it touches nothing until somebody confirms it (it was right, or the counter was exchanged) or rejects it.
    Accepted readings form a chain by date; each knows the pages and days since the one before it.
    """

    _name = "printer.meter.reading"
    _inherit = "printer.state.mixin"
    _description = "Counter reading"
    _order = "date desc, id desc"
    _rec_name = "equipment_id"

    _transitions: ClassVar = {
        "accepted": ("rejected",),
        "questioned": ("accepted", "rejected"),
        "rejected": (),
    }

    equipment_id = fields.Many2one(
        "maintenance.equipment",
        string="Device",
        required=True,
        readonly=True,
        ondelete="restrict",
        index=True,
    )
    date = fields.Datetime(string="Read at", required=True, readonly=True)
    meter_mono = fields.Integer(string="Black-and-white pages", readonly=True, aggregator=False)
    meter_color = fields.Integer(string="Colour pages", readonly=True, aggregator=False)
    source = fields.Selection(
        [
            ("manual", "Entered by hand"),
            ("visit", "Read on a visit"),
            ("inspection", "Read on an inspection"),
            ("import", "Register import"),
            ("network", "Read over the network"),
        ],
        required=True,
        readonly=True,
    )
    state = fields.Selection(
        [("accepted", "Taken as right"), ("questioned", "Questioned"), ("rejected", "Rejected")],
        default="accepted",
        required=True,
        # the to-do list of questioned readings
        index=True,
    )
    question = fields.Selection(QUESTIONS, string="Why questioned", readonly=True, groups="base.group_user")
    is_reset = fields.Boolean(
        string="Counter exchanged",
        readonly=True,
        help="The counter began anew here; later readings are measured from this one.",
    )
    said_exchanged = fields.Boolean(
        string="Exchange told by a person",
        readonly=True,
        groups="base.group_user",
        help="Somebody said that the counter was exchanged; else that only follows from the reading before.",
    )
    previous_id = fields.Many2one(
        "printer.meter.reading", string="Reading before", readonly=True, ondelete="restrict"
    )
    pages = fields.Integer(readonly=True, help="Pages printed since the accepted reading before.")
    days = fields.Float(readonly=True, digits=(12, 2), help="Days since the accepted reading before.")
    # where and what the device was when it was read: sums of a past month must not move with it
    unit_id = fields.Many2one("res.partner", string="Unit", readonly=True, index="btree_not_null")
    customer_id = fields.Many2one("res.partner", string="Customer", readonly=True)
    category_id = fields.Many2one("maintenance.equipment.category", string="Type", readonly=True)
    equipment_model = fields.Char(string="Model", readonly=True)
    company_id = fields.Many2one("res.company", readonly=True)
    user_id = fields.Many2one("res.users", string="Entered by", readonly=True, groups="base.group_user")
    origin_model = fields.Char(readonly=True, groups="base.group_user")
    origin_id = fields.Many2oneReference(model_field="origin_model", readonly=True, groups="base.group_user")
    decided_by_id = fields.Many2one("res.users", string="Decided by", readonly=True, groups="base.group_user")
    decided_at = fields.Datetime(string="Decided at", readonly=True, groups="base.group_user")
    reason = fields.Char(readonly=True, groups="base.group_user", help="Why it was confirmed or rejected.")

    # the neighbours of a reading, and the newest one of a device
    _chain_idx = models.Index("(equipment_id, date DESC, id DESC) WHERE state = 'accepted'")
    _not_negative = models.Constraint(
        "CHECK(meter_mono >= 0 AND meter_color >= 0)", "A counter cannot be below zero."
    )

    @api.model_create_multi
    def create(self, vals_list):
        if not self._is_through_door():
            raise AppendOnlyError(
                self.env._("Counter readings are entered with “Enter counters” on the device or the visit.")
            )
        return super().create(vals_list)

    def write(self, vals):
        if not self._is_through_door():
            raise AppendOnlyError(
                self.env._("A counter reading stays as it was taken; enter a new one instead.")
            )
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise AppendOnlyError(self.env._("A counter reading cannot be deleted; a wrong one is rejected."))

    def _check_may_decide(self) -> None:
        """Raise unless the user may settle questioned readings.

        :raises AccessError: for everybody else
        """
        self.check_access("read")
        if not self.env.su and not any(map(self.env.user.has_group, DECIDER_GROUPS)):
            raise AccessError(
                self.env._(
                    "Only the equipment supervisor or a dispatcher may confirm or reject counter readings."
                )
            )

    def _stamp_decision(self, reason: str) -> dict:
        """Who decided, when and why.

        :raises MeterReadingError: without a reason
        """
        if not (reason or "").strip():
            raise MeterReadingError(self.env._("Please give the reason."))
        return {
            "decided_by_id": self.env.uid,
            "decided_at": fields.Datetime.now(),
            "reason": reason.strip(),
        }

    def _confirm(self, reason: str, is_reset: bool = False) -> None:
        """Believe a questioned reading.

        :param reason: how that is known
        :param is_reset: the counter was exchanged or reset; later readings are measured from here
        :raises MeterReadingError: when it lies in the future, or below the reading before and is no reset
        """
        self.ensure_one()
        self._check_may_decide()
        decision = self._stamp_decision(reason)
        if self.date > fields.Datetime.now():
            raise MeterReadingError(
                self.env._("A reading dated in the future cannot be confirmed. Reject it and enter it anew.")
            )
        device = self.equipment_id.sudo()
        place = device._chain_places([(device, self.date)])[0]
        before = self.browse(place.before_id).sudo()
        falls = before and (self.meter_mono < before.meter_mono or self.meter_color < before.meter_color)
        if falls and not is_reset:
            raise MeterReadingError(
                self.env._(
                    "%(device)s: this reading lies below the one before, %(before)s. "
                    "Say that the counter was exchanged, or reject the reading.",
                    device=device.display_name,
                    before=before._counters_text(),
                )
            )
        self.sudo()._set_state(
            "accepted",
            said_exchanged=is_reset,
            is_reset=is_reset,
            **decision,
            **self._chain_values(before, is_reset),
        )
        self.sudo()._rechain(self.browse(place.after_id).sudo())
        detail = self._counters_text()
        if is_reset and before:
            # contacts read the history; the reason is ours and stays with the reading
            detail = f"{before._counters_text()} → {detail}"
        self.env["maintenance.equipment"]._log_events([EventLine(device, "counted", detail, self, self.date)])
        device._follow_readings()

    def _reject(self, reason: str) -> None:
        """Take a reading out of the count; it stays on record with the reason.

        :raises TransitionError: when it was rejected before
        """
        self.ensure_one()
        self._check_may_decide()
        decision = self._stamp_decision(reason)
        was_accepted = self.state == "accepted"
        self.sudo()._set_state("rejected", **decision)
        if not was_accepted:
            return
        device = self.equipment_id.sudo()
        place = device._chain_places([(device, self.date)])[0]
        self.browse(place.before_id).sudo()._rechain(self.browse(place.after_id).sudo())
        event = (
            self.env["printer.equipment.event"]
            .sudo()
            .search(
                [("origin_model", "=", self._name), ("origin_id", "=", self.id), ("kind", "=", "counted")],
                limit=1,
            )
        )
        # without the reason, as above
        detail = f"{self._counters_text()} ✗"
        device._log_events([EventLine(device, "corrected", detail, self, corrects=event or None)])
        device._follow_readings()

    def _counters_text(self) -> str:
        """Both counters, for the history."""
        return f"{self.meter_mono} / {self.meter_color}"

    def _chain_values(self, before, is_reset: bool = False) -> dict:
        """Pages and days since the reading before; a first reading and a new counter have none."""
        return {"previous_id": before.id, **self._as_rule().since(None if is_reset else before._as_rule())}

    def _as_rule(self) -> meter.Reading | None:
        """This reading as the rules see it; ``None`` for no reading."""
        return meter.Reading(self.date, self.meter_mono, self.meter_color) if self else None

    def _rechain(self, after) -> None:
        """Measure the next reading from this one; a lower one shows that the counter was exchanged between.

        What follows from this reading goes when it goes; what a person said of the next one stays.
        """
        if not after:
            return
        lower = self and (after.meter_mono < self.meter_mono or after.meter_color < self.meter_color)
        is_reset = after.said_exchanged or bool(lower)
        after._through_door().write({"is_reset": is_reset, **after._chain_values(self, is_reset)})

    def action_decide(self):
        """Open the dialog that confirms or rejects this reading."""
        self.ensure_one()
        self._check_may_decide()
        return {
            "name": self.env._("Settle the reading"),
            "type": "ir.actions.act_window",
            "res_model": "printer.meter.decide",
            "view_mode": "form",
            "target": "new",
            "context": {
                "default_reading_id": self.id,
                "default_verdict": "wrong" if self.state == "accepted" else False,
            },
        }
