"""Try what a portal user can reach by the addresses of the web client, of the JSON-2 API, and of Odoo itself."""

from datetime import timedelta

from odoo import fields

from .common import ATTACKERS
from .marks import PNG
from .rpc import PREFIXES


class WalkWire:
    """Nothing foreign is read or changed over the wire (issue 2, section 4)."""

    def test_the_web_client_address_tells_and_changes_nothing(self):
        for viewer in ATTACKERS:
            self.sign_in(viewer)
            with self.nothing_strange_changes("/web/dataset/call_kw"):
                for model in self.models:
                    ids = self._foreign_ids(viewer, model)
                    # the address leads to the very calls that were tried above, for every model
                    if not ids or (viewer == "A2" and not model.startswith(PREFIXES)):
                        continue
                    with self.subTest(model=model, viewer=viewer):
                        for method, args in (
                            ("web_search_read", [[("id", "in", ids)], {"display_name": {}}]),
                            ("write", [ids, {"name": "forged"}]),
                        ):
                            answer = self.call_kw(model, method, *args)
                            if viewer == "anonymous":
                                self.assertIn("error", answer)

    def _key(self, viewer: str) -> str:
        """A key with which the contact may use the JSON-2 API."""
        expires = fields.Datetime.now() + timedelta(days=1)
        return self.env(user=self.world.users[viewer].id, su=True)["res.users.apikeys"]._generate(
            "rpc", "key", expires
        )

    def test_the_json_2_api_tells_and_changes_nothing(self):
        for viewer in ATTACKERS:
            key = "forged" if viewer == "anonymous" else self._key(viewer)
            headers = {"Authorization": f"bearer {key}"}
            self.viewer = viewer
            self.authenticate(None, None)
            with self.nothing_strange_changes("/json/2"):
                for model in self.models:
                    ids = self._foreign_ids(viewer, model)
                    # checking a key is slow by intent: others' models are tried with one of them
                    if not ids or (viewer == "A2" and not model.startswith(PREFIXES)):
                        continue
                    for method, body in (
                        ("read", {"ids": ids}),
                        ("write", {"ids": ids, "vals": {"name": "forged"}}),
                    ):
                        with self.subTest(model=model, method=method, viewer=viewer):
                            answer = self.url_open(f"/json/2/{model}/{method}", json=body, headers=headers)
                            self.check_nothing_told(answer, f"/json/2/{model}/{method}")
                            if viewer == "anonymous":
                                self.assertEqual(answer.status_code, 401)

    def test_a_known_key_opens_ones_own_records_by_json_2(self):
        key = self._key("A1")
        self.viewer = "A1"
        self.authenticate(None, None)
        answer = self.url_open(
            "/json/2/helpdesk.ticket/search_read",
            json={"domain": [], "fields": ["name"]},
            headers={"Authorization": f"bearer {key}"},
        )
        self.assertEqual(answer.status_code, 200)
        self.assertIn("ZQ-A1-ticket", answer.text)
        self.check_nothing_told(answer, "/json/2/helpdesk.ticket/search_read")

    def test_addresses_of_odoo_itself_give_away_nothing_of_ours(self):
        for viewer in ATTACKERS:
            self.sign_in(viewer)
            with self.nothing_strange_changes("Odoo's own addresses"):
                for kind, url, params in self._addresses_of_odoo("A1"):
                    with self.subTest(url=url, viewer=viewer):
                        if kind == "json":
                            answer = self.call(url, params)
                        else:
                            answer = self.url_open(url, params=params, allow_redirects=False)
                        self.check_nothing_told(answer, url)

    def _addresses_of_odoo(self, victim: str):
        world = self.world
        ticket, visit, device = world.tickets[victim], world.visits[victim], world.devices[victim]
        attachments = (
            self.env["ir.attachment"]
            .search([("res_model", "=", ticket._name), ("res_id", "=", ticket.id)])
            .ids
        )
        messages = world.tickets[victim].message_ids.filtered(lambda m: "ZQ-" in (m.body or "")).ids
        for attachment in attachments:
            yield "http", f"/web/content/{attachment}", {}
            yield "http", f"/web/content/{attachment}", {"access_token": "forged", "download": 1}
            yield "http", f"/web/image/{attachment}", {}
            yield "json", "/mail/attachment/delete", {"attachment_id": attachment, "access_token": "forged"}
        unit = world.partners[victim]
        for record, field in (
            (ticket, "description"),
            (visit, "signature"),
            (device, "note"),
            (unit, "image_1920"),
        ):
            yield "http", f"/web/content/{record._name}/{record.id}/{field}", {}
            yield "http", f"/web/image/{record._name}/{record.id}/{field}", {}
        for record in (ticket, visit, device, world.agreements[victim[0]]):
            thread = {"thread_model": record._name, "thread_id": record.id}
            yield "json", "/mail/thread/messages", thread
            yield (
                "json",
                "/mail/thread/data",
                {**thread, "request_list": ["followers", "attachments", "activities"]},
            )
            asked = ["mail.thread", {**thread, "request_list": ["messages", "followers"]}]
            yield "json", "/mail/data", {"fetch_params": [asked]}
            yield "json", "/mail/chatter_fetch", thread
            yield "json", "/mail/chatter_fetch", {**thread, "token": "forged"}
            yield "json", "/portal/chatter_init", thread
            yield (
                "json",
                "/mail/message/post",
                {**thread, "post_data": {"body": "forged", "message_type": "comment"}},
            )
            yield "http", "/mail/view", {"model": record._name, "res_id": record.id}
            yield "http", f"/odoo/{record._name}/{record.id}", {}
        for message in messages:
            yield (
                "json",
                "/mail/message/update_content",
                {"message_id": message, "update_data": {"body": "forged"}},
            )
            yield "json", "/mail/update_is_internal", {"message_id": message, "is_internal": False}
        for order in world.ids([victim], "sale.order"):
            yield "http", f"/my/orders/{order}", {}
            yield "json", f"/my/orders/{order}/accept", {"name": "forged", "signature": PNG}
        for answer in self.env["survey.user_input"].browse(world.ids([victim], "survey.user_input")):
            yield "http", f"/survey/print/{world.survey.access_token}", {"answer_token": "forged"}
            yield "http", f"/survey/{answer.survey_id.id}/get_certification_preview", {}
        for path in ("/my", "/my/home", "/my/tickets", "/my/orders", "/my/account", "/my/addresses"):
            yield "http", path, {"search": "ZQ-", "search_in": "all"}
        yield "json", "/my/counters", {"counters": ["ticket_count", "equipment_count", "order_count"]}
