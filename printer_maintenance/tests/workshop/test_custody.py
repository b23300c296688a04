"""A device goes to the workshop and comes back; nobody takes what they may not."""

import base64
import io

from PIL import Image

from odoo import fields
from odoo.exceptions import AccessError
from odoo.tests import tagged

from ...exceptions import AppendOnlyError, CustodyError, GuardedFieldError, SignatureError
from ..visit.visit_common import VisitCase


def drawing():
    """A signature as the pad gives it."""
    picture = Image.new("RGB", (80, 30), "white")
    for x in range(10, 70):
        picture.putpixel((x, 10 + x % 9), (0, 0, 0))
    file = io.BytesIO()
    picture.save(file, "PNG")
    return base64.b64encode(file.getvalue()).decode()


@tagged("post_install", "-at_install")
class TestCustody(VisitCase):
    def setUp(self):
        super().setUp()
        self.startPatcher(self._at("09:00"))
        self.visit = self._confirmed_visit()
        self.visit.action_arrive()

    def _asked(self):
        return self.visit._ask_custody("The fuser needs the bench")

    def _taken(self):
        stay = self._asked()
        self.env["printer.custody.accessory"].with_user(self.engineer).create(
            {"custody_id": stay.id, "name": "Power cord"}
        )
        stay._consent("Contact", drawing())
        stay._take("A scratch on the lid", "none", fields.Date.to_date("2026-03-06"))
        return stay

    def _ready(self):
        stay = self._taken()
        stay.action_at_workshop()
        stay.action_ready()
        return stay

    def test_a_device_goes_and_comes_back(self):
        before = self.device.condition
        stay = self._ready()
        self.assertEqual(self.device.condition, "workshop")
        stay.accessory_ids.is_returned = True
        stay._return("Contact", drawing(), "Repaired")
        self.assertEqual(self.device.condition, before)
        self.assertEqual(stay.state, "returned")
        self.assertEqual(len(stay.move_ids), 4)
        kinds = self.env["printer.equipment.event"].search([("equipment_id", "=", self.device.id)])
        self.assertLessEqual({"to_workshop", "from_workshop"}, set(kinds.mapped("kind")))

    def test_a_refusal_needs_a_reason_and_nothing_is_taken(self):
        stay = self._asked()
        with self.assertRaisesRegex(CustodyError, "why the contact"):
            stay._refuse(" ")
        stay._refuse("Secret papers")
        self.assertNotEqual(self.device.condition, "workshop")
        self._asked()

    def test_nothing_is_taken_twice(self):
        self._asked()
        with self.assertRaisesRegex(CustodyError, "already taken along"):
            self._asked()

    def test_a_receipt_says_all(self):
        stay = self._asked()
        with self.assertRaises(SignatureError):
            stay._consent("", drawing())
        stay._consent("Contact", drawing())
        for condition, media, due in (
            ("", "none", "2026-03-06"),
            ("Good", "", "2026-03-06"),
            ("Good", "none", "2026-03-01"),
            ("Good", "none", False),
        ):
            with self.assertRaises(CustodyError):
                stay._take(condition, media, fields.Date.to_date(due))

    def test_missing_accessories_are_named(self):
        stay = self._ready()
        with self.assertRaisesRegex(CustodyError, "Power cord"):
            stay._return("Contact", drawing(), "Repaired")
        stay._return("Contact", drawing(), "Repaired", "The customer keeps a new one")
        self.assertEqual(stay.state, "returned")

    def test_the_record_cannot_be_forged(self):
        stay = self._taken()
        self.assertFalse(stay.has_access("write"))
        with self.assertRaises(GuardedFieldError):
            stay.sudo().due_on = "2027-01-01"
        with self.assertRaises(AppendOnlyError):
            stay.move_ids.sudo().place = "Elsewhere"
        with self.assertRaises(CustodyError):
            stay.accessory_ids.name = "Nothing"

    def test_others_cannot_act(self):
        stay = self._ready()
        with self.assertRaises(AccessError):
            stay.with_user(self.colleague).action_at_workshop()
        with self.assertRaises(AccessError):
            stay.with_user(self.contact_user).read(["name"])

    def test_reminders_go_out_once_per_step(self):
        self._crons_do_not_commit()
        stay = self._taken()
        stays = self.env["printer.custody"]
        mails = self.env["mail.mail"]
        late = [("subject", "like", "Due back")]
        for day, step, is_told in (("06", 0, False), ("07", 1, True), ("07", 1, False), ("10", 2, True)):
            with self._at(f"2026-03-{day} 09:00"):
                before = mails.search_count(late)
                stays._cron_remind_overdue()
                self.assertEqual(mails.search_count(late) > before, is_told)
            self.assertEqual(stay.reminder_step, step)
