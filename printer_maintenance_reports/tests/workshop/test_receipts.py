"""What the contact signed about a device taken along and about a loaner, on paper in both languages (V4)."""

import subprocess

from odoo.tests import HttpCase, new_test_user, tagged

from odoo.addons.mail.tests.common import MailCase
from odoo.addons.printer_maintenance.exceptions import LockedFileError
from odoo.addons.printer_maintenance.tests.loan.loan_common import LoanCase

from ...forms.visit.visit_protocol import VISIT_PROTOCOL
from ...forms.workshop.custody_receipt import CUSTODY_RECEIPT
from ...forms.workshop.loan_receipt import LOAN_RECEIPT
from ..common import FormCase


@tagged("post_install", "-at_install")
class TestReceipts(LoanCase, FormCase, MailCase, HttpCase):
    def _text(self, file) -> str:
        done = subprocess.run(
            ["pdftotext", "-layout", "-", "-"], input=file.raw, capture_output=True, check=True
        )
        return done.stdout.decode()

    def _print(self, model):
        self._crons_do_not_commit()
        self.env[model].with_context(force_report_rendering=True)._cron_print_protocols()

    def _expect(self, cells, pairs):
        for label, value in pairs:
            self.assertEqual(cells[cells.index(label) + 1], value, label)

    def test_all_of_the_stay_stands_on_its_receipt(self):
        stay = self._ready()
        cord, _tray = stay.accessory_ids
        stay._prepare_return("Fuser replaced", cord.ids, "The tray follows on Monday")
        self._sign(stay, "return", 31, "Mr Zhao")
        cells = self._paper_cells(CUSTODY_RECEIPT, stay.sudo(), lang="en_US")
        self._expect(
            cells,
            (
                ("Why it must be taken", "The fuser needs the bench"),
                ("Condition when taken", "A scratch on the lid"),
                ("Storage media", "No storage media"),
                ("Due back", "03/06/2026"),
                ("Agreed by the customer", "Contact  03/02/2026 17:00"),
                ("Condition when given back", "Fuser replaced"),
                ("What is missing", "The tray follows on Monday"),
                ("Received back by", "Mr Zhao  03/02/2026 17:00"),
            ),
        )
        self.assertIn("Power cord", cells)

    def test_receipt_is_printed_locked_and_sent_after_each_signature(self):
        stay = self._taken().sudo()
        with self.mock_mail_gateway():
            self._print("printer.custody")
        self.assertEqual(len(stay.protocol_ids), 2, "Chinese and English")
        self.assertFalse(stay.protocol_due_at)
        mail = self._new_mails
        self.assertEqual((mail.recipient_ids, mail.attachment_ids), (self.contact, stay.protocol_ids))
        self.assertIn("06/2026", mail.body_html.replace("2026-03-06", "06/2026"))
        texts = "\n".join(map(self._text, stay.protocol_ids))
        for told in ("The fuser needs the bench", "Device taken to the workshop", "设备取送单", stay.name):
            self.assertIn(told, texts)
        with self.assertRaises(LockedFileError):
            stay.protocol_ids[0].raw = b"forged"
        stay.action_at_workshop()
        stay.action_ready()
        stay._prepare_return("Repaired", stay.accessory_ids.ids)
        self._sign(stay, "return", 31)
        self._print("printer.custody")
        self.assertEqual(len(stay.protocol_ids), 4, "what was signed first stays beside the return")

    def test_all_of_the_loan_stands_on_its_receipt(self):
        loan = self._out()
        loan._prepare_back("Works", 1500)
        self._sign(loan, "give_back", 32, "Mr Zhao")
        cells = self._paper_cells(LOAN_RECEIPT, loan.sudo(), lang="en_US")
        self._expect(
            cells,
            (
                ("Loaner", "LaserJet"),
                ("Condition when lent", "Like new"),
                ("What comes with it", "Power cord"),
                ("Counter when lent", "1200"),
                ("Received by", "Contact  03/02/2026 17:00"),
                ("Counter when back", "1500"),
                ("Came back damaged or faulty", "□\xa0Yes  ■\xa0No"),
                ("Given back by", "Mr Zhao  03/02/2026 17:00"),
            ),
        )
        with self.mock_mail_gateway():
            self._print("printer.loan")
        self.assertEqual(self._new_mails.recipient_ids, self.contact)
        self.assertIn("备机借还单", "\n".join(map(self._text, loan.sudo().protocol_ids)))

    def test_contact_downloads_the_receipt_and_nobody_else_does(self):
        stay, loan = self._taken().sudo(), self._out().sudo()
        self._print("printer.custody")
        self._print("printer.loan")
        self.contact_user.password = "test-contact"
        stranger = new_test_user(
            self.env, login="test-other", password="test-other", groups="base.group_portal"
        )
        self.env.flush_all()
        for kind, record in (("custody", stay), ("loan", loan)):
            file = record.protocol_ids[0]
            url = f"/my/{kind}/{record.id}/receipt/{file.id}"
            for user, status in ((self.contact_user, 200), (stranger, 404)):
                with self.subTest(kind, user=user.login):
                    self.authenticate(user.login, user.login)
                    answer = self.url_open(url)
                    self.assertEqual(answer.status_code, status)
                    self.assertEqual(answer.content[:4] == b"%PDF", status == 200)
        self.authenticate(self.contact_user.login, self.contact_user.login)
        page = self.url_open(f"/my/ticket/{stay.ticket_id.id}").text
        for told in (
            stay.place,
            "Your loaner",
            f"/my/custody/{stay.id}/receipt/",
            f"/my/loan/{loan.id}/receipt/",
        ):
            self.assertIn(told, page)

    def test_visit_protocol_says_when_the_loaner_was_supplied(self):
        with self._at("09:20"):
            self._out()
        cells = self._paper_cells(VISIT_PROTOCOL, self.visit.sudo(), lang="en_US")
        self.assertEqual(cells[cells.index("Loaner supplied at") + 1], "03/02/2026 17:20")
