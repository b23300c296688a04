"""What only the server may set cannot come in from outside: not by write, create, import, a forged context."""

from odoo import Command

from .guard_case import FORGED_CONTEXTS, STAFF, GuardCase


class TestGuards(GuardCase):
    """Guarded fields and the device's history, tried over RPC by those who have most rights (issue 2, section 4)."""

    def test_facts_states_and_agreement_are_guarded(self):
        expected = {
            "helpdesk.ticket": {
                "agreement_id",
                "unit_id",
                "confirmed_at",
                "responded_at",
                "arrived_at",
                "solved_at",
            },
            "printer.visit": {"state", "arrived_at", "signed_at", "signature", "signed_by"},
            "printer.agreement": {"state"},
            "printer.sla.clock": {"state", "start", "stop", "deadline"},
        }
        for model, names in expected.items():
            self.assertLessEqual(names, set(self.guarded_models.get(model, ())), model)

    def test_guarded_fields_cannot_be_written(self):
        for model, names in self.guarded_models.items():
            record = self._record(model)
            self.assertTrue(record, f"the world has no {model}")
            for name in names:
                forged = self._forged(record, name)
                for method, args, contexts in (
                    ("write", [record.ids, {name: forged}], FORGED_CONTEXTS),
                    ("web_save", [record.ids, {name: forged}, {}], FORGED_CONTEXTS[:2]),
                    ("load", [[".id", name], [[str(record.id), str(forged)]]], FORGED_CONTEXTS[:2]),
                ):
                    for context in contexts:
                        with self.subTest(model=model, field=name, method=method, context=context):
                            self._check_stays(record, name, "admin", method, *args, context=context)

    def test_guarded_fields_cannot_be_written_by_any_role(self):
        for user in STAFF:
            for model, names in self.guarded_models.items():
                record = self._record(model)
                for name in names:
                    with self.subTest(user=user, model=model, field=name):
                        self._check_stays(
                            record, name, user, "write", record.ids, {name: self._forged(record, name)}
                        )

    def test_guarded_fields_cannot_be_given_at_creation(self):
        for model, names in self.guarded_models.items():
            if not self.env[model].with_user(self.world.users["admin"]).has_access("create"):
                continue
            values = self._new_values(model)
            plain = self._call("admin", model, "create", values)
            self.assertIsInstance(plain, int, f"say in _new_values how {model} is made: {plain}")
            for name in names:
                born = self._stored(self.env[model].browse(plain), name)
                forged = self._forged(self.env[model].browse(plain), name)
                for context in (*FORGED_CONTEXTS, {f"default_{name}": forged}):
                    vals = values if f"default_{name}" in context else {**values, name: forged}
                    with self.subTest(model=model, field=name, context=context), self.undone(caches=False):
                        answer = self._call("admin", model, "create", vals, context=context)
                        if isinstance(answer, int):
                            self._check_born_alike(self.env[model].browse(answer), name, born)

    def test_copies_start_anew(self):
        for model in ("helpdesk.ticket", "printer.visit", "printer.agreement"):
            record = self._record(model)
            answer = self._call("admin", model, "copy", record.ids)
            if isinstance(answer, Exception):
                continue
            copy = self.env[model].browse(answer)
            self.env.invalidate_all()
            if "state" in copy._fields:
                self.assertEqual(copy.state, copy._fields["state"].default(copy))
            for name in (
                "confirmed_at",
                "arrived_at",
                "signed_at",
                "signature",
                "solved_at",
                "work_finished_at",
            ):
                if name in copy._fields:
                    self.assertFalse(copy[name], name)

    def test_guarded_fields_cannot_be_written_through_a_parent(self):
        ticket, visit = self.world.tickets["A1"], self.world.visits["A1"]
        clock = ticket.clock_ids[:1]
        for name, commands in (
            ("visit_ids", [Command.update(visit.id, {"state": "finished"})]),
            ("visit_ids", [Command.update(visit.id, {"signed_at": "2020-01-01 00:00:00"})]),
            ("visit_ids", [Command.create({"engineer_id": self.env.uid, "state": "finished"})]),
            ("visit_ids", [Command.delete(visit.id)]),
            ("clock_ids", [Command.update(clock.id, {"state": "met"})]),
            ("clock_ids", [Command.clear()]),
        ):
            for context in FORGED_CONTEXTS:
                with self.subTest(commands=commands, context=context):
                    before = (
                        visit.state,
                        visit.signed_at,
                        ticket.visit_ids.ids,
                        ticket.clock_ids.mapped("state"),
                    )
                    with self.undone(caches=False):
                        self._call(
                            "admin", "helpdesk.ticket", "write", ticket.ids, {name: commands}, context=context
                        )
                        self.env.invalidate_all()
                        after = (
                            visit.state,
                            visit.signed_at,
                            ticket.visit_ids.ids,
                            ticket.clock_ids.mapped("state"),
                        )
                        self.assertEqual(after, before)

    def test_signed_work_cannot_be_changed(self):
        visit = self.world.closed_tickets["A1"].visit_ids
        self.assertTrue(visit.signed_at)
        other = self.world.tickets["A1"]
        for user in STAFF:
            for name, forged in (
                ("fault_cause", "forged"),
                ("work_done", "forged"),
                ("advice", "forged"),
                ("is_tested", False),
                ("ticket_id", other.id),
                ("engineer_id", self.world.users["engineer_b"].id),
                ("contact_id", self.world.users["B"].partner_id.id),
            ):
                with self.subTest(user=user, field=name):
                    self._check_stays(visit, name, user, "write", visit.ids, {name: forged})

    def _solved_stage(self):
        return self.env["helpdesk.ticket.stage"].search([("outcome", "=", "solved")], limit=1)

    def test_no_request_is_solved_with_the_signature_of_another(self):
        ticket, visit = self.world.tickets["A1"], self.world.closed_tickets["A1"].visit_ids
        for user in ("engineer", "dispatcher", "admin"):
            with self.subTest(user=user), self.undone(caches=False):
                self._call(user, "printer.visit", "write", visit.ids, {"ticket_id": ticket.id})
                self._call(
                    user, "helpdesk.ticket", "write", ticket.ids, {"stage_id": self._solved_stage().id}
                )
                self.assertNotEqual(ticket.stage_id, self._solved_stage())

    def test_no_fault_is_solved_by_taking_its_device_away(self):
        ticket = self.world.tickets["A1"]
        for user in ("engineer", "dispatcher", "admin"):
            with self.subTest(user=user), self.undone(caches=False):
                self._call(user, "helpdesk.ticket", "write", ticket.ids, {"equipment_id": False})
                self._call(
                    user, "helpdesk.ticket", "write", ticket.ids, {"stage_id": self._solved_stage().id}
                )
                self.assertNotEqual(ticket.stage_id, self._solved_stage())

    def test_no_fault_is_born_solved(self):
        stage = self._solved_stage().id
        values = self._new_values("helpdesk.ticket")
        for vals, context in (({**values, "stage_id": stage}, {}), (values, {"default_stage_id": stage})):
            with self.subTest(context=context), self.undone(caches=False):
                answer = self._call("agent", "helpdesk.ticket", "create", vals, context=context)
                if isinstance(answer, int):
                    self.assertNotEqual(self.env["helpdesk.ticket"].browse(answer).stage_id.id, stage)

    def test_the_time_of_a_report_is_nobodys_to_write(self):
        ticket = self.world.tickets["A1"]
        for user in STAFF:
            with self.subTest(user=user):
                self._check_stays(
                    ticket, "reported_at", user, "write", ticket.ids, {"reported_at": "2020-01-01 00:00:00"}
                )

    def test_agreed_times_stay_as_they_were_told(self):
        visit = self.world.visits["A1"]
        appointment = visit.appointment_ids
        told = appointment.told_at
        for name, forged in (
            ("start", "2020-01-01 00:00:00"),
            ("told_at", "2020-01-01 00:00:00"),
            ("reason", "forged"),
        ):
            self._call("admin", "printer.visit.appointment", "write", appointment.ids, {name: forged})
        self._call("admin", "printer.visit.appointment", "unlink", appointment.ids)
        self.env.invalidate_all()
        self.assertEqual(appointment.exists().told_at, told)

    def test_the_moment_at_which_a_time_was_told_is_the_servers(self):
        visit = self.world.visits["A1"]
        values = {"visit_id": visit.id, "start": "2026-01-01 08:00:00"}
        for vals, context in (
            ({**values, "told_at": "2020-01-01 00:00:00"}, {}),
            (values, {"default_told_at": "2020-01-01 00:00:00"}),
        ):
            with self.subTest(context=context):
                answer = self._call("agent", "printer.visit.appointment", "create", vals, context=context)
                if isinstance(answer, int):
                    made = self.env["printer.visit.appointment"].browse(answer)
                    self.assertGreater(made.told_at.year, 2020)

    # -- the device's history ------------------------------------------------------------------------------------

    def _history(self) -> list:
        self.env.flush_all()
        self.cr.execute("SELECT to_jsonb(e) FROM printer_equipment_event e ORDER BY id")
        return self.cr.fetchall()

    def test_nobody_makes_changes_or_deletes_a_line_of_the_history(self):
        device = self.world.devices["A1"]
        event = device.event_ids[:1]
        line = {
            "equipment_id": device.id,
            "kind": "repaired",
            "date": "2026-01-01 08:00:00",
            "detail": "forged",
        }
        history = self._history()
        for user in (*STAFF, "A1"):
            for context in FORGED_CONTEXTS if user == "admin" else ({},):
                for model, method, args in (
                    ("printer.equipment.event", "create", [line]),
                    ("printer.equipment.event", "create", [[line]]),
                    ("printer.equipment.event", "write", [event.ids, {"detail": "forged"}]),
                    ("printer.equipment.event", "web_save", [event.ids, {"detail": "forged"}, {}]),
                    ("printer.equipment.event", "load", [[".id", "detail"], [[str(event.id), "forged"]]]),
                    ("printer.equipment.event", "copy", [event.ids]),
                    ("printer.equipment.event", "unlink", [event.ids]),
                    ("maintenance.equipment", "write", [device.ids, {"event_ids": [[0, 0, line]]}]),
                    (
                        "maintenance.equipment",
                        "write",
                        [device.ids, {"event_ids": [[1, event.id, {"detail": "x"}]]}],
                    ),
                    ("maintenance.equipment", "write", [device.ids, {"event_ids": [[2, event.id, 0]]}]),
                    ("maintenance.equipment", "write", [device.ids, {"event_ids": [[5, 0, 0]]}]),
                    ("maintenance.equipment", "unlink", [device.ids]),
                ):
                    with self.subTest(user=user, model=model, method=method, context=context):
                        answer = self._call(user, model, method, *args, context=context)
                        if method != "load" and args[-1] != {"event_ids": [[5, 0, 0]]}:
                            self.assertIsInstance(answer, Exception)
        self.assertEqual(self._history(), history)

    def test_a_copied_device_starts_with_a_history_of_its_own(self):
        device = self.world.devices["A1"]
        answer = self._call("admin", "maintenance.equipment", "copy", device.ids)
        if isinstance(answer, list):
            events = self.env["maintenance.equipment"].browse(answer).event_ids
            self.assertFalse(events & device.event_ids)
            self.assertLessEqual(set(events.mapped("kind")), {"registered"})

    def test_private_methods_cannot_be_called(self):
        visit = self.world.visits["A1"]
        for method, args in (
            ("_set_state", ["finished"]),
            ("_through_door", []),
            ("_sign", ["forged", "x", 1]),
            ("_agree", []),
        ):
            with self.subTest(method=method):
                self.assertIsInstance(
                    self._call("admin", "printer.visit", method, visit.ids, *args), Exception
                )
        device = self.world.devices["A1"]
        self.assertIsInstance(
            self._call("admin", "maintenance.equipment", "_log_event", device.ids, "repaired"), Exception
        )

    def test_a_forged_door_does_not_open_over_the_wire(self):
        self.sign_in("admin")
        visit = self.world.visits["A1"]
        for context in FORGED_CONTEXTS:
            with self.subTest(context=context):
                answer = self.call(
                    "/web/dataset/call_kw/printer.visit/write",
                    {
                        "model": "printer.visit",
                        "method": "write",
                        "args": [visit.ids, {"state": "finished"}],
                        "kwargs": {"context": context},
                    },
                ).json()
                self.assertIn("GuardedFieldError", answer["error"]["data"]["name"])
        self.assertEqual(self._stored(visit, "state"), "on_site")
