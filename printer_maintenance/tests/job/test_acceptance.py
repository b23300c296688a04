"""Installation: the visit ends only with an accepted device (REQUIREMENTS E3)."""

from odoo.exceptions import AccessError, ValidationError
from odoo.tests import tagged

from ...exceptions import VisitError
from .job_common import JobCase


@tagged("post_install", "-at_install")
class TestAcceptanceOnVisit(JobCase):
    def _open(self, visit):
        return (
            self.env["printer.equipment.acceptance"]
            .with_user(self.engineer)
            .browse(visit.action_acceptance()["res_id"])
        )

    def test_installation_is_not_handed_over_before_it_is_accepted(self):
        visit = self._on_site(service_kind="installation")
        self._fill(visit)
        with self.assertRaisesRegex(ValidationError, "acceptance"):
            visit.action_finish_work()
        acceptance = self._open(visit)
        self.assertEqual((acceptance.visit_id, self._open(visit)), (visit, acceptance))
        acceptance.action_all_ok()
        acceptance.witness_name = "Ms Li"
        acceptance.action_pass()
        self.assertEqual(visit.acceptance_state, "passed")
        visit.action_finish_work()
        self.assertTrue(visit.awaits_signature)

    def test_failed_acceptance_keeps_the_gate_shut_and_is_repeated(self):
        visit = self._on_site(service_kind="installation")
        failed = self._open(visit)
        failed.line_ids[:1].action_not_ok()
        failed.action_fail()
        self._fill(visit)
        with self.assertRaises(ValidationError):
            visit.action_finish_work()
        again = self._open(visit)
        self.assertEqual((again.previous_id, again.visit_id), (failed, visit))

    def test_only_on_site_and_only_by_its_engineers(self):
        visit = self._agreed(service_kind="installation")
        with self.assertRaises(VisitError):
            visit.action_acceptance()
        visit.action_arrive()
        with self.assertRaises(AccessError):
            visit.with_user(self.colleague).action_acceptance()
