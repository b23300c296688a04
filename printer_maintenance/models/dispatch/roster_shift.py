"""One shift: a person on duty in a role, from – to, with the number to call."""

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain

from ...exceptions import RosterError
from ..agreement.agreement_member import GROUP_OF_ROLE, ROLES

# what was promised with a published roster and changes by handing over only
PROMISED = frozenset({"user_id", "role", "is_backup", "start", "end", "roster_id", "active"})
# rosters whose shifts count; what a closed one has promised before stays true
COUNTING = ("published", "closed")
# a hand at one of these keeps the shift from following its pattern
EDITED_BY = PROMISED | {"duty_phone", "phone", "note"}


class RosterShift(models.Model):
    """Who is on duty, in which role, from when to when (REQUIREMENTS S11)."""

    _name = "printer.roster.shift"
    _description = "Shift"
    _inherit = ["printer.guard.mixin"]
    _order = "start, role, is_backup, id"

    roster_id = fields.Many2one(
        "printer.roster",
        required=True,
        ondelete="cascade",
        # the shifts of a roster
        index=True,
        domain=[("state", "!=", "closed")],
    )
    active = fields.Boolean(default=True, help="Not ticked: struck out.")
    company_id = fields.Many2one(related="roster_id.company_id", store=True)
    team_id = fields.Many2one(related="roster_id.team_id", store=True, string="Station")
    roster_state = fields.Selection(related="roster_id.state", store=True, string="State of the roster")
    pattern_id = fields.Many2one(
        "printer.roster.pattern",
        string="Made by",
        readonly=True,
        copy=False,
        # deleting a pattern
        index="btree_not_null",
        ondelete="set null",
    )
    day = fields.Date(readonly=True, copy=False, help="The day for which the pattern made this shift.")
    is_edited = fields.Boolean(
        string="Changed by hand", readonly=True, copy=False, help="No longer follows its pattern."
    )
    user_id = fields.Many2one(
        "res.users",
        string="Person",
        required=True,
        domain=[("share", "=", False)],
        ondelete="restrict",
        # “my shifts”, and two duties of one person
        index=True,
    )
    role = fields.Selection(ROLES, required=True, default="engineer")
    is_backup = fields.Boolean(string="Backup", help="Stands in when the first in this role cannot come.")
    duty_phone = fields.Char(string="Duty telephone", help="Empty for the person's own number.")
    phone = fields.Char(string="Telephone", compute="_compute_phone", inverse="_inverse_phone")
    start = fields.Datetime(string="Starts at", required=True)
    end = fields.Datetime(string="Ends at", required=True)
    hours = fields.Float(compute="_compute_hours")
    note = fields.Char()
    swap_ids = fields.One2many("printer.roster.swap", "shift_id", string="Handed over", readonly=True)
    is_now = fields.Boolean(string="On duty now", compute="_compute_is_now", search="_search_is_now")
    is_past = fields.Boolean(compute="_compute_is_now")
    clash = fields.Char(string="Also on duty", compute="_compute_clash")

    # filling a roster twice, or twice at once, makes nothing twice
    _pattern_day_unique = models.UniqueIndex(
        "(pattern_id, day) WHERE pattern_id IS NOT NULL", "This shift of the pattern is there already."
    )
    # who is on duty at a moment: the shifts that end later are few, whatever the length of the history
    _duty_idx = models.Index(
        "(\"end\", start) WHERE roster_state IN ('published', 'closed') AND active IS TRUE"
    )
    _span_check = models.Constraint('CHECK("end" > start)', "A shift ends after it begins.")

    @api.model
    def _get_guarded_fields(self):
        return super()._get_guarded_fields() | {"pattern_id", "day", "is_edited"}

    @api.depends("user_id", "role", "start")
    @api.depends_context("lang", "tz")
    def _compute_display_name(self):
        roles = dict(self._fields["role"]._description_selection(self.env))
        for shift in self:
            backup = self.env._("(backup)") if shift.is_backup else ""
            shift.display_name = " ".join(filter(None, (shift.user_id.name, roles.get(shift.role), backup)))

    @api.depends("duty_phone", "user_id.phone")
    def _compute_phone(self):
        for shift in self:
            # colleagues may be called, whoever asks
            shift.phone = shift.duty_phone or shift.sudo().user_id.phone

    def _inverse_phone(self):
        for shift in self:
            own = shift.sudo().user_id.phone
            shift.duty_phone = shift.phone if shift.phone != own else False

    @api.depends("start", "end")
    def _compute_hours(self):
        for shift in self:
            shift.hours = (shift.end - shift.start).total_seconds() / 3600 if shift.start and shift.end else 0

    @api.depends("start", "end")
    def _compute_is_now(self):
        now = fields.Datetime.now()
        for shift in self:
            begun = bool(shift.start and shift.start <= now)
            shift.is_past = bool(shift.end and shift.end <= now)
            shift.is_now = begun and not shift.is_past

    def _search_is_now(self, operator, value):
        if operator != "in":
            return NotImplemented
        now = fields.Datetime.now()
        return Domain("start", "<=", now) & Domain("end", ">", now) & Domain("roster_state", "in", COUNTING)

    @api.depends("user_id", "start", "end")
    def _compute_clash(self):
        others = self._other_duties()
        roles = dict(self._fields["role"]._description_selection(self.env))
        for shift in self:
            found = [
                f"{roles[other.role]}, {other.team_id.name or other.company_id.name}"
                for other in others.get(shift, ())
            ]
            shift.clash = "; ".join(found) if found else False

    def _other_duties(self) -> dict:
        """Per shift the other shifts of the same person at the same time; drafts among themselves only.

        One query for all.
        """
        real = self.filtered(lambda shift: shift.user_id and shift.start and shift.end)
        if not real:
            return {}
        candidates = self.search(
            [
                ("user_id", "in", real.user_id.ids),
                ("start", "<", max(real.mapped("end"))),
                ("end", ">", min(real.mapped("start"))),
            ]
        )
        by_person = candidates.grouped("user_id")
        found = {}
        for shift in real:
            others = by_person.get(shift.user_id, self.browse()).filtered(
                lambda other, s=shift: (
                    other != s._origin
                    and other.start < s.end
                    and s.start < other.end
                    and (
                        other.roster_id == s.roster_id._origin
                        or "draft" not in (other.roster_state, s.roster_state)
                    )
                )
            )
            if others:
                found[shift] = others
        return found

    @api.constrains("user_id", "role", "start", "end", "roster_id", "active")
    def _check_one_duty_at_once(self):
        """Let nobody be their own backup, or on duty twice in the same role: one person cannot be in two places.

        Different roles at once are shown as a warning only; in a small station one person has several.
        """
        # a person's other duty may lie where the editor does not look
        for shift, others in self.sudo().filtered("active")._other_duties().items():
            for other in others.filtered(lambda other, s=shift: other.role == s.role):
                raise ValidationError(
                    self.env._(
                        "%(person)s is on duty in the same role at that time already: %(station)s, %(start)s – "
                        "%(end)s.",
                        person=shift.user_id.name,
                        station=other.team_id.name or other.company_id.name,
                        start=_readable(other, other.start),
                        end=_readable(other, other.end),
                    )
                )

    @api.constrains("user_id", "role")
    def _check_has_the_role(self):
        check_persons_have_role(self)

    @api.model_create_multi
    def create(self, vals_list):
        shifts = super().create(vals_list)
        for roster in shifts.roster_id:
            if roster.state == "closed":
                raise RosterError(
                    self.env._("%(roster)s is closed; enter the shift in another roster.", roster=roster.name)
                )
        if "published" in shifts.mapped("roster_state"):
            self.env["printer.roster"]._watch_soon()
        return shifts

    def write(self, vals):
        """Keep what was promised, and remember which shifts people have touched.

        :raises RosterError: for a plain change of a published shift
        """
        if self._is_through_door():
            return super().write(vals)
        if PROMISED.intersection(vals):
            self._check_not_promised(vals)
        touched = self.filtered("pattern_id") if EDITED_BY.intersection(vals) else self.browse()
        result = super().write(vals)
        touched._through_door().write({"is_edited": True})
        return result

    def _check_not_promised(self, vals: dict) -> None:
        # saving a form unchanged, or striking out what has not begun, is no broken promise
        now = fields.Datetime.now()
        for shift in self.filtered(lambda shift: shift.roster_state != "draft"):
            changed = {name for name in PROMISED.intersection(vals) if shift._differs(name, vals[name])}
            if changed and not (changed == {"active"} and shift.start > now):
                raise RosterError(
                    self.env._(
                        "%(shift)s, %(start)s: this shift is published. Hand it over to somebody else instead, "
                        "or strike it out before it begins and enter another.",
                        shift=shift.display_name,
                        start=_readable(shift, shift.start),
                    )
                )

    def _differs(self, name: str, value) -> bool:
        """Whether writing a value would change anything."""
        field = self._fields[name]
        return field.convert_to_cache(value, self) != field.convert_to_cache(self[name], self)

    def unlink(self):
        """Strike out shifts that a pattern made or that are published: deleted, they would come back or be forgotten.

        :raises RosterError: for a published shift that has begun
        """
        kept = self.filtered(lambda shift: shift.roster_state != "draft" or shift.pattern_id)
        if self._is_through_door():
            kept = self.browse()
        kept.write({"active": False})
        if "published" in kept.mapped("roster_state"):
            self.env["printer.roster"]._watch_soon()
        return super(RosterShift, self - kept).unlink()

    def action_hand_over(self):
        """Open the dialog that gives this shift, or a part of it, to somebody else."""
        self.ensure_one()
        return {
            "name": self.env._("Hand over"),
            "type": "ir.actions.act_window",
            "res_model": "printer.roster.hand.over",
            "view_mode": "form",
            "target": "new",
            "context": {"default_shift_id": self.id},
        }


def _readable(shift, moment) -> str:
    """A moment in the hours of the shift's roster."""
    local = fields.Datetime.context_timestamp(shift.with_context(tz=shift.sudo().roster_id.tz), moment)
    return local.strftime("%Y-%m-%d %H:%M")


def check_persons_have_role(lines) -> None:
    """Raise for lines whose person lacks the group of the line's role.

    :param lines: records with ``user_id`` and ``role``
    :raises ValidationError: naming the person and the role
    """
    env = lines.env
    roles = dict(ROLES)
    for user, group in lines.grouped("user_id").items():
        for role in set(group.mapped("role")):
            # groups of others are not everybody's to read
            if not user.sudo().has_group(GROUP_OF_ROLE[role]):
                labels = dict(env["printer.roster.shift"]._fields["role"]._description_selection(env))
                raise ValidationError(
                    env._(
                        "%(person)s cannot be on duty as “%(role)s”: give them that role in their user settings first.",
                        person=user.name,
                        role=labels.get(role, roles[role]),
                    )
                )
