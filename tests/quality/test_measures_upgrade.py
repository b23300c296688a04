"""Databases from before the clocks could measure get the measures of their promises."""

import importlib.util

from odoo.modules import get_module_path
from odoo.tests import TransactionCase, tagged


class UpgradeCase(TransactionCase):
    def _migrate(self, addon, script, version="19.0.1.2.0"):
        self.env.flush_all()
        path = f"{get_module_path(addon)}/migrations/{version}/{script}"
        spec = importlib.util.spec_from_file_location("script", path)
        script = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(script)
        script.migrate(self.env.cr, "19.0.1.1.0")
        self.env.invalidate_all()


@tagged("post_install", "-at_install")
class TestMeasuresUpgrade(UpgradeCase):
    def test_ready_made_promises_and_their_copies_get_measures_they_lack(self):
        ready_made = self.env.ref("printer_maintenance_suite.commitment_arrive")
        copies = self.env["printer.commitment"].search(
            [("name", "=", "On site within one hour"), ("agreement_id", "!=", False)]
        )
        self.assertTrue(copies)
        reworded, measured = ready_made.copy({"name": "At our desk within the hour"}), ready_made.copy()
        (ready_made | copies | reworded).write({"measure": False, "unit": "percent"})
        measured.measure = "promise_respond"
        self._migrate("printer_maintenance_suite", "post-measures.py")
        self.assertEqual({promise.measure for promise in ready_made | copies}, {"promise_arrive"})
        self.assertFalse(reworded.measure)
        self.assertEqual(measured.measure, "promise_respond")

    def test_promises_of_the_visits_are_named_as_well(self):
        promises = self.env["printer.commitment"].search(
            [
                (
                    "name",
                    "in",
                    ("Fault found right at the first visit", "Every job shown, explained and signed for"),
                )
            ]
        )
        promises.write({"measure": False})
        self._migrate("printer_maintenance_suite", "post-measures.py", "19.0.1.3.0")
        self.assertEqual(set(promises.mapped("measure")), {"first_time_fix", "signed_work"})

    def test_promises_of_the_inspections_are_named_as_well(self):
        names = (
            "Two full inspections a year in every department",
            "Daily rounds made, late ones with a reason",
            "Inspection sheets handed in at the end of the shift",
        )
        promises = self.env["printer.commitment"].search([("name", "in", names)])
        self.assertGreaterEqual(len(promises), 6, "ready-made, and those of the demo's agreement")
        promises.write({"measure": False})
        self._migrate("printer_maintenance_suite", "post-inspections.py", "19.0.1.4.0")
        self.assertEqual(
            set(promises.mapped("measure")), {"full_inspections", "daily_rounds", "sheets_in_time"}
        )

    def test_promises_of_the_parts_are_named_as_well(self):
        names = (
            "Parts never above the market price",
            "No extra cost without approval",
            "Only new, genuine and certified parts",
        )
        promises = self.env["printer.commitment"].search([("name", "in", names)])
        self.assertGreaterEqual(len(promises), 6, "ready-made, and those of the demo's agreement")
        promises.write({"measure": False})
        self._migrate("printer_maintenance_suite", "post-parts.py", "19.0.1.5.0")
        self.assertEqual(
            set(promises.mapped("measure")),
            {"parts_at_fair_price", "parts_with_approval", "parts_with_papers"},
        )

    def test_figures_from_before_are_their_own_adjusted_figures(self):
        agreement = self.env["printer.agreement"].search([("state", "=", "running")], limit=1)
        agreement.action_measure()
        result = agreement.commitment_ids.last_result_id.filtered("value")[:1]
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE printer_commitment_result SET adjusted_value = NULL WHERE id = %s", [result.id]
        )
        self._migrate("printer_maintenance", "pre-measures.py")
        self.assertEqual((result.adjusted_value, result.excluded_count), (result.value, 0))


@tagged("post_install", "-at_install")
class TestPolicyUpgrade(UpgradeCase):
    def test_open_requests_follow_the_steps_that_came_with_the_upgrade(self):
        clock = self.env["printer.sla.clock"].search(
            [("state", "=", "running"), ("next_event_at", "!=", False)], limit=1
        )
        clock._through_door().next_event_at = False
        self._migrate("printer_maintenance_suite", "post-policy.py")
        self.assertTrue(clock.next_event_at)


@tagged("post_install", "-at_install")
class TestFirstFixUpgrade(UpgradeCase):
    def test_requests_from_before_get_their_verdict_and_nobody_is_told_old_news(self):
        solved = self.env["helpdesk.ticket"].search([("first_time_fix", "!=", False)])
        self.assertTrue(solved, "the demo customer has requests that visits solved")
        verdicts = {ticket: (ticket.first_time_fix, ticket.first_visit_id) for ticket in solved}
        activities = self.env["mail.activity"].search_count([])
        self.env.flush_all()
        self.env.cr.execute("UPDATE helpdesk_ticket SET first_time_fix = NULL, first_visit_id = NULL")
        self.env.cr.execute("UPDATE printer_visit SET is_attempt = NULL")
        self.env.cr.execute("UPDATE printer_visit_reason SET is_attempt = NULL")
        self._migrate("printer_maintenance", "pre-first-fix.py", "19.0.1.4.0")
        self._migrate("printer_maintenance", "post-first-fix.py", "19.0.1.4.0")
        self.assertEqual(
            {ticket: (ticket.first_time_fix, ticket.first_visit_id) for ticket in solved}, verdicts
        )
        self.assertEqual(self.env["mail.activity"].search_count([]), activities)
        reasons = self.env["printer.visit.reason"]
        self.assertEqual(
            reasons.search([("is_attempt", "=", False)]),
            reasons.union(
                *(
                    self.env.ref(f"printer_maintenance.visit_reason_{name}")
                    for name in ("no_access", "approval", "remote_failed")
                )
            ),
        )

    def test_visits_that_were_open_before_get_their_list_of_what_to_take_along(self):
        visit = self.env["printer.visit"].search(
            [("state", "in", ("planned", "confirmed")), ("preparation_ids", "!=", False)], limit=1
        )
        names = visit.preparation_ids.mapped("name")
        visit.preparation_ids.unlink()
        self._migrate("printer_maintenance", "post-preparation.py", "19.0.1.4.0")
        self.assertEqual(sorted(visit.preparation_ids.mapped("name")), sorted(names))


@tagged("post_install", "-at_install")
class TestPicturesUpgrade(UpgradeCase):
    def test_ready_made_points_get_the_pictures_they_lack(self):
        point = self.env.ref("printer_maintenance_suite.inspection_electrical_mains_1")
        own = self.env.ref("printer_maintenance_suite.inspection_electrical_mains_2")
        drawn, other = (
            point.picture,
            self.env.ref("printer_maintenance_suite.inspection_electrical_mains_3").picture,
        )
        version = point.checklist_id.version
        point._through_door().picture = False
        own._through_door().picture = other
        self._migrate("printer_maintenance_suite", "post-inspections.py", "19.0.1.6.0")
        self.assertEqual(point.picture, drawn)
        self.assertEqual(own.picture, other, "a picture of one's own stays")
        self.assertEqual(point.checklist_id.version, version, "what is asked did not change")
