"""From a part that runs out to a service request for the engineer."""

from odoo import fields, models
from odoo.tools import format_date, format_list

from ...exceptions import ForesightError
from ..base.locking import lock_in_turn
from ..base.rights import check_role


class PartForesight(models.Model):
    _inherit = "printer.part.foresight"

    ticket_id = fields.Many2one(
        "helpdesk.ticket",
        string="Request to change it",
        readonly=True,
        ondelete="set null",
        index="btree_not_null",
    )

    def action_plan_change(self):
        """Ask for the change of these parts: one request per device, with its parts; an open one is not doubled.

        :return: the action that opens the requests
        """
        check_role(self.env, "agent", "engineer")
        self.check_access("read")
        # two people who plan the same change follow one another; the second finds the request
        lock_in_turn(self, ForesightError)
        self.invalidate_recordset(["ticket_id"])
        rows = self.filtered(lambda row: not row.ticket_id or row.ticket_id.closed)
        by_device = list(rows.grouped("equipment_id").items())
        tickets = self.env["helpdesk.ticket"].create(
            [group._change_request(device) for device, group in by_device]
        )
        for (_device, group), ticket in zip(by_device, tickets, strict=True):
            # the rows are the system's; the right to plan was checked above
            group.sudo()._through_door().write({"ticket_id": ticket.id})
        return self._open_requests(self.ticket_id)

    def _change_request(self, device) -> dict:
        """The values of the request that asks to change parts of one device."""
        parts = format_list(self.env, [row.product_id.display_name for row in self])
        told = [
            self.env._(
                "%(part)s: runs out on %(date)s",
                part=row.product_id.display_name,
                date=format_date(self.env, row.empty_on),
            )
            if row.empty_on
            else row.product_id.display_name
            for row in self
        ]
        return {
            "name": self.env._("Change before it runs out: %(parts)s", parts=parts),
            "description": "\n".join(told),
            "inspection_scope": self.env._("Change %(parts)s", parts=parts),
            "equipment_id": device.id,
            "partner_id": device.unit_id.id,
            "service_kind": "inspection",
            "severity": "minor",
        }

    def _open_requests(self, tickets) -> dict:
        action = self.env["ir.actions.act_window"]._for_xml_id("printer_maintenance.action_ticket")
        action["context"] = {}
        if len(tickets) == 1:
            return {
                **action,
                "res_id": tickets.id,
                "view_mode": "form",
                "views": [(False, "form")],
            }
        action["domain"] = [("id", "in", tickets.ids)]
        return action
