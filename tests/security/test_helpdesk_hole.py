"""helpdesk_mgmt lets any portal user close any ticket by a link; our product does not (issue 2, section 4)."""

from base64 import b64encode

from .common import SecurityCase
from .marks import PNG
from .snapshot import Snapshot


class TestHelpdeskHole(SecurityCase):
    """What helpdesk_mgmt left open stays shut."""

    work_of = ("A", "A1", "B")

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        stages = cls.env["helpdesk.ticket.stage"].search([])
        cls.allowed = stages.filtered("close_from_portal")[:1]
        cls.forbidden = stages.filtered(lambda stage: stage.closed and not stage.close_from_portal)[:1]
        cls.ticket = cls.world.tickets["A1"]

    def _post(self, url: str, token=True, **form):
        if token:
            form["csrf_token"] = self.csrf_token()
        return self.url_open(url, data=form, allow_redirects=False)

    def _close(self, ticket=None, stage=None, **options):
        return self._post(
            "/ticket/close",
            ticket_id=(ticket or self.ticket).id,
            stage_id=(stage or self.allowed).id,
            **options,
        )

    def assertUnchanged(self, snapshot):
        self.assertFalse(snapshot.changes())

    def test_the_test_has_stages_to_choose_from(self):
        self.assertTrue(
            self.allowed, "no stage can be chosen from the portal: the tests below would prove nothing"
        )
        self.assertTrue(self.forbidden)

    def test_a_link_closes_nothing(self):
        for viewer in ("A1", "B"):
            self.sign_in(viewer)
            snapshot = Snapshot(self.world)
            answer = self.url_open(
                f"/ticket/close?ticket_id={self.ticket.id}&stage_id={self.allowed.id}", allow_redirects=False
            )
            self.assertIn(answer.status_code, (404, 405))
            self.assertUnchanged(snapshot)

    def test_the_owner_without_csrf_token_closes_nothing(self):
        self.sign_in("A1")
        snapshot = Snapshot(self.world)
        self.assertEqual(self._close(token=False).status_code, 400)
        self.assertUnchanged(snapshot)

    def test_another_customer_is_told_that_there_is_no_such_ticket(self):
        self.sign_in("B")
        snapshot = Snapshot(self.world)
        answer = self._close()
        self.assertEqual(answer.status_code, 404)
        self.check_nothing_told(answer, "/ticket/close")
        self.assertUnchanged(snapshot)

    def test_another_unit_is_told_that_there_is_no_such_ticket(self):
        self.sign_in("A1")
        snapshot = Snapshot(self.world)
        self.assertEqual(self._close(self.world.tickets["A"]).status_code, 404)
        self.assertUnchanged(snapshot)

    def test_the_anonymous_visitor_closes_nothing(self):
        self.sign_in("anonymous")
        snapshot = Snapshot(self.world)
        self.assertIn(self._close().status_code, (302, 303, 403, 404))
        self.assertUnchanged(snapshot)

    def test_forged_numbers_are_not_found(self):
        self.sign_in("A1")
        snapshot = Snapshot(self.world)
        for forged in ("", "0", "-1", "x", "9" * 30, "1,2", f"{self.ticket.id} "):
            for form in (
                {"ticket_id": forged, "stage_id": self.forbidden.id},
                {"ticket_id": self.ticket.id, "stage_id": f"x{forged}"},
                {"ticket_id": forged, "stage_id": self.allowed.id}
                if forged.strip() != str(self.ticket.id)
                else {},
                {},
            ):
                with self.subTest(form=form):
                    self.assertEqual(self._post("/ticket/close", **form).status_code, 404)
        self.assertUnchanged(snapshot)

    def test_further_fields_are_not_written(self):
        self.sign_in("A1")
        number = self.ticket.number
        self._close(token=True)
        self._post(
            "/ticket/close", ticket_id=self.ticket.id, stage_id=self.allowed.id, number="forged", user_id=2
        )
        self.env.invalidate_all()
        self.assertEqual(self.ticket.number, number)

    def test_a_stage_that_the_portal_may_not_choose_is_not_found(self):
        self.sign_in("A1")
        snapshot = Snapshot(self.world)
        self.assertEqual(self._close(stage=self.forbidden).status_code, 404)
        self.assertUnchanged(snapshot)

    def test_the_owner_closes_their_own_request(self):
        self.sign_in("A1")
        answer = self._close()
        self.assertIn(answer.status_code, (302, 303))
        self.assertTrue(answer.headers["Location"].endswith(f"/my/ticket/{self.ticket.id}"))
        self.env.invalidate_all()
        self.assertEqual(self.ticket.stage_id, self.allowed)

    def test_a_closed_request_is_not_moved_again(self):
        self.sign_in("A1")
        self._close()
        snapshot = Snapshot(self.world)
        self.assertEqual(self._close().status_code, 404)
        self.assertUnchanged(snapshot)

    def test_a_supervisor_closes_what_is_below_them(self):
        self.sign_in("A")
        self.assertIn(self._close().status_code, (302, 303))
        self.env.invalidate_all()
        self.assertEqual(self.ticket.stage_id, self.allowed)

    def test_reports_are_taken_by_post_only(self):
        self.sign_in("A1")
        snapshot = Snapshot(self.world)
        answer = self.url_open(
            "/submitted/ticket?subject=forged&description=forged&category=0", allow_redirects=False
        )
        self.assertIn(answer.status_code, (404, 405))
        self.assertEqual(self._post("/submitted/ticket", token=False, description="forged").status_code, 400)
        self.assertUnchanged(snapshot)

    def test_a_report_names_only_ones_own_device(self):
        self.sign_in("B")
        before = self.env["helpdesk.ticket"].search_count([])
        answer = self._post("/submitted/ticket", description="forged", device_id=self.world.devices["A1"].id)
        self.assertEqual(answer.status_code, 404)
        self.assertEqual(self.env["helpdesk.ticket"].search_count([]), before)

    def test_a_report_takes_customer_and_clocks_from_the_server(self):
        self.sign_in("B")
        before = self.env["helpdesk.ticket"].search([], order="id desc", limit=1)
        self._post(
            "/submitted/ticket",
            description="Paper jam",
            device_id=self.world.devices["B"].id,
            partner_id=self.world.users["A1"].partner_id.id,
            unit_id=self.world.partners["A1"].id,
            agreement_id=self.world.agreements["A"].id,
            company_id=0,
            user_id=self.env.uid,
            stage_id=self.forbidden.id,
            confirmed_at="2020-01-01 00:00:00",
            reported_at="2020-01-01 00:00:00",
        )
        ticket = self.env["helpdesk.ticket"].search([("id", ">", before.id)])
        self.assertEqual(len(ticket), 1)
        self.assertEqual(ticket.partner_id, self.world.users["B"].partner_id)
        self.assertEqual(ticket.unit_id, self.world.partners["B"])
        self.assertEqual(ticket.agreement_id, self.world.agreements["B"])
        self.assertFalse(ticket.confirmed_at or ticket.closed)
        self.assertNotEqual(ticket.user_id, self.env.user, "the responsibility matrix decides, not the form")
        self.assertGreater(ticket.reported_at, before.create_date.replace(year=2021))

    def test_nobody_signs_for_another_unit(self):
        for viewer in ("A1", "B"):
            self.sign_in(viewer)
            snapshot = Snapshot(self.world)
            visit = self.world.visits["A"]
            answer = self.call(
                f"/my/visit/{visit.id}/sign/{visit.signing_token}", {"name": "forged", "signature": PNG}
            )
            self.check_nothing_told(answer, "signing")
            self.assertNotIn("redirect_url", answer.text)
            self.assertUnchanged(snapshot)

    def test_the_engineer_does_not_sign_in_the_contacts_place(self):
        self.sign_in("engineer")
        visit = self.world.visits["A1"]
        self.call(f"/my/visit/{visit.id}/sign/{visit.signing_token}", {"name": "forged", "signature": PNG})
        self.env.invalidate_all()
        self.assertFalse(visit.signed_at)

    def test_a_drawing_that_can_carry_scripts_is_no_signature(self):
        self.sign_in("A1")
        visit = self.world.visits["A1"]
        drawing = b64encode(
            b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
        ).decode()
        for signature in (drawing, "", "x", None, [], {"a": 1}, "A" * 3_000_000):
            with self.subTest(signature=str(signature)[:20]), self.undone(caches=False):
                answer = self.call(
                    f"/my/visit/{visit.id}/sign/{visit.signing_token}",
                    {"name": "Mallory", "signature": signature},
                )
                self.assertLess(answer.status_code, 500)
                self.env.invalidate_all()
                self.assertFalse(visit.signed_at)

    def test_the_contact_signs_once(self):
        self.sign_in("A1")
        visit = self.world.visits["A1"]
        url = f"/my/visit/{visit.id}/sign/{visit.signing_token}"
        self.assertIn("redirect_url", self.call(url, {"name": "Alice", "signature": PNG}).text)
        self.assertNotIn("redirect_url", self.call(url, {"name": "Mallory", "signature": PNG}).text)
        self.env.invalidate_all()
        self.assertEqual(visit.signed_by, "Alice")
        self.assertEqual(visit.signer_id, self.world.users["A1"].partner_id)

    def test_the_anonymous_visitor_cannot_write_stages(self):
        public = self.env.ref("base.public_user")
        stages = self.env["helpdesk.ticket.stage"].with_user(public)
        for operation in ("write", "create", "unlink"):
            self.assertFalse(stages.has_access(operation), operation)
        self.assertTrue(stages.has_access("read"))
