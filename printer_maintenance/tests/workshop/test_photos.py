"""Photos from the telephone: cleaned, counted once, and only while they may be taken."""

import base64
import io

from PIL import Image

from odoo.exceptions import AccessError
from odoo.tests import HttpCase, new_test_user, tagged

from ...exceptions import GuardedFieldError, PhotoError
from .test_custody import WorkshopCase


def picture(kind="JPEG", size=(2400, 1200), **options):
    file = io.BytesIO()
    Image.new("RGB", size, "red").save(file, kind, **options)
    return base64.b64encode(file.getvalue()).decode()


class PhotoCase(WorkshopCase):
    def _add(self, moment="before", data=None, uid="telephone-1", record=None, user=None):
        record = record or self.visit
        Photo = self.env["printer.photo"].with_user(user or self.engineer)
        return Photo.browse(
            Photo.add_photo(record._name, record.id, moment, data or picture(), uid, "Worn roller")
        )


@tagged("post_install", "-at_install")
class TestPhotos(PhotoCase):
    def test_photo_is_made_smaller_and_loses_where_it_was_taken(self):
        exif = Image.Exif()
        exif[0x0112] = 6  # the camera was held upright
        exif.get_ifd(0x8825)[1] = "N"
        photo = self._add(data=picture(exif=exif))
        kept = Image.open(io.BytesIO(base64.b64decode(photo.image)))
        self.assertEqual(kept.size, (960, 1920), "upright, and no side longer than 1920 pixels")
        self.assertFalse(kept.getexif())
        self.assertEqual((photo.user_id, str(photo.taken_at)), (self.engineer, "2026-03-02 09:00:00"))
        self.assertEqual(self.visit.photo_ids, photo)

    def test_photo_that_is_sent_twice_is_there_once(self):
        self.assertEqual(self._add(), self._add())
        self.assertNotEqual(self._add(), self._add(uid="telephone-2"))

    def test_what_is_no_photo_gets_a_clear_word(self):
        script = base64.b64encode(b"<svg onload='alert(1)'/>").decode()
        for data, word in (
            (script, "no photo"),
            ("%%%", "no photo"),
            (picture("GIF"), "no photo"),
            ("A" * 15_000_000, "larger than 10 MB"),
            (picture("PNG", (9000, 9000)), "larger than 10 MB"),
        ):
            with self.subTest(word), self.assertRaisesRegex(PhotoError, word):
                self._add(data=data)
        self.assertFalse(self.visit.photo_ids)

    def test_photos_of_a_visit_end_with_the_work(self):
        photo = self._add()
        self.visit.sudo()._leave_unfinished(self._reason("second_line"), "Later")
        with self.assertRaisesRegex(PhotoError, "while the work is going on"):
            self._add(uid="telephone-2")
        with self.assertRaisesRegex(PhotoError, "while the work is going on"):
            photo.remove_photo()

    def test_photos_of_a_receipt_are_what_is_signed_for(self):
        stay = self._asked()
        token = stay.signing_summary("consent")["token"]
        self._add("taken", record=stay)
        self.assertNotEqual(stay.signing_summary("consent")["token"], token)
        self._sign(stay, "consent")
        with self.assertRaisesRegex(PhotoError, "before the contact signs"):
            self._add("taken", uid="telephone-2", record=stay)

    def test_moment_must_fit(self):
        for moment in ("taken", "whenever", None):
            with self.subTest(moment), self.assertRaises(PhotoError):
                self._add(moment)

    def test_photo_needs_its_own_name(self):
        for uid in ("", "short", None, "x" * 65):
            with self.subTest(uid), self.assertRaisesRegex(PhotoError, "no name of its own"):
                self._add(uid=uid)

    def test_twenty_photos_are_enough(self):
        for number in range(20):
            self._add(uid=f"telephone-{number}", data=picture(size=(10, 10)))
        with self.assertRaisesRegex(PhotoError, "20 photos"):
            self._add(uid="telephone-20")

    def test_others_neither_add_nor_see_nor_change(self):
        photo = self._add()
        stranger = new_test_user(
            self.env, login="stranger", groups="base.group_user,printer_maintenance.group_engineer"
        )
        for user in (stranger, self.contact_user):
            with self.subTest(user.login):
                with self.assertRaises(AccessError):
                    self._add(user=user, uid="telephone-9")
                with self.assertRaises(AccessError):
                    photo.with_user(user).read(["image"])
                with self.assertRaises(AccessError):
                    photo.with_user(user).remove_photo()
        with self.assertRaises(GuardedFieldError):
            photo.sudo().note = "Nothing to see"
        with self.assertRaises(AccessError):
            photo.with_user(self.engineer).unlink()
        self.assertTrue(photo.with_user(self.users["project_manager"]).read(["taken_at"]))


@tagged("post_install", "-at_install")
class TestPhotosInThePortal(PhotoCase, HttpCase):
    def test_contact_sees_the_photos_of_their_own_visits_only(self):
        photo = self._add()
        url = f"/my/visit/{self.visit.id}/photo/{photo.id}"
        self.contact_user.password = "test-contact"
        new_test_user(self.env, login="test-other", password="test-other", groups="base.group_portal")
        for login, status in (("test-contact", 200), ("test-other", 404)):
            self.authenticate(login, login)
            for small in ("", "?small=1"):
                with self.subTest(login, small=small):
                    answer = self.url_open(url + small)
                    self.assertEqual(answer.status_code, status)
                    self.assertEqual(
                        answer.content[:2] == b"\xff\xd8", status == 200, "a JPEG, or nothing of it"
                    )
        self.authenticate("test-contact", "test-contact")
        self.assertIn(url, self.url_open(f"/my/ticket/{self.visit.ticket_id.id}").text)
