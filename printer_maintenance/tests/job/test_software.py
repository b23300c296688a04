"""Software, upgrades and training on a visit (REQUIREMENTS V5, V6)."""

from odoo.exceptions import AccessError, ValidationError
from odoo.tests import tagged

from ...exceptions import VisitError
from .job_common import JobCase


@tagged("post_install", "-at_install")
class TestSoftware(JobCase):
    def _install(self, visit, **values):
        return (
            self.env["printer.visit.software"]
            .with_user(self.engineer)
            .create(
                {"visit_id": visit.id, "kind": "os", "name": "Windows 11 Pro", "version": "24H2", **values}
            )
        )

    def _end(self, visit):
        self._fill(visit)
        visit.action_finish_work()
        visit.sudo()._close_unsigned(self._reason("nobody"), "Nobody there")

    def test_reinstall_needs_its_system_noted(self):
        visit = self._on_site(service_kind="system")
        self._fill(visit)
        with self.assertRaisesRegex(ValidationError, "operating system"):
            visit.action_finish_work()

    def test_installed_software_goes_to_the_register_and_the_history_once(self):
        self.device.write({"operating_system": "Windows 10", "os_version": "22H2"})
        visit = self._on_site(service_kind="system")
        self._install(visit)
        self._install(visit, kind="patch", name="KB5034441", version="1")
        self._end(visit)
        self.assertEqual((self.device.operating_system, self.device.os_version), ("Windows 11 Pro", "24H2"))
        self.assertIn("KB5034441 1", self.device.configuration)
        visit.sudo()._after_closing()
        events = self.device.event_ids.filtered(lambda event: event.kind == "patched")
        self.assertEqual(len(events), 2)
        self.assertIn("Windows 10 22H2 → 24H2", " ".join(events.mapped("detail")))

    def test_keys_and_passwords_are_refused(self):
        visit = self._on_site()
        for secret in ("AAAAA-BBBBB-CCCCC-DDDDD-EEEEE", "password: letmein", "密码：123456"):
            with self.assertRaises(VisitError):
                self._install(visit, licence_note=secret)

    def test_only_own_visits_and_only_at_work(self):
        visit = self._agreed()
        with self.assertRaises(VisitError):
            self._install(visit)
        visit.action_arrive()
        line = self._install(visit)
        self.assertEqual(line.user_id, self.engineer)
        with self.assertRaises(AccessError):
            line.with_user(self.colleague).write({"version": "23H2"})
        with self.assertRaises(AccessError):
            line.with_user(self.contact_user).read(["name"])

    def test_upgrade_tells_before_and_after(self):
        self.device.memory_gb = 8
        visit = self._on_site(service_kind="upgrade")
        self._fill(visit)
        with self.assertRaisesRegex(ValidationError, "What was upgraded"):
            visit.action_finish_work()
        visit.new_memory_gb = 16
        self._end(visit)
        self.assertEqual(self.device.memory_gb, 16)
        event = self.device.event_ids.filtered(lambda event: event.kind == "upgraded")
        self.assertIn("8.0 → 16.0", event.detail)

    def test_people_are_trained_after_a_repair_or_it_is_said_why_not(self):
        visit = self._on_site()
        self._fill(visit, briefing_omitted=False, briefing="How to clear a jam")
        with self.assertRaisesRegex(ValidationError, "Training given"):
            visit.action_finish_work()
        visit.write({"briefed_ids": self.contact.ids, "briefed_names": "Ms Li", "briefing_minutes": 10})
        visit.action_finish_work()
        event = self.device.event_ids.filtered(lambda event: event.kind == "trained")
        self.assertIn(f"{self.contact.name} and Ms Li", event.detail)
