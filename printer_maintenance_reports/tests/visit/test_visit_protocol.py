"""The signed protocol: complete, in both languages, locked, told, and printed again when the printer fails."""

import hashlib
import subprocess
from unittest.mock import patch

from freezegun import freeze_time

from odoo import fields
from odoo.exceptions import UserError
from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from odoo.addons.mail.tests.common import MailCase
from odoo.addons.printer_maintenance.exceptions import LockedFileError

from ...forms.visit.visit_protocol import VISIT_PROTOCOL
from ..common import PNG, FormCase

LOG = "odoo.addons.printer_maintenance_reports.models.frame.signed_paper"


def at(time: str):
    """A moment of 2026-03-02, in UTC."""
    return fields.Datetime.to_datetime(f"2026-03-02 {time}:00")


class ProtocolCase(FormCase):
    def _signed(self):
        """A visit that was moved once, arrived at by label, and signed on the engineer's screen."""
        with freeze_time(at("00:50")):
            visit = self._confirmed_visit()
        with freeze_time(at("00:55")):
            visit._move(at("01:45"), "customer", "Meeting")
        with freeze_time(at("01:40")):
            visit.action_arrive_by_label("SN-0001")
        visit.write(
            {
                "fault_cause": "搓纸轮磨损",
                "work_done": "Roller replaced",
                "advice": "Keep the paper dry",
                "is_tested": True,
                "is_explained": True,
                "briefing_omitted": "Knows it well",
            }
        )
        with freeze_time(at("02:20")):
            visit.action_finish_work()
        with freeze_time(at("02:25")):
            visit.action_sign_on_screen("Ms Li", PNG.decode(), visit.signing_token)
        return visit.sudo()

    def _print(self):
        self._crons_do_not_commit()
        self.env["printer.visit"].with_context(force_report_rendering=True)._cron_print_protocols()


@tagged("post_install", "-at_install")
class TestVisitProtocol(ProtocolCase, MailCase):
    def _text(self, file) -> str:
        done = subprocess.run(
            ["pdftotext", "-layout", "-", "-"], input=file.raw, capture_output=True, check=True
        )
        return done.stdout.decode()

    def test_all_of_the_visit_stands_on_it(self):
        visit = self._signed()
        cells = self._paper_cells(VISIT_PROTOCOL, visit, lang="en_US")
        for label, value in (
            ("Engineers", "Test engineer"),
            ("Telephone", "555-0100"),
            ("Arrived at", "03/02/2026 09:40"),
            ("Left the site at", "03/02/2026 10:25"),
            ("Proof of arrival", "Device label scanned"),
            ("Cause found", "搓纸轮磨损"),
            ("Signed where", "On the engineer's screen"),
            ("Customer's signature", "Ms Li  03/02/2026 10:25"),
        ):
            self.assertEqual(cells[cells.index(label) + 1], value, label)
        self.assertIn("Meeting", cells)
        self.assertIn("03/02/2026 09:45", cells, "the new time")

    def test_signed_protocol_is_attached_in_both_languages_locked_and_sent(self):
        self.contact.lang = "zh_CN"
        visit = self._signed()
        with self.mock_mail_gateway():
            self._print()
        chinese, english = visit.protocol_ids
        self.assertIn("上门服务单", self._text(chinese))
        self.assertIn("搓纸轮磨损", self._text(chinese))
        self.assertIn("Visit protocol", self._text(english))
        self.assertEqual(chinese.printer_sha256, hashlib.sha256(chinese.raw).hexdigest())
        self.assertEqual(self._new_mails.attachment_ids, visit.protocol_ids)
        self.assertIn("Ms Li", self._new_mails.body_html)
        for change in (lambda: chinese.write({"raw": b"%PDF"}), chinese.unlink):
            with self.assertRaises(LockedFileError):
                change()

    def test_it_is_printed_once(self):
        visit = self._signed()
        self._print()
        files = visit.protocol_ids
        self._print()
        self.assertEqual(visit.protocol_ids, files)
        self.assertFalse(visit.protocol_due_at)

    def test_printer_that_fails_costs_no_signature_and_is_tried_again(self):
        visit = self._signed()
        Report = type(self.env["ir.actions.report"])
        with (
            patch.object(Report, "_run_wkhtmltopdf", side_effect=UserError("out of memory")),
            mute_logger(LOG),
        ):
            self._print()
        self.assertEqual(visit.state, "finished")
        self.assertFalse(visit.protocol_ids)
        with freeze_time(fields.Datetime.add(visit.protocol_due_at, minutes=1)):
            self._print()
        self.assertEqual(len(visit.protocol_ids), 2)

    def test_one_bad_visit_keeps_no_other_from_its_protocol(self):
        bad, good = self._signed(), None
        Visit = type(self.env["printer.visit"])
        with patch.object(Visit, "_is_drawn_elsewhere", return_value=False):
            good = self._signed()
        print_one = Visit._print_protocol

        def fail_for_bad(visit):
            if visit == bad:
                raise ValueError("a defect")
            return print_one(visit)

        with patch.object(Visit, "_print_protocol", fail_for_bad), mute_logger(LOG):
            self._print()
        self.assertTrue(good.protocol_ids)
        self.assertTrue(bad.protocol_due_at)

    def test_later_print_shows_the_supplement_and_the_signed_file_stays_as_it_was(self):
        visit = self._signed()
        self._print()
        before = visit.protocol_ids.mapped("raw")
        self.env["printer.visit.supplement"].with_user(self.engineer).create(
            {"visit_id": visit.id, "text": "Old roller left with you"}
        )
        cells = self._paper_cells(VISIT_PROTOCOL, visit, lang="en_US")
        self.assertIn("Test engineer: Old roller left with you", cells)
        self.assertEqual(visit.protocol_ids.mapped("raw"), before)

    def test_unsigned_visit_says_why(self):
        visit = self._finished_visit().sudo()
        visit._close_unsigned(
            self.env.ref("printer_maintenance.visit_reason_nobody"), "All at the fire drill"
        )
        cells = self._paper_cells(VISIT_PROTOCOL, visit, lang="en_US")
        self.assertIn("Nobody there who may sign: All at the fire drill", cells)
        self.assertFalse(visit.protocol_due_at)


@tagged("post_install", "-at_install")
class TestProtocolInThePortal(ProtocolCase, HttpCase):
    def test_contact_downloads_what_they_signed_and_nobody_elses(self):
        visit = self._signed()
        self._print()
        file = visit.protocol_ids[0]
        address = f"/my/visit/{visit.id}/protocol/{file.id}"
        self.authenticate("test-contact", "test-contact")
        self.assertIn(address, self.url_open(f"/my/ticket/{visit.ticket_id.id}").text)
        self.assertEqual(self.url_open(address).content, file.raw)
        other = self.env["ir.attachment"].create({"name": "secret.txt", "raw": b"secret"})
        self.assertEqual(self.url_open(f"/my/visit/{visit.id}/protocol/{other.id}").status_code, 404)
        self.contact.parent_id = self.env["res.partner"].create(
            {"name": "Elsewhere", "is_company": True, "printer_unit_kind": "customer"}
        )
        self.env.flush_all()
        self.assertEqual(self.url_open(address).status_code, 404)
