"""After a refusal the device is put back as it was, and somebody says so (REQUIREMENTS P3, V1)."""

from odoo import api, fields, models

from ...exceptions import DeviceNotRestoredError, PartError
from ..base.rights import check_role
from .repair_order import WHO_QUOTES


class HelpdeskTicket(models.Model):
    _inherit = "helpdesk.ticket"

    refused_at = fields.Datetime(
        string="Parts refused at", readonly=True, copy=False, groups="base.group_user"
    )
    restored_at = fields.Datetime(
        string="Device back as it was at", readonly=True, copy=False, groups="base.group_user"
    )
    restored_by_id = fields.Many2one(
        "res.users",
        string="Confirmed by",
        readonly=True,
        copy=False,
        ondelete="restrict",
        groups="base.group_user",
    )
    restored_note = fields.Char(
        string="What was done for it", readonly=True, copy=False, groups="base.group_user"
    )
    is_restoring_due = fields.Boolean(
        string="The device has to be put back as it was",
        compute="_compute_is_restoring_due",
        groups="base.group_user",
    )

    @api.model
    def _get_guarded_fields(self):
        return super()._get_guarded_fields() | {
            "refused_at",
            "restored_at",
            "restored_by_id",
            "restored_note",
        }

    @api.depends("refused_at", "restored_at")
    def _compute_is_restoring_due(self):
        for ticket in self:
            ticket.is_restoring_due = bool(ticket.refused_at and not ticket.restored_at)

    def _ask_to_restore(self) -> None:
        """The customer refuses the parts: until somebody says that the device is as it was, the request stays open."""
        self._through_door().write(
            {
                "refused_at": fields.Datetime.now(),
                "restored_at": False,
                "restored_by_id": False,
                "restored_note": False,
            }
        )

    def _want_it_after_all(self) -> None:
        """The customer approves parts after a refusal: the repair goes on, nothing has to be put back."""
        self.filtered("is_restoring_due")._through_door().refused_at = False

    def action_device_restored(self):
        """Open the dialog that says that the device is back as it was."""
        self.ensure_one()
        return {
            "name": self.env._("Device back as it was"),
            "type": "ir.actions.act_window",
            "res_model": "printer.device.restored",
            "view_mode": "form",
            "target": "new",
            "context": {"default_ticket_id": self.id},
        }

    def _confirm_restored(self, note: str) -> None:
        """Put on record that the device is as it was before, and what was done for it.

        :param note: a line of words
        :raises PartError: without it, or when nothing was refused
        """
        self.ensure_one()
        check_role(self.env, *WHO_QUOTES)
        self.check_access("read")
        # engineers may not edit requests; that this one is theirs was checked
        ticket_sudo = self.sudo()
        note = (note or "").strip()
        if not note:
            raise PartError(
                self.env._("Please write in a line what was done, e.g. cover closed, test page printed.")
            )
        if not ticket_sudo.is_restoring_due:
            raise PartError(
                self.env._("%(ticket)s: no refused repair waits for this.", ticket=ticket_sudo.number)
            )
        ticket_sudo._through_door().write(
            {"restored_at": fields.Datetime.now(), "restored_by_id": self.env.uid, "restored_note": note}
        )
        ticket_sudo.message_post(
            body=self.env._("The device is back as it was: %(note)s", note=note),
            author_id=self.env.user.partner_id.id,
            subtype_xmlid="mail.mt_note",
        )
        ticket_sudo.equipment_id._log_event("restored", note, ticket_sudo)

    def _check_stage_change(self, stage):
        """Let no refused repair be closed unsolved before the device is back as it was.

        :raises DeviceNotRestoredError: naming the request
        """
        super()._check_stage_change(stage)
        if stage.closed and stage.outcome != "solved":
            # whoever closes a request, the customer among them, need not read this of it
            self.sudo()._check_restored()

    def _check_restored(self) -> None:
        """Raise for requests whose device is not back as it was.

        :raises DeviceNotRestoredError: naming the request and the next step
        """
        for ticket in self.filtered("is_restoring_due"):
            if self.env.user.share:
                raise DeviceNotRestoredError(
                    self.env._(
                        "%(ticket)s stays open until our engineer has confirmed that the device is as it was before.",
                        ticket=ticket.number,
                    )
                )
            raise DeviceNotRestoredError(
                self.env._(
                    "%(ticket)s: the customer refused the parts. Confirm first that the device is back as it was, and "
                    "say in a line what was done.",
                    ticket=ticket.number,
                )
            )


class Visit(models.Model):
    _inherit = "printer.visit"

    is_restoring_due = fields.Boolean(
        related="ticket_id.is_restoring_due",
        string="Put the device back as it was",
        groups="base.group_user",
    )

    def action_device_restored(self):
        """Say that the device is back as it was."""
        self.ensure_one()
        self._check_is_mine()
        return self.ticket_id.action_device_restored()

    def _confirm_restored(self, note: str) -> None:
        """See the request's; said from the engineer's telephone."""
        self._check_is_mine()
        self.ticket_id._confirm_restored(note)

    def _leave_unfinished(self, reason, note, start=False, engineer=None):
        """Let nobody leave for good while the device is not back as it was: no other visit would come for it.

        :raises DeviceNotRestoredError: naming the request
        """
        if reason and not reason.needs_next:
            # see _confirm_restored: the visit was checked by whoever called
            self.sudo().ticket_id._check_restored()
        return super()._leave_unfinished(reason, note, start, engineer)
