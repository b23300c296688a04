"""A device goes to the workshop and comes back; nobody takes what they may not (REQUIREMENTS V4)."""

import base64
import io

from PIL import Image

from odoo import fields
from odoo.exceptions import AccessError, ValidationError
from odoo.tests import new_test_user, tagged
from odoo.tools import mute_logger

from ...exceptions import AppendOnlyError, CustodyError, GuardedFieldError, SignatureError, TransitionError
from ..visit.visit_common import VisitCase

DUE = fields.Date.to_date("2026-03-06")


def drawing(seed=0):
    """A signature as the pad gives it; another seed draws another one."""
    picture = Image.new("RGB", (80, 30), "white")
    for x in range(10, 70):
        picture.putpixel((x, 10 + (x + seed) % 9), (0, 0, seed))
    file = io.BytesIO()
    picture.save(file, "PNG")
    return base64.b64encode(file.getvalue()).decode()


class WorkshopCase(VisitCase):
    """An engineer stands before the device; what may happen next is theirs to say."""

    def setUp(self):
        super().setUp()
        self.startPatcher(self._at("09:00"))
        self.visit = self._confirmed_visit().with_user(self.engineer)
        self.visit.action_arrive()

    def _asked(self, **values):
        told = {
            "reason": "The fuser needs the bench",
            "condition": "A scratch on the lid",
            "media": "none",
            "due_on": DUE,
            "accessories": [{"name": "Power cord"}, {"name": "Tray", "quantity": 2, "serial_no": "T-1"}],
            **values,
        }
        return self.visit._ask_custody(**told)

    def _sign(self, stay, purpose, seed=1, name="Contact"):
        token = stay.signing_summary(purpose)["token"]
        return stay.action_sign_on_screen(name, drawing(seed), token, purpose)

    def _taken(self):
        stay = self._asked()
        self._sign(stay, "consent")
        return stay

    def _ready(self):
        stay = self._taken()
        stay.action_at_workshop()
        stay.action_ready()
        return stay


@tagged("post_install", "-at_install")
class TestCustody(WorkshopCase):
    def test_device_goes_with_the_contacts_consent_and_comes_back_signed(self):
        stay = self._taken()
        self.assertEqual(
            (self.device.condition, stay.state, stay.consented_by), ("workshop", "taken", "Contact")
        )
        self.assertEqual(stay.place, "With Test engineer")
        stay.action_at_workshop()
        stay._move_to("Bench 2")
        stay.action_ready()
        stay._prepare_return("Fuser replaced, cleaned", stay.accessory_ids.ids)
        self._sign(stay, "return", 2)
        self.assertEqual((stay.state, stay.returned_by), ("returned", "Contact"))
        self.assertEqual(
            self.device.condition, "faulty", "the fault is solved with the visit, not with the return"
        )
        self.assertEqual(
            stay.move_ids.sorted("id").mapped("place"),
            ["With Test engineer", "Workshop", "Bench 2", "Bench 2", "Back with the customer"],
        )
        events = self.env["printer.equipment.event"].search([("equipment_id", "=", self.device.id)])
        self.assertLessEqual({"to_workshop", "from_workshop"}, set(events.mapped("kind")))

    def test_contact_reads_all_that_is_signed_for_in_their_own_language(self):
        self.env["res.lang"]._activate_lang("zh_CN")
        self.contact.lang = "zh_CN"
        summary = self._asked(media="wiped", media_note="With DBAN").signing_summary("consent")
        texts = "\n".join(line["text"] for line in summary["lines"])
        for told in (
            "The fuser needs the bench",
            "A scratch on the lid",
            "Power cord",
            "Tray × 2 T-1",
            "With DBAN",
        ):
            self.assertIn(told, texts)
        self.assertEqual(summary["title"], "我们可以带走这台设备吗？")
        self.assertIn("2026", texts)

    def test_receipt_that_changed_since_it_was_shown_is_not_signed(self):
        stay = self._asked()
        token = stay.signing_summary("consent")["token"]
        stay._fill_receipt("Other reason", "Broken lid", "none", DUE, [])
        with self.assertRaisesRegex(SignatureError, "changed"):
            stay.action_sign_on_screen("Contact", drawing(), token, "consent")
        self.assertEqual(stay.state, "requested")

    def test_drawing_is_taken_once_and_the_same_request_again_changes_nothing(self):
        stay = self._asked()
        token = stay.signing_summary("consent")["token"]
        for _again in range(2):
            stay.action_sign_on_screen("Contact", drawing(), token, "consent")
        self.assertEqual(len(stay.move_ids), 1)
        stay.action_at_workshop()
        stay.action_ready()
        stay._prepare_return("Repaired", stay.accessory_ids.ids)
        with self.assertRaisesRegex(SignatureError, "used before"):
            self._sign(stay, "return", 0)

    def test_drawing_of_a_stay_signs_no_visit(self):
        stay = self._ready()
        stay._prepare_return("Repaired", stay.accessory_ids.ids)
        self._sign(stay, "return", 2)
        self.visit.write(
            {
                "fault_cause": "Fuser",
                "work_done": "Replaced",
                "is_tested": True,
                "is_explained": True,
                "briefing_omitted": "Knows it well",
            }
        )
        self.visit.action_finish_work()
        with self.assertRaisesRegex(SignatureError, "another visit"):
            self.visit.action_sign_on_screen("Contact", drawing(2), self.visit.signing_token)
        self.visit.action_sign_on_screen("Contact", drawing(3), self.visit.signing_token)
        self.assertEqual(self.device.condition, "in_service")

    def test_refusal_needs_a_reason_and_nothing_is_taken(self):
        stay = self._asked()
        with self.assertRaisesRegex(CustodyError, "why the contact"):
            stay._refuse(" ")
        stay._refuse("Secret papers")
        self.assertEqual((stay.state, self.device.condition), ("refused", "faulty"))
        with self.assertRaisesRegex(CustodyError, "Nothing waits"):
            self._sign(stay, "consent")
        self.assertTrue(self._asked(), "another try is possible")

    def test_nothing_is_taken_twice(self):
        self._asked()
        with self.assertRaisesRegex(CustodyError, "already taken along"):
            self._asked()

    def test_receipt_without_a_word_on_reason_condition_media_or_date_is_refused(self):
        for values in (
            {"reason": " "},
            {"condition": ""},
            {"media": ""},
            {"due_on": False},
            {"due_on": fields.Date.to_date("2026-03-01")},
        ):
            with self.subTest(values), self.assertRaises(CustodyError):
                self._asked(**values)

    def test_missing_accessories_need_a_word(self):
        stay = self._ready()
        cord, tray = stay.accessory_ids
        with self.assertRaisesRegex(CustodyError, "Power cord"):
            stay._prepare_return("Repaired", tray.ids)
        stay._prepare_return("Repaired", tray.ids, "The customer keeps a new one")
        self._sign(stay, "return", 2)
        self.assertEqual((cord.is_returned, tray.is_returned), (False, True))
        self.assertEqual(stay.missing_note, "The customer keeps a new one")

    def test_device_that_goes_back_to_the_bench_is_prepared_anew(self):
        stay = self._ready()
        stay._prepare_return("Repaired", stay.accessory_ids.ids)
        stay.action_at_workshop()
        self.assertFalse(stay.condition_returned)
        stay.action_ready()
        with self.assertRaisesRegex(CustodyError, "Nothing waits"):
            self._sign(stay, "return", 2)

    def test_steps_that_cannot_be_are_refused(self):
        stay = self._taken()
        with self.assertRaises(TransitionError):
            stay.action_ready()
        with self.assertRaisesRegex(CustodyError, "ready to go back"):
            stay._prepare_return("Repaired", [])
        with self.assertRaisesRegex(CustodyError, "Nothing waits"):
            self._sign(stay, "consent", 5)

    def test_later_day_is_told_to_the_contact_with_its_reason_on_record(self):
        stay = self._taken()
        with self.assertRaisesRegex(CustodyError, "why"):
            stay._put_off(fields.Date.to_date("2026-03-10"), "")
        stay._put_off(fields.Date.to_date("2026-03-10"), "The part comes on Monday")
        self.assertEqual(str(stay.due_on), "2026-03-10")
        self.assertIn("The part comes on Monday", "".join(stay.sudo().message_ids.mapped("body")))
        mail = self.env["mail.mail"].search([("subject", "like", f"{stay.name}:")])
        self.assertEqual(mail.recipient_ids, self.contact)


@tagged("post_install", "-at_install")
class TestCustodyAndVisits(WorkshopCase):
    def test_visit_that_follows_brings_the_device_back(self):
        stay = self._taken()
        following = self.visit.sudo()._leave_unfinished(self._reason("workshop"), "Fuser")
        self.assertEqual(following.return_custody_ids, stay.sudo())

    def test_visit_is_not_left_while_the_contact_has_not_signed(self):
        stay = self._asked()
        with self.assertRaisesRegex(CustodyError, stay.name):
            self.visit.sudo()._leave_unfinished(self._reason("workshop"), "Fuser")

    def test_request_is_not_closed_while_its_device_is_with_us(self):
        stay = self._taken()
        self.visit.write(
            {
                "fault_cause": "Fuser",
                "work_done": "Replaced",
                "is_tested": True,
                "is_explained": True,
                "briefing_omitted": "Knows it well",
            }
        )
        with self.assertRaisesRegex(ValidationError, stay.name):
            self.visit.action_finish_work()

    def test_devices_are_taken_along_on_site_only(self):
        self.visit.sudo()._leave_unfinished(self._reason("second_line"), "Later")
        with self.assertRaisesRegex(CustodyError, "while on site"):
            self._asked()

    def test_dialogs_fill_correct_and_end_a_stay(self):
        action = self.visit.action_take_along()
        Take = self.env["printer.custody.take"].with_user(self.engineer).with_context(**action["context"])
        wizard = Take.create(
            {
                "reason": "Bench",
                "condition": "Good",
                "media": "removed",
                "line_ids": [fields.Command.create({"name": "Cord"})],
            }
        )
        self.assertEqual(str(wizard.due_on), "2026-03-07", "five days is usual")
        stay = self.env["printer.custody"].with_user(self.engineer).browse(wizard.action_take()["res_id"])
        again = Take.with_context(**stay.action_correct_receipt()["context"]).create({})
        self.assertEqual((again.reason, again.line_ids.name), ("Bench", "Cord"))
        again.condition = "A scratch"
        again.action_take()
        self.assertEqual((stay.condition_taken, len(stay.accessory_ids)), ("A scratch", 1))
        self._sign(stay, "consent")
        Act = self.env["printer.custody.act"].with_user(self.engineer)
        Act.with_context(**stay.action_move()["context"]).create({"text": "Shelf B3"}).action_done()
        self.assertEqual(stay.place, "Shelf B3")
        stay.action_at_workshop()
        stay.action_ready()
        back = Act.with_context(**stay.action_return()["context"]).create({"text": "Repaired"})
        self.assertFalse(back.is_complete)
        back.returned_ids = stay.accessory_ids
        self.assertTrue(back.is_complete)
        back.action_done()
        self.assertTrue(stay.awaits_return)


@tagged("post_install", "-at_install")
class TestCustodyRights(WorkshopCase):
    def test_record_cannot_be_forged(self):
        stay = self._taken()
        self.assertFalse(stay.has_access("write"))
        for record, values in (
            (stay, {"due_on": "2027-01-01"}),
            (stay, {"consented_by": "Nobody"}),
            (stay.accessory_ids, {"name": "Nothing"}),
            (stay.accessory_ids, {"is_returned": True}),
        ):
            with self.subTest(values), self.assertRaises(GuardedFieldError):
                record.sudo().write(values)
        with self.assertRaises(AppendOnlyError):
            stay.move_ids.sudo().place = "Elsewhere"
        with self.assertRaises(CustodyError):
            stay.sudo().unlink()
        with self.assertRaises(CustodyError):
            stay.accessory_ids.sudo().unlink()

    def test_strangers_cannot_act_and_contacts_cannot_read(self):
        stay = self._ready()
        stranger = new_test_user(
            self.env, login="stranger", groups="base.group_user,printer_maintenance.group_engineer"
        )
        with self.assertRaises(AccessError):
            stay.with_user(stranger).action_at_workshop()
        with self.assertRaises(AccessError):
            stay.with_user(self.contact_user).read(["name"])
        stay.with_user(self.colleague).action_at_workshop()
        self.assertEqual(stay.state, "at_workshop", "the second line works at the bench")

    @mute_logger("odoo.http")
    def test_unknown_purpose_signs_nothing(self):
        stay = self._asked()
        with self.assertRaises(CustodyError):
            stay.action_sign_on_screen("Contact", drawing(), "x", "everything")


@tagged("post_install", "-at_install")
class TestCustodyReminders(WorkshopCase):
    def test_reminders_go_out_once_per_step(self):
        self._crons_do_not_commit()
        stay = self._taken()
        mails = self.env["mail.mail"]
        late = [("subject", "like", "Due back")]
        for day, step, is_told in (("06", 0, False), ("07", 1, True), ("07", 1, False), ("10", 2, True)):
            with self._at(f"2026-03-{day} 09:00"):
                before = mails.search_count(late)
                self.env["printer.custody"]._cron_remind_overdue()
                self.assertEqual(mails.search_count(late) > before, is_told)
            self.assertEqual(stay.sudo().reminder_step, step)

    def test_later_day_begins_the_reminders_anew(self):
        self._crons_do_not_commit()
        stay = self._taken()
        with self._at("2026-03-07 09:00"):
            self.env["printer.custody"]._cron_remind_overdue()
            stay._put_off(fields.Date.to_date("2026-03-20"), "The part is late")
        self.assertEqual(stay.sudo().reminder_step, 0)

    def test_who_brings_it_hears_that_it_is_ready(self):
        stay = self._taken()
        stay.action_at_workshop()
        self.engineer.notification_type = "inbox"
        stay.with_user(self.colleague).action_ready()
        message = self.env["mail.message"].search([("subject", "=", "Ready to go back")])
        self.assertIn(self.engineer.partner_id, message.notified_partner_ids)
