"""A device with a label, and whoever holds a telephone before it."""

from odoo import http
from odoo.tests import HttpCase

from odoo.addons.mail.tests.common import MailCase

from ..common import PrinterCase


class LabelCase(MailCase, PrinterCase, HttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("zh_CN")
        cls.env.company.phone = "400-123-4567"
        cls.device.write(
            {
                "asset_tag": "ASSET-77",
                "ip_address": "10.9.8.7",
                "custodian_name": "Wang Secret",
                "place": "Room 12",
            }
        )
        cls.token = cls.device._get_label_tokens()[cls.device.id]
        cls.env.flush_all()

    def setUp(self):
        super().setUp()
        self.authenticate(None, None)

    def _page(self, token=None, **options):
        return self.url_open(f"/device/{token or self.token}", allow_redirects=False, **options)

    def _send(self, token=None, files=None, **form):
        values = {
            "csrf_token": http.Request.csrf_token(self),
            "description": "It jams on every page.",
            "phone": "555-014-2000",
            **form,
        }
        return self.url_open(
            f"/device/{token or self.token}",
            data={name: value for name, value in values.items() if value is not None},
            files=files,
            allow_redirects=True,
        )

    def _tickets(self, device=None):
        return self.env["helpdesk.ticket"].search([("equipment_id", "=", (device or self.device).id)])
