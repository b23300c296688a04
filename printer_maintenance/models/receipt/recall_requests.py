"""The requests that a recall makes, and its end."""

from markupsafe import Markup

from odoo import fields, models

from ...exceptions import RecallError
from ..base.locking import lock_in_turn
from ..base.rights import check_role
from .recall import WHO_RECALLS


class Recall(models.Model):
    _inherit = "printer.part.recall"

    def action_request_per_device(self):
        """One service request for each device that has the part and none of this recall yet."""
        return self._make_requests(lambda fittings: fittings.grouped("equipment_id"), per_device=True)

    def action_request_per_unit(self):
        """One service request for each unit, with the list of its devices."""
        return self._make_requests(lambda fittings: fittings.grouped("unit_id"), per_device=False)

    def _make_requests(self, group, per_device: bool):
        """Make what is missing; a second click makes nothing twice.

        :raises RecallError: when the recall is over
        """
        self.ensure_one()
        check_role(self.env, *WHO_RECALLS)
        if self.state != "open":
            raise RecallError(self.env._("%(recall)s is over.", recall=self.name))
        # two people at the button: the second one is told, and then finds the first one's requests
        lock_in_turn(self, RecallError)
        # requests for devices of all customers, whoever of us starts the recall
        recall_sudo = self.sudo()
        tickets_sudo = recall_sudo.ticket_ids
        open_units = tickets_sudo.filtered(lambda t: not t.equipment_id and not t.closed).unit_id
        todo = recall_sudo._fittings_of_each(recall_sudo.env["printer.part.fitting"])[recall_sudo]
        todo = todo.filtered(
            lambda fitting: (
                not fitting.removed_at
                and fitting.equipment_id not in tickets_sudo.equipment_id
                and fitting.equipment_id.unit_id not in open_units
            )
        )
        values = [
            recall_sudo._request_values(owner, fittings, per_device)
            for owner, fittings in group(todo).items()
        ]
        made_sudo = recall_sudo.env["helpdesk.ticket"].create(values)
        made_sudo._through_door().write({"recall_id": self.id})
        return self.action_view_tickets()

    def _request_values(self, owner, fittings, per_device: bool) -> dict:
        devices = fittings.equipment_id
        listed = Markup().join(
            Markup("<li>{}</li>").format(
                f"{device.display_name} · {device.place or device.department_id.display_name or ''}".strip(
                    " ·"
                )
            )
            for device in devices
        )
        return {
            "name": self.env._("Recall: exchange %(part)s", part=self.product_id.display_name)[:120],
            "description": Markup("<p>{}</p><ul>{}</ul>").format(self.reason, listed),
            "service_kind": "inspection",
            "inspection_scope": self.env._("Recalled part %(part)s", part=self.product_id.display_name),
            "equipment_id": devices.id if per_device else False,
            "partner_id": devices[:1].unit_id.id,
            "company_id": self.company_id.id,
        }

    def action_view_tickets(self):
        """Open the requests of this recall."""
        self.ensure_one()
        action = {
            "type": "ir.actions.act_window",
            "res_model": "helpdesk.ticket",
            "view_mode": "list,form",
            "domain": [("recall_id", "=", self.id)],
            "context": {"create": False},
        }
        return {**action, "name": self.env._("Requests")}

    def action_done(self):
        """The recall is over.

        :raises RecallError: while a device still has the part
        """
        check_role(self.env, *WHO_RECALLS)
        for recall in self:
            if left := recall.device_count - recall.done_count:
                raise RecallError(
                    self.env._(
                        "%(recall)s: %(count)d devices still have the part. It is over when it is out of the last one.",
                        recall=recall.name,
                        count=left,
                    )
                )
        self._set_state("done", done_at=fields.Datetime.now())
        return True

    def action_reopen(self):
        """Take a recall up again that was over too early."""
        check_role(self.env, *WHO_RECALLS)
        self._set_state("open", done_at=False)
        return True
