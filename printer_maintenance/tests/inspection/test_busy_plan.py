"""Extra rounds while somebody else works on the plan, in real transactions."""

from odoo.tests import tagged

from ..two_at_once import TwoAtOnceCase

LEFT_BEHIND = (
    "DELETE FROM printer_inspection_boost WHERE plan_id = %(plan)s",
    "DELETE FROM printer_inspection_round WHERE plan_id = %(plan)s",
    "DELETE FROM printer_inspection_plan WHERE id = %(plan)s",
    "DELETE FROM printer_agreement WHERE id = %(agreement)s",
    "DELETE FROM res_partner WHERE id = %(customer)s",
    "DELETE FROM ir_cron_trigger WHERE cron_id = %(cron)s",
)


@tagged("post_install", "-at_install")
class TestBusyPlan(TwoAtOnceCase):
    def setUp(self):
        super().setUp()
        with self._transaction() as env:
            customer = env["res.partner"].create(
                {"name": "Bureau of two", "is_company": True, "printer_unit_kind": "customer"}
            )
            agreement = env["printer.agreement"].create(
                {
                    "name": "Agreement of two",
                    "partner_id": customer.id,
                    "date_start": "2026-01-01",
                    "date_end": "2030-12-31",
                }
            )
            plan = env["printer.inspection.plan"].create(
                {"name": "Plan of two", "agreement_id": agreement.id, "people": "roster"}
            )
            plan._set_state("running")
            self.ids = {
                "plan": plan.id,
                "agreement": agreement.id,
                "customer": customer.id,
                "cron": env.ref("printer_maintenance.cron_make_rounds").id,
            }
        self.addCleanup(self._take_plan_away)

    def _take_plan_away(self):
        with self.registry.cursor() as cr:
            for statement in LEFT_BEHIND:
                cr.execute(statement, self.ids)

    def _boost(self, env):
        return env["printer.inspection.boost"].create(
            {"plan_id": self.ids["plan"], "unit_id": self.ids["customer"], "reason": "abnormal"}
        )

    def _waiting(self, env):
        return env["ir.cron.trigger"].search_count([("cron_id", "=", self.ids["cron"])])

    def test_extra_rounds_of_a_plan_that_is_held_come_by_the_scheduled_action(self):
        with self._transaction() as busy:
            busy["printer.inspection.plan"].browse(self.ids["plan"]).lock_for_update(allow_referencing=True)
            with self._transaction() as env:
                before = self._waiting(env)
                self.assertTrue(self._boost(env), "nothing that led to it fails: not the hand-in of a round")
        with self._transaction() as env:
            self.assertEqual(self._waiting(env), before + 1)

    def test_extra_rounds_of_a_plan_that_is_free_come_at_once(self):
        with self._transaction() as env:
            before = self._waiting(env)
            self._boost(env)
            self.assertTrue(env["printer.inspection.plan"].browse(self.ids["plan"]).generated_at)
            self.assertEqual(self._waiting(env), before)
