"""Somebody acknowledges, the emergency is closed, or it is called off."""

from odoo import fields, models
from odoo.exceptions import AccessError

from ...exceptions import EmergencyError, TransitionError
from ..base.rights import check_role, has_role
from .emergency import MAY_ACKNOWLEDGE, OPEN_STATES

MAY_CLOSE = ("dispatcher", "project_manager", "service_director")
# who writes down that somebody was told by telephone
MAY_ENTER = ("engineer", "agent", "project_manager", "equipment_supervisor", "service_director")


class Emergency(models.Model):
    _inherit = "printer.emergency"

    def action_acknowledge(self):
        """This person has taken note and takes it in hand: nobody else is called, the promise to tell is kept.

        :raises AccessError: for people who were neither called nor are of the management
        """
        self.check_access("read")
        for emergency in self:
            emergency._check_calling()
            if not emergency.may_acknowledge:
                raise AccessError(
                    self.env._(
                        "%(emergency)s: only who was called, the project manager, the service director or the "
                        "management can acknowledge. Use “Told by telephone” for somebody else.",
                        emergency=emergency.display_name,
                    )
                )
        # nobody writes emergencies or the facts of requests as they like; that this person may answer was asked above
        emergencies_sudo = self.sudo()
        emergencies_sudo._acknowledge(self.env.user, fields.Datetime.now())
        emergencies_sudo.ticket_id._stamp("major_told_at")

    def action_tell_by_telephone(self):
        """Open the dialog that says who was told by telephone, and when."""
        self.ensure_one()
        return {
            "name": self.env._("Told by telephone"),
            "type": "ir.actions.act_window",
            "res_model": "printer.emergency.tell",
            "view_mode": "form",
            "target": "new",
            "context": {"default_emergency_id": self.id},
        }

    def action_close(self):
        """The emergency is over.

        :raises EmergencyError: while steps of the checklist are open
        """
        self.check_access("read")
        check_role(self.env, *MAY_CLOSE)
        for emergency in self:
            if left := emergency.step_ids.filtered(lambda step: step.state == "open"):
                raise EmergencyError(
                    self.env._(
                        "%(emergency)s: %(count)d steps of the checklist are open, the first is “%(step)s”. Tick them, "
                        "or mark them as not needed.",
                        emergency=emergency.display_name,
                        count=len(left),
                        step=left[0].name,
                    )
                )
        self.sudo()._end("closed")  # see action_acknowledge

    def action_open_request(self):
        """Go to the request."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": "helpdesk.ticket",
            "res_id": self.ticket_id.id,
            "view_mode": "form",
        }

    def _tell_by_hand(self, user, told_at, told_by) -> None:
        """Take it that somebody was told by telephone.

        :param user: ``res.users`` who was told
        :param told_at: when; naive UTC
        :param told_by: ``res.users`` who told them
        """
        self.ensure_one()
        self._check_calling()
        emergency_sudo = self.sudo()  # see action_acknowledge; the dialog asked who may
        emergency_sudo._acknowledge(
            user, told_at, is_by_hand=True, told_by_id=told_by.id, entered_by_id=self.env.uid
        )
        ticket_sudo = emergency_sudo.ticket_id
        if not ticket_sudo.major_told_at:
            ticket_sudo._through_door().write({"major_told_at": told_at})

    def _acknowledge(self, user, at, **by_hand) -> None:
        """End the calling: someone of the management knows."""
        self._set_state(
            "acknowledged",
            acknowledged_by_id=user.id,
            acknowledged_at=at,
            next_call_at=False,
            **by_hand,
        )
        answered = [
            emergency.call_ids.filtered(lambda call: call.called_at and call.user_id == user)[-1:].id
            for emergency in self
        ]
        self.call_ids.browse(filter(None, answered))._through_door().write({"acknowledged_at": at})
        self._clear_activities()
        self._note_on_requests(
            lambda emergency: (
                self.env._(
                    "Major fault: %(person)s was told by telephone (entered by hand, told by %(teller)s).",
                    person=user.name,
                    teller=emergency.told_by_id.name,
                )
                if emergency.is_by_hand
                else self.env._("Major fault: %(person)s has acknowledged.", person=user.name)
            )
        )

    def _call_off(self, reason: str) -> None:
        """The fault is not major any more, or its request is closed: nobody else is called."""
        self._end("off", off_reason=reason, off_note=self.env.context.get("printer_severity_reason"))
        reasons = dict(self._fields["off_reason"]._description_selection(self.env))
        self._note_on_requests(
            lambda emergency: self.env._("Emergency called off: %(reason)s.", reason=reasons[reason])
        )

    def _end(self, state: str, **values) -> None:
        self._set_state(
            state, next_call_at=False, ended_at=fields.Datetime.now(), ended_by_id=self.env.uid, **values
        )
        self._clear_activities()

    def _clear_activities(self) -> None:
        """Nobody else needs to answer any more."""
        self.activity_ids.filtered("automated").unlink()

    def _check_calling(self) -> None:
        """Raise for emergencies that wait for nobody's answer.

        :raises TransitionError: telling who has answered
        """
        for emergency in self.filtered("acknowledged_at"):
            raise TransitionError(
                self.env._(
                    "%(emergency)s: %(person)s has acknowledged already.",
                    emergency=emergency.display_name,
                    person=emergency.acknowledged_by_id.name,
                )
            )
        for emergency in self.filtered(lambda e: e.state != "calling"):
            raise TransitionError(
                self.env._("%(emergency)s was called off.", emergency=emergency.display_name)
            )

    def _check_open(self) -> None:
        """Raise for emergencies that are over.

        :raises EmergencyError: naming the emergency
        """
        for emergency in self.filtered(lambda e: e.state not in OPEN_STATES):
            raise EmergencyError(
                self.env._(
                    "%(emergency)s is over; its checklist stays as it is.", emergency=emergency.display_name
                )
            )

    def _note_reopened(self, steps) -> None:
        """Leave a trail of ticks that were taken back."""
        for emergency in self:
            emergency.sudo().message_post(  # see action_acknowledge
                body=self.env._(
                    "Ticked by mistake: %(steps)s",
                    steps=", ".join((steps & emergency.step_ids).mapped("name")),
                ),
                subtype_xmlid="mail.mt_note",
            )

    def _people_who_may_be_told(self):
        """Whose taking note counts: who is on the call list, management, project managers, service directors."""
        groups = [self.env.ref(f"printer_maintenance.group_{role}") for role in MAY_ACKNOWLEDGE]
        holders = self.env["res.users"].union(*[group.sudo().all_user_ids for group in groups])
        company = self.ticket_id.company_id
        return (
            self.call_ids.user_id
            | self.informed_ids
            | holders.filtered(
                lambda user: user.active and not user.share and user.id != 1 and company in user.company_ids
            )
        )

    def _may_enter(self) -> bool:
        """Whether this person may write down that somebody was told."""
        return has_role(self.env, *MAY_ENTER)
