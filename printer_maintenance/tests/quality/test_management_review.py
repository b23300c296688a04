"""Users' opinions of a quarter's full inspections stand on the management review."""

from odoo.exceptions import AccessError
from odoo.tests import tagged

from ..inspection.test_coverage import FullCase


@tagged("post_install", "-at_install")
class TestManagementReview(FullCase):
    def _said(self, opinion, score, moment):
        """Somebody says something at a full inspection."""
        device = self._make_device(f"SN-{moment}")
        with self._at(moment):
            self.Due._keep(self.agreement, self._moment(moment).date())
            if self.full.state != "running":
                self.full.action_run()
            day = str(self.env.company._printer_day(self._moment(moment)))
            self.full._make_rounds()
            record = (
                self._rounds(self.full).filtered(lambda r: str(r.planned_on) == day).with_user(self.leader)
            )
            record.action_begin()
            sheet = record.sheet_ids.filtered(lambda s: s.equipment_id == device)
            sheet.write_remarks({"opinion": opinion, "opinion_score": score})
            self._inspect(sheet)
        return sheet

    def _review(self, moment):
        return (
            self.env["mgmtsystem.review"]
            .with_user(self.users["service_director"])
            .create({"name": "Quarter", "date": moment})
        )

    def test_opinions_of_the_quarter_that_ended_are_filled_in(self):
        first = self._said("Fast", "5", "2026-03-02 01:00:00")
        second = self._said("Jams often", "2", "2026-03-30 01:00:00")
        later = self._said("Quiet", "4", "2026-04-06 01:00:00")
        review = self._review("2026-04-10 01:00:00")
        self.assertEqual((str(review.period_start), str(review.period_end)), ("2026-01-01", "2026-03-31"))
        said = review.opinion_sheet_ids
        self.assertTrue({first.id, second.id} <= set(said.ids))
        self.assertNotIn(later.id, said.ids)
        self.assertIn("2 opinions, 1 of 2", review.opinion_summary)

    def test_only_the_director_writes_reviews_and_contacts_see_none(self):
        review = self._review("2026-04-10 01:00:00")
        with self.assertRaises(AccessError):
            review.with_user(self.users["project_manager"]).name = "Mine"
        self.assertTrue(review.with_user(self.users["project_manager"]).name)
        for user in (self.engineer, self.agent, self.contact_user):
            with self.subTest(user.login), self.assertRaises(AccessError):
                review.with_user(user).read(["name"])
