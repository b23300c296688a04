"""What a job needs stands on the visit and is packed before leaving (REQUIREMENTS V9)."""

from odoo import fields
from odoo.exceptions import AccessError, ValidationError
from odoo.tests import tagged

from ...exceptions import GuardedFieldError, VisitError
from .job_common import JobCase


@tagged("post_install", "-at_install")
class TestPreparation(JobCase):
    def test_list_of_kind_and_device_type_is_laid_out(self):
        self._list("leaving", [{"name": "Official medium"}], service_kind="system")
        self._list(
            "leaving",
            [{"name": "Shredder oil"}],
            category_ids=self.env.ref("printer_maintenance.category_shredder").ids,
        )
        self.assertEqual(self._names(self._agreed()), ["Test paper", "Vacuum cleaner"])

    def test_ready_made_list_of_a_reinstall_names_official_medium(self):
        ready = self.env["printer.checklist"].with_context(active_test=False)
        found = ready.search([("purpose", "=", "leaving"), ("service_kind", "=", "system")]) - self.leaving
        if not found:
            self.skipTest("the suite's lists are not installed")
        names = found.item_ids.mapped("name")
        self.assertIn("Official installation medium of the operating system", names)
        self.assertIn("Latest patches", names)

    def test_nobody_leaves_unprepared(self):
        visit = self._agreed()
        with self.assertRaisesRegex(VisitError, "Vacuum cleaner"):
            visit.action_leave()
        self.assertEqual(visit.state, "confirmed")

    def test_packed_visit_leaves_and_tells_who_packed(self):
        visit = self._agreed()
        with self._at("08:20"):
            visit.action_pack_all()
        visit.action_leave()
        self.assertEqual(visit.state, "under_way")
        line = visit.preparation_ids[0]
        self.assertEqual(line.ticked_by_id, self.engineer)
        self.assertEqual(line.ticked_at, fields.Datetime.to_datetime("2026-03-02 08:20:00"))

    def test_left_behind_needs_a_reason(self):
        visit = self._agreed()
        line = visit.preparation_ids.filtered("required")
        with self.assertRaises(ValidationError):
            line._declare_missing("left", " ")
        with self.assertRaises(ValidationError):
            line._declare_missing("reserved", "in the van")
        line._declare_missing("left", "The unit has one")
        visit.action_leave()
        self.assertEqual(visit.state, "under_way")

    def test_better_known_fault_lays_out_anew_and_keeps_what_was_packed(self):
        self._list("leaving", [{"name": "Roller tool"}], fault_id=self.jam.id)
        visit = self._agreed()
        packed = visit.preparation_ids.filtered(lambda line: line.name == "Vacuum cleaner")
        packed.action_tick()
        self.leaving.active = False
        visit.ticket_id.sudo().symptom_id = self.jam
        self.assertEqual(self._names(visit), ["Roller tool", "Vacuum cleaner"])
        self.assertTrue(packed.ticked_at)

    def test_laying_out_twice_changes_nothing(self):
        visit = self._agreed()
        lines = visit.preparation_ids
        visit._lay_out_preparation()
        visit._lay_out_preparation()
        self.assertEqual(visit.preparation_ids, lines)

    def test_others_cannot_pack_nor_forge(self):
        visit = self._agreed()
        line = visit.preparation_ids[0]
        with self.assertRaises(AccessError):
            line.with_user(self.colleague).action_tick()
        with self.assertRaises(GuardedFieldError):
            line.sudo().write({"ticked_at": "2026-03-02 08:00:00"})
        with self.assertRaises(AccessError):
            line.with_user(self.contact_user).read(["name"])
        line.with_user(self.dispatcher).action_tick()
        self.assertEqual(line.ticked_by_id, self.dispatcher)

    def test_nothing_is_packed_after_leaving(self):
        visit = self._agreed()
        visit.action_pack_all()
        visit.action_leave()
        with self.assertRaises(VisitError):
            visit.preparation_ids[:1].action_untick()

    def test_a_hundred_visits_are_laid_out_at_once(self):
        one, hundred = (self._planned(count) for count in (1, 100))
        queries = []
        for visits in (one, hundred):
            visits.preparation_ids.sudo()._through_door().unlink()
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            visits._lay_out_preparation()
            self.env.flush_all()
            queries.append(self.cr.sql_log_count - before)
        self.assertEqual(len(hundred.preparation_ids), 200)
        self.assertLessEqual(queries[1], queries[0] + 12, "no query per visit or line")

    def _planned(self, count):
        ticket = self._report()
        return self.env["printer.visit"].create(
            [{"ticket_id": ticket.id, "engineer_id": self.engineer.id} for _number in range(count)]
        )
