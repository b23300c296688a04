"""What the public page of a label shows of a device, and the reports that come in over it (REQUIREMENTS E6, S10)."""

import re

from odoo import api, models
from odoo.tools import plaintext2html

from ...rules.phone import phone_key

_TOKEN = re.compile(r"[A-Za-z0-9_-]{20,64}")
TITLE_LENGTH = 60


class Equipment(models.Model):
    _inherit = "maintenance.equipment"

    @api.model
    def _find_by_label(self, token: str):
        """The device whose valid label has this token, with all rights; empty for every other text.

        Unknown, revoked and retired look the same from outside: one indexed query, and no device.
        """
        if not _TOKEN.fullmatch(token or ""):
            return self.sudo().browse()
        # the label in somebody's hand is the right to see what the page shows, and nothing else
        return self.sudo().search([("label_token", "=", token), ("condition", "!=", "retired")], limit=1)

    def _get_service_company(self):
        """Who answers for this device: its company, else the one of the page."""
        return self.company_id or self.env.company

    def _get_open_fault(self):
        """The oldest fault that is being handled on this device; empty when there is none."""
        return self.env["helpdesk.ticket"].search(
            [
                ("equipment_id", "=", self.id),
                ("service_kind", "=", "repair"),
                ("closed", "=", False),
            ],
            order="reported_at, id",
            limit=1,
        )

    def _report_over_label(self, report: dict[str, str]):
        """Register a fault that somebody reported who stands before the device.

        Device, unit, agreement and company are the device's own, whatever a form says.

        :param report: ``description``, ``phone``, ``name`` and ``department``, cleaned
        :return: the new ``helpdesk.ticket``
        """
        company = self._get_service_company()
        contact = self._find_reporter(report["phone"])
        return (
            self.env["helpdesk.ticket"]
            .with_company(company)
            .create(
                {
                    "name": report["description"].splitlines()[0][:TITLE_LENGTH],
                    "description": plaintext2html(self._describe_report(report)),
                    "equipment_id": self.id,
                    "service_kind": "repair",
                    "partner_id": contact.id,
                    "partner_name": report["name"] or contact.name,
                    "partner_phone": report["phone"],
                    "channel_id": self.env.ref("printer_maintenance.channel_label").id,
                    "company_id": company.id,
                    "user_id": False,
                }
            )
        )

    def _add_to_fault(self, ticket, report: dict[str, str], files: list[tuple[str, bytes]]) -> None:
        """Note on an open request that somebody else reports the same; only our own people see it.

        :param ticket: an open request about this device
        :param files: names and contents of photos
        """
        text = "\n".join(filter(None, (self._describe_report(report), report["phone"])))
        ticket.message_post(body=plaintext2html(text), attachments=files, subtype_xmlid="mail.mt_note")

    @api.model
    def _describe_report(self, report: dict[str, str]) -> str:
        """What was said, and by whom."""
        who = " · ".join(filter(None, (report["department"], report["name"])))
        return "\n".join(filter(None, (report["description"], who)))

    def _find_reporter(self, phone: str):
        """The one person of the customer who has this telephone number; empty for none or several."""
        customer, key = self.customer_id, phone_key(phone)
        Partner = self.env["res.partner"]
        if not customer or not key:
            return Partner
        people = Partner.search_fetch(
            [
                ("printer_customer_id", "=", customer.id),
                ("printer_unit_kind", "=", False),
                ("is_company", "=", False),
                ("phone", "!=", False),
            ],
            ["phone"],
        ).filtered(lambda person: phone_key(person.phone) == key)
        return people if len(people) == 1 else Partner
