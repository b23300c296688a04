"""Failure, history and state of a device follow its requests, whatever is corrected about them later."""

from odoo.tests import tagged

from ...exceptions import FailureOnRecordError, GuardedFieldError
from ..common import PrinterCase
from ..visit.test_visit import SIGNATURE


class FaultCase(PrinterCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.other = cls._make_device("SN-0002")
        cls.withdrawn = cls.env.ref("helpdesk_mgmt.helpdesk_ticket_stage_cancelled")
        cls.new = cls.env.ref("helpdesk_mgmt.helpdesk_ticket_stage_new")

    def _told(self, device, *kinds):
        """Kind and detail of the lines of a device's history, oldest first."""
        kinds = kinds or ("fault", "corrected", "closed")
        events = device.event_ids.filtered(lambda event: event.kind in kinds).sorted("id")
        return [(event.kind, event.detail) for event in events]

    def _failure(self, ticket):
        return self.env["maintenance.request"].search([("ticket_id", "=", ticket.id)])

    def _solved(self, ticket):
        visit = self._finished_visit(ticket)
        visit._sign("Contact", SIGNATURE, self.contact)
        return visit


@tagged("post_install", "-at_install")
class TestFaultFollowsTheRequest(FaultCase):
    def test_a_telephone_report_is_a_failure_as_soon_as_its_device_is_known(self):
        tickets = self._report(equipment_id=False) + self._report(equipment_id=False, name="Toner smears")
        self.assertFalse(self._failure(tickets[0]))
        tickets.with_user(self.agent).equipment_id = self.device
        for ticket in tickets:
            self.assertEqual(self._failure(ticket).equipment_id, self.device)
        self.assertEqual(self.device.condition, "faulty")
        self.assertEqual(
            self._told(self.device),
            [("fault", f"{ticket.number} {ticket.name}") for ticket in tickets],
        )
        self.assertEqual(
            sorted(self.device.event_ids.filtered(lambda event: event.kind == "fault").mapped("date")),
            tickets.mapped("reported_at"),
        )

    def test_saving_the_same_device_again_adds_nothing(self):
        ticket = self._report()
        ticket.write({"equipment_id": self.device.id, "service_kind": "repair"})
        self.assertEqual(len(self._failure(ticket)), 1)
        self.assertEqual(len(self._told(self.device)), 1)

    def test_a_corrected_device_takes_failure_and_history_along(self):
        ticket = self._report()
        ticket.with_user(self.agent).equipment_id = self.other
        self.assertEqual(self._failure(ticket).equipment_id, self.other)
        self.assertEqual((self.device.condition, self.other.condition), ("in_service", "faulty"))
        fault = ("fault", f"{ticket.number} Paper jam")
        self.assertEqual(self._told(self.other), [fault])
        self.assertEqual(
            self._told(self.device),
            [fault, ("corrected", f"{ticket.number} → {self.other.label_code}")],
        )
        first, correction = self.device.event_ids.sorted("id")
        self.assertEqual(correction.corrects_id, first)

    def test_a_solved_fault_can_be_corrected_too(self):
        ticket = self._report()
        self._solved(ticket)
        ticket.equipment_id = self.other
        failure = self._failure(ticket)
        self.assertEqual((failure.equipment_id, failure.done), (self.other, True))
        self.assertEqual((self.device.condition, self.other.condition), ("in_service", "in_service"))

    def test_what_becomes_a_repair_is_a_failure_from_then_on(self):
        ticket = self._report(service_kind="consultation")
        ticket.service_kind = "repair"
        self.assertEqual(self._failure(ticket).equipment_id, self.device)
        self.assertEqual(self._told(self.device), [("fault", f"{ticket.number} Paper jam")])
        self.assertEqual(self.device.condition, "faulty")

    def test_what_was_no_repair_after_all_is_no_failure(self):
        ticket = self._report()
        ticket.service_kind = "training"
        self.assertTrue(self._failure(ticket).archive)
        self.assertEqual(self._told(self.device)[1:], [("corrected", f"{ticket.number} ✗")])
        self.assertEqual(self.device.condition, "in_service")
        ticket.service_kind = "repair"
        self.assertEqual(self._failure(ticket).mapped("archive"), [False])
        self.assertEqual(self.device.condition, "faulty")

    def test_many_requests_cost_as_much_as_few(self):
        def queries(count):
            tickets = self.env["helpdesk.ticket"].concat(
                *(self._report(equipment_id=False) for _number in range(count))
            )
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            tickets.equipment_id = self.device
            self.env.flush_all()
            return self.cr.sql_log_count - before

        queries(2)
        few = queries(2)
        # Odoo's maintenance itself looks at each new request's activities
        self.assertLessEqual(queries(12), few + 10 * 12)


@tagged("post_install", "-at_install")
class TestStateFollowsTheFaults(FaultCase):
    def _faulty_without_request(self, serial="SN-0003"):
        """A device that the register took over as faulty."""
        Equipment = self.env["maintenance.equipment"]
        device = Equipment._through_door().create(
            {"name": "LaserJet", "serial_no": serial, "unit_id": self.unit.id, "condition": "faulty"}
        )
        return Equipment.browse(device.id)

    def test_what_happens_to_a_training_does_not_mend_a_device(self):
        device = self._faulty_without_request()
        training = self._report(equipment_id=device.id, service_kind="training")
        training.stage_id = self.withdrawn
        self.assertEqual(device.condition, "faulty")
        training.equipment_id = self.other
        self.assertEqual(device.condition, "faulty")

    def test_work_on_another_devices_fault_does_not_mend_it_either(self):
        device = self._faulty_without_request()
        ticket = self._report()
        ticket.equipment_id = device
        ticket.stage_id = self.env["helpdesk.ticket.stage"].search(
            [("closed", "=", False), ("id", "!=", ticket.stage_id.id)], limit=1
        )
        device._follow_faults()
        self.assertEqual(device.condition, "faulty")

    def test_only_the_last_open_fault_brings_a_device_back(self):
        first, second = self._report(), self._report()
        first.stage_id = self.withdrawn
        self.assertEqual(self.device.condition, "faulty")
        second.stage_id = self.withdrawn
        self.assertEqual(self.device.condition, "in_service")

    def test_archived_request_leaves_no_faulty_device(self):
        ticket = self._report()
        ticket.with_user(self.users["admin"]).active = False
        self.assertEqual(self.device.condition, "in_service")
        self.assertTrue(self._failure(ticket).archive)
        self.assertEqual(self._told(self.device, "closed"), [("closed", f"{ticket.number} ✗")])
        ticket.active = True
        self.assertEqual(self.device.condition, "faulty")
        self.assertFalse(self._failure(ticket).archive)

    def test_archived_after_it_was_solved_it_stays_a_failure(self):
        ticket = self._report()
        self._solved(ticket)
        ticket.active = False
        failure = self._failure(ticket)
        self.assertEqual((failure.archive, failure.done), (False, True))

    def test_deleted_request_leaves_no_faulty_device(self):
        ticket = self._report()
        # as before this add-on was there
        self._failure(ticket)._through_door().ticket_id = False
        ticket.unlink()
        self.assertEqual(self.device.condition, "in_service")

    def test_a_device_at_the_workshop_stays_there_when_its_fault_is_withdrawn(self):
        ticket = self._report()
        self.device._set_condition("workshop")
        ticket.stage_id = self.withdrawn
        self.assertEqual(self.device.condition, "workshop")


@tagged("post_install", "-at_install")
class TestClosing(FaultCase):
    def test_a_withdrawn_fault_was_no_failure_and_the_history_says_it_is_closed(self):
        ticket = self._report()
        ticket.with_user(self.agent).stage_id = self.withdrawn
        failure = self._failure(ticket)
        self.assertEqual((failure.archive, failure.done), (True, False))
        self.assertEqual(self.device.maintenance_open_count, 0)
        self.assertFalse(self.device.latest_failure_date)
        self.assertEqual(self._told(self.device, "closed"), [("closed", f"{ticket.number} ✗")])

    def test_a_solved_fault_counts(self):
        ticket = self._report()
        self._solved(ticket)
        failure = self._failure(ticket)
        self.assertEqual((failure.archive, failure.done), (False, True))
        self.assertTrue(self.device.latest_failure_date)
        self.assertEqual(self._told(self.device, "closed"), [("closed", ticket.number)])

    def test_a_consultation_is_told_closed_as_well(self):
        ticket = self._report(service_kind="consultation")
        ticket.stage_id = self.withdrawn
        self.assertEqual(self._told(self.device, "closed"), [("closed", f"{ticket.number} ✗")])

    def test_reopening_restores_the_failure(self):
        for close in (self._solved, lambda ticket: ticket.write({"stage_id": self.withdrawn.id})):
            ticket = self._report()
            close(ticket)
            ticket.stage_id = self.new
            failure = self._failure(ticket)
            self.assertEqual((failure.archive, failure.done, failure.close_date), (False, False, False))
            self.assertEqual(self.device.condition, "faulty")
            last = self.device.event_ids.sorted("id")[-1]
            self.assertEqual((last.kind, last.corrects_id.kind), ("corrected", "closed"))
            ticket.stage_id = self.withdrawn

    def test_many_are_solved_in_one_write(self):
        tickets = self._report() + self._report(equipment_id=self.other.id)
        writes = []
        write = type(tickets).write

        def watch(records, vals):
            if "solved_at" in vals:
                writes.append(records)
            return write(records, vals)

        self.patch(type(tickets), "write", watch)
        tickets._solve("2026-03-01 08:00:00")
        self.assertEqual(writes, [tickets])
        self.assertTrue(all(self._failure(ticket).done for ticket in tickets))


@tagged("post_install", "-at_install")
class TestFailureIsBound(FaultCase):
    def test_nobody_takes_a_failure_off_its_request(self):
        ticket = self._report()
        failure = self._failure(ticket)
        for user in (self.users["admin"], self.env.user):
            with self.subTest(user=user.login), self.assertRaises(GuardedFieldError):
                failure.with_user(user).ticket_id = False
            with self.subTest(user=user.login), self.assertRaises(GuardedFieldError):
                failure.with_user(user).ticket_id = self._report()
            for name, value in (("equipment_id", self.other.id), ("maintenance_type", "preventive")):
                with (
                    self.subTest(user=user.login, field=name),
                    self.assertRaisesRegex(FailureOnRecordError, ticket.number),
                ):
                    failure.with_user(user).write({name: value})
        failure.write({"equipment_id": self.device.id, "maintenance_type": "corrective", "priority": "2"})
        self.assertEqual((failure.ticket_id, failure.equipment_id), (ticket, self.device))

    def test_maintenance_without_a_request_may_change_its_device(self):
        plan = self.env["maintenance.request"].create({"name": "Cleaning", "equipment_id": self.device.id})
        plan.equipment_id = self.other
        self.assertEqual(plan.equipment_id, self.other)

    def test_a_copy_of_a_failure_is_not_the_requests(self):
        self.assertFalse(self._failure(self._report()).copy().ticket_id)
