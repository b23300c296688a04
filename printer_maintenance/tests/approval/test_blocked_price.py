"""A price that may not be offered: whoever may allow it is asked, and the service desk sees the figures."""

from odoo.tests import Form, tagged

from ...exceptions import PriceBlockedError
from ..parts.common import PartsCase


@tagged("post_install", "-at_install")
class TestBlockedPrice(PartsCase):
    def setUp(self):
        super().setUp()
        self.director = self.users["service_director"]
        self.env["printer.part.market.price"].search([("product_id", "=", self.fuser.id)]).active = False
        self.visit = self._on_site()
        self.visit._use_part(self.fuser, 1, by_people="Dropped")

    def _order(self):
        return self.visit.sudo().ticket_id.repair_ids.sale_order_id

    def _asked(self, user=None):
        asked = self._order().activity_ids.filtered(
            lambda row: row.activity_type_id == self.env.ref("printer_maintenance.activity_part_price")
        )
        return asked.filtered(lambda row: row.user_id == user) if user else asked

    def test_right_holders_are_asked_once_per_line_in_their_language(self):
        self.env["res.lang"]._activate_lang("zh_CN")
        self.director.lang = "zh_CN"
        self.visit.action_ask_customer()
        self.visit.action_ask_customer()
        self.assertEqual(len(self._asked(self.director)), 1)
        self.assertIn("Fuser", self._asked(self.director).summary)
        self.visit._use_part(self.fuser, 1, by_people="Dropped once more")
        self.visit.action_ask_customer()
        self.assertEqual(len(self._asked(self.director)), 2, "one for each line")

    def test_administrators_are_spared_where_a_director_decides(self):
        self.visit.action_ask_customer()
        self.assertFalse(self._asked(self.users["admin"]))

    def test_dialog_says_what_is_wrong_and_who_was_asked(self):
        action = self.visit.action_ask_customer()
        dialog = self.env["printer.part.ask"].with_user(self.engineer).with_context(**action["context"])
        with Form(dialog) as form:
            self.assertIn("Fuser", form.blocked)
            self.assertIn(self.director.name, form.blocked)
            wizard = form.save()
        with self.assertRaises(PriceBlockedError):
            wizard.action_send()

    def test_decision_is_told_to_the_engineer_and_settles_the_question(self):
        self.visit.action_ask_customer()
        order = self._order()
        order.order_line.with_user(self.director)._override_part_price("The only one on the market")
        self.assertFalse(self._asked())
        told = self.visit.ticket_id.sudo().activity_ids.filtered(lambda row: row.user_id == self.engineer)
        self.assertIn(order.name, told.summary)
        self._quote(self.visit)
        self.assertEqual(order.state, "sent")

    def test_price_that_is_blocked_once_more_is_asked_for_once_more(self):
        self.visit.action_ask_customer()
        line = self._order().order_line
        line.with_user(self.director)._override_part_price("The only one on the market")
        line.price_unit += 1
        self.visit.action_ask_customer()
        self.assertEqual(len(self._asked(self.director)), 1)

    def test_quotation_that_is_cancelled_asks_nobody_to_decide(self):
        self.visit.action_ask_customer()
        self._order()._action_cancel()
        self.assertFalse(self._asked())

    def test_price_in_order_asks_nobody(self):
        self._market(self.fuser, 650)
        self.visit.action_ask_customer()
        self.assertFalse(self._asked())

    def test_service_desk_sees_figures_and_dossier_of_its_quotations(self):
        self.visit.action_ask_customer()
        view = self.env.ref("printer_maintenance.part_quote_view_form")
        for role in ("agent", "dispatcher", "service_director"):
            order = self._order().with_user(self.users[role])
            arch = order.get_view(view.id, "form")["arch"]
            for name in ("part_actual_cost", "part_market_net", "part_ruled_by", "action_part_dossier"):
                self.assertIn(name, arch, role)
            dossier = order.order_line.action_part_dossier()
            spec = {"part_actual_cost": {}, "part_override_ids": {"fields": {"reason": {}}}}
            found = order.env[dossier["res_model"]].browse(dossier["res_id"]).web_read(spec)
            self.assertEqual(found[0]["part_actual_cost"], 600, role)
        self.assertIn(
            self.env.ref("printer_maintenance.group_agent"),
            self.env.ref("printer_maintenance.menu_part_dossier").group_ids,
        )
