"""A signature holds for the work that was shown, is taken once and comes from nowhere else (REQUIREMENTS V3)."""

import base64
import io

from PIL import Image, ImageDraw

from odoo.exceptions import AccessError, UserError
from odoo.http import Request
from odoo.tests import HttpCase, tagged

from ...exceptions import AppendOnlyError, LockedFileError, PrinterError, SignatureError, VisitError
from .visit_common import VisitCase, at


def drawing(stroke: int = 0, size=(300, 100), kind="PNG") -> str:
    """A line across a white sheet, another one for each ``stroke``."""
    sheet = Image.new("RGB", size, "white")
    ImageDraw.Draw(sheet).line((5, 5 + stroke, size[0] - 5, 50), fill="black", width=2)
    buffer = io.BytesIO()
    sheet.save(buffer, kind)
    return base64.b64encode(buffer.getvalue()).decode()


@tagged("post_install", "-at_install")
class TestSignature(VisitCase):
    def _sign(self, visit, name="Mrs Wang", picture=None, token=None, user=None):
        visit = visit.with_user(user or self.engineer)
        return visit.action_sign_on_screen(name, picture or drawing(), token or visit.signing_token)

    def test_contact_signs_on_the_engineers_screen_and_who_held_it_is_on_record(self):
        visit = self._worked()
        with self._at("09:15"):
            self._sign(visit)
        self.assertEqual((visit.state, visit.signed_by, visit.left_at), ("finished", "Mrs Wang", at("09:15")))
        self.assertEqual((visit.signature_place, visit.signature_held_by_id), ("on_screen", self.engineer))
        self.assertTrue(visit.ticket_id.closed)

    def test_contact_reads_it_in_their_own_language(self):
        self.contact.lang = "zh_CN"
        summary = self._worked().with_context(lang="en_US").signing_summary()
        self.assertEqual(summary["title"], "请检查设备并签字")
        self.assertIn("Roller replaced", [line["text"] for line in summary["lines"]])

    def test_work_that_changed_after_it_was_shown_is_not_signed_for(self):
        visit = self._worked()
        shown = visit.signing_summary()["token"]
        visit.action_continue_work()
        visit.work_done = "Roller and pad replaced"
        with self._at("09:20"):
            visit.action_finish_work()
        with self.assertRaisesRegex(SignatureError, "changed since"):
            self._sign(visit, token=shown)
        self.assertFalse(visit.signed_at)
        self._sign(visit)
        self.assertTrue(visit.signed_at)

    def test_drawing_of_another_visit_is_refused(self):
        self._sign(self._worked(), picture=drawing(7))
        other = self._worked()
        with self.assertRaisesRegex(SignatureError, "another visit"):
            self._sign(other, picture=drawing(7))
        self._sign(other, picture=drawing(8))

    def test_token_of_another_visit_is_refused(self):
        visit, other = self._worked(), self._worked()
        with self.assertRaises(SignatureError):
            self._sign(other, token=visit.signing_token)

    def test_answer_that_got_lost_can_be_asked_for_again_and_signs_nothing_twice(self):
        visit = self._worked()
        picture, token = drawing(3), visit.signing_token
        with self._at("09:15"):
            self._sign(visit, picture=picture, token=token)
        with self._at("09:16"):
            self.assertTrue(self._sign(visit, picture=picture, token=token))
        self.assertEqual(visit.signed_at, at("09:15"))
        self.assertEqual(self.device.event_ids.mapped("kind").count("signed"), 1)
        with self.assertRaises(PrinterError):
            self._sign(visit, picture=drawing(4), token=token)

    def test_what_is_no_drawing_with_a_name_is_refused(self):
        visit = self._worked()
        huge = base64.b64encode(b"\x89PNG" + b"0" * 1024 * 1024).decode()
        script = base64.b64encode(b"<svg xmlns='http://www.w3.org/2000/svg'/>").decode()
        for name, picture in (
            ("", drawing()),
            ("Mrs Wang", "%%%"),
            ("Mrs Wang", script),
            ("Mrs Wang", huge),
            ("Mrs Wang", drawing(size=(5000, 10))),
            ("Mrs Wang", drawing(kind="GIF")),
        ):
            with self.assertRaises(SignatureError):
                self._sign(visit, name=name, picture=picture)
        self.assertFalse(visit.signed_at)

    def test_colleague_cannot_hold_the_screen_for_somebody_elses_visit(self):
        with self.assertRaises(AccessError):
            self._sign(self._worked(), user=self.colleague)

    def test_signed_visit_is_supplemented_and_never_altered(self):
        visit = self._worked()
        self._sign(visit)
        Supplement = self.env["printer.visit.supplement"].with_user(self.engineer)
        supplement = Supplement.create({"visit_id": visit.id, "text": "The old roller stays with you."})
        self.assertEqual(supplement.user_id, self.engineer)
        self.assertIn("old roller", visit.sudo().message_ids[:1].body)
        with self.assertRaises(AppendOnlyError):
            supplement.sudo().text = "Nothing"
        with self.assertRaises(AppendOnlyError):
            supplement.sudo().unlink()
        with self.assertRaises(PrinterError):
            visit.advice = "Something else"

    def test_visit_under_way_needs_no_supplement_and_a_colleagues_takes_none(self):
        visit = self._worked()
        Supplement = self.env["printer.visit.supplement"]
        with self.assertRaises(VisitError):
            Supplement.with_user(self.engineer).create({"visit_id": visit.id, "text": "So"})
        self._sign(visit)
        with self.assertRaises(AccessError):
            Supplement.with_user(self.users["agent"]).create({"visit_id": visit.id, "text": "So"})

    def test_locked_file_is_altered_and_deleted_by_nobody(self):
        file = self.env["ir.attachment"].create(
            {"name": "protocol.pdf", "raw": b"%PDF-1.4", "is_printer_locked": True}
        )
        for user in (self.env.user, self.users["admin"]):
            with self.assertRaises(LockedFileError):
                file.with_user(user).sudo().write({"raw": b"%PDF-1.4 other"})
            with self.assertRaises(LockedFileError):
                file.with_user(user).sudo().is_printer_locked = False
            with self.assertRaises(LockedFileError):
                file.with_user(user).sudo().unlink()

    def test_people_do_not_lock_files(self):
        with self.assertRaises(UserError):
            self.env["ir.attachment"].with_user(self.users["admin"]).create(
                {"name": "x.txt", "raw": b"x", "is_printer_locked": True}
            )


@tagged("post_install", "-at_install")
class TestAnswerInThePortal(VisitCase, HttpCase):
    def setUp(self):
        super().setUp()
        self.visit = self._worked()
        self.authenticate("test-contact", "test-contact")

    def _sign(self, token, **params):
        return self.make_jsonrpc_request(f"/my/visit/{self.visit.id}/sign/{token}", params)

    def _refuse(self, **values):
        return self.url_open(
            f"/my/visit/{self.visit.id}/refuse",
            data={"csrf_token": Request.csrf_token(self), **values},
            allow_redirects=True,
        )

    def test_forged_token_signs_nothing(self):
        self.assertIn("error", self._sign("0" * 64, name="Mrs Wang", signature=drawing()))
        self.assertFalse(self.visit.signed_at)

    def test_name_drawn_by_the_portal_may_be_alike_each_time_but_not_another_persons(self):
        self._sign(self.visit.signing_token, name="Mrs Wang", signature=drawing(9))
        first, self.visit = self.visit, self._worked()
        self._sign(self.visit.signing_token, name="Mrs Wang", signature=drawing(9))
        self.env.invalidate_all()
        self.assertTrue(first.signed_at and self.visit.signed_at)
        third = self._worked()
        with self.assertRaises(SignatureError):
            third.action_sign_on_screen("Mrs Wang", drawing(9), third.signing_token)

    def test_signature_given_in_the_portal_says_so(self):
        self._sign(self.visit.signing_token, name="Mrs Wang", signature=drawing())
        self.env.invalidate_all()
        self.assertEqual((self.visit.state, self.visit.signature_place), ("finished", "portal"))
        self.assertFalse(self.visit.signature_held_by_id)

    def test_refusing_needs_a_reason_and_opens_the_follow_up(self):
        reason = self._reason("again")
        page = self._refuse(reason_id=str(reason.id), note="It still jams")
        self.assertIn("Thank you for telling us", page.text)
        self.env.invalidate_all()
        self.assertEqual((self.visit.state, self.visit.reason_id), ("unfinished", reason))
        self.assertEqual(self.visit.sudo().next_visit_ids.state, "planned")

    def test_refusal_without_reason_or_with_one_for_something_else_is_no_refusal(self):
        for reason_id in ("", "abc", str(self._reason("nobody").id)):
            self._refuse(reason_id=reason_id, note="So")
        page = self._refuse(reason_id=str(self._reason("again").id), note=" ")
        self.assertIn("particulars", page.text)
        self.env.invalidate_all()
        self.assertEqual(self.visit.state, "on_site")

    def test_contact_of_another_customer_neither_signs_nor_refuses(self):
        other = self.env["res.partner"].create(
            {"name": "Elsewhere", "is_company": True, "printer_unit_kind": "customer"}
        )
        self.contact.parent_id = other
        self.env.flush_all()
        self.assertIn("error", self._sign(self.visit.signing_token, name="Mrs Wang", signature=drawing()))
        refused = self._refuse(reason_id=str(self._reason("again").id), note="So")
        self.assertEqual(refused.status_code, 404)
        self.env.invalidate_all()
        self.assertEqual(self.visit.state, "on_site")
