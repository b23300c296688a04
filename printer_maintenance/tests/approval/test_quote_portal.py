"""The quotation in the customer's portal, over the web."""

from odoo import http
from odoo.tests import HttpCase, tagged

from ..parts.common import PartsCase
from ..visit.test_signature import drawing


@tagged("post_install", "-at_install")
class TestQuotePortal(HttpCase, PartsCase):
    def setUp(self):
        super().setUp()
        self.contact_user.password = "test-contact"
        self.agreement.parts_policy = "at_cost"
        self.visit = self._on_site()
        self.visit._use_part(self.fuser, 1)
        self.order = self._quote(self.visit)
        self.line = self.order.order_line

    def _page(self):
        return self.url_open(f"/my/orders/{self.order.id}")

    def _post(self, **form):
        form = {"csrf_token": http.Request.csrf_token(self), "revision": self.order.quote_revision, **form}
        return self.url_open(f"/my/orders/{self.order.id}/parts", data=form)

    def _accept(self, revision, token=None):
        query = f"?access_token={token}" if token else "?"
        return self.make_jsonrpc_request(
            f"/my/orders/{self.order.id}/accept{query}&revision={revision}",
            {"name": "Contact", "signature": drawing()},
        )

    def test_contact_chooses_and_signs(self):
        self.authenticate("test-contact", "test-contact")
        page = self._page().text
        self.assertIn("Your choices", page)
        self.assertIn("Charged at actual cost", page)
        self._post(**{f"old_part_{self.line.id}": "return"})
        self.assertEqual(self.line.old_part, "return")
        answer = self._accept(self.order.quote_revision)
        self.assertTrue(answer.get("force_refresh"), answer)
        self.assertEqual((self.order.state, self.order.signed_by), ("sale", "Contact"))

    def test_contact_refuses_a_line(self):
        self.authenticate("test-contact", "test-contact")
        self._post(**{f"refuse_{self.line.id}": "1"})
        self.assertTrue(self.line.is_refused)
        self.assertEqual(self.order.amount_total, 0)

    def test_signature_for_an_older_version_is_refused_even_when_signed_in(self):
        self.authenticate("test-contact", "test-contact")
        old = self.order.quote_revision
        self.visit._use_part(self.roller, 1)
        self.assertEqual(self._accept(old).get("error") is not None, True)
        self._quote(self.visit)
        self.assertIn("changed", self._accept(old)["error"])
        self.assertIn("changed", self._accept("")["error"])
        self.assertEqual(self.order.state, "sent")
        self.assertIn("quote_changed", self._post(revision=old).url)

    def test_old_link_is_dead_after_a_change(self):
        token = self.order.access_token
        self.authenticate(None, None)
        self.assertIn("Your choices", self.url_open(f"/my/orders/{self.order.id}?access_token={token}").text)
        self.visit._use_part(self.roller, 1)
        self._quote(self.visit)
        self.assertNotIn("Fuser", self.url_open(f"/my/orders/{self.order.id}?access_token={token}").text)
        self.assertIn("error", self._accept(self.order.quote_revision, token))

    def test_nothing_is_signed_before_the_replaced_part_is_decided(self):
        self.line._through_door().old_part = False
        self.authenticate("test-contact", "test-contact")
        self.assertIn("Fuser", self._accept(self.order.quote_revision)["error"])
        self.assertEqual(self.order.state, "sent")

    def test_draft_is_not_shown_to_the_customer(self):
        self.order._withdraw_quote()
        self.authenticate("test-contact", "test-contact")
        self.assertNotIn("Fuser", self._page().text)

    def test_forged_choices_change_nothing_else(self):
        other = self.env["sale.order"].create(
            {"partner_id": self.unit.id, "order_line": [(0, 0, {"product_id": self.roller.id})]}
        )
        self.authenticate("test-contact", "test-contact")
        self._post(
            **{f"refuse_{other.order_line.id}": "1", f"old_part_{self.line.id}": "none", "price_unit": "0"}
        )
        self.assertEqual((other.order_line.product_uom_qty, self.line.old_part), (1, "dispose"))

    def test_stranger_is_not_let_in(self):
        self.authenticate(None, None)
        self.assertEqual(self._post(**{f"refuse_{self.line.id}": "1"}).status_code, 404)
        self.assertFalse(self.line.is_refused)

    def test_refusal_keeps_the_customers_words(self):
        self.authenticate("test-contact", "test-contact")
        self.url_open(
            f"/my/orders/{self.order.id}/decline",
            data={
                "csrf_token": http.Request.csrf_token(self),
                "decline_message": "Too dear for an old device",
            },
        )
        self.assertEqual(
            (self.order.state, self.order.quote_refusal), ("cancel", "Too dear for an old device")
        )

    def test_part_that_is_in_already_is_called_so(self):
        self.order.with_user(self.agent)._approve_by_telephone(self.contact, "555-0199", "Go ahead")
        self.visit.action_fit_parts()
        self._finish(self.visit)
        self.authenticate("test-contact", "test-contact")
        self.assertIn("Fitted already", self._page().text)

    def test_quotation_that_we_withdrew_is_not_called_refused(self):
        self.order._action_cancel()
        self.authenticate("test-contact", "test-contact")
        page = self.url_open(f"/my/ticket/{self.visit.ticket_id.id}").text
        self.assertIn("Withdrawn by the service provider", page)
        self.assertNotIn("Refused", page)
