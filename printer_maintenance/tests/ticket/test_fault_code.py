"""The tree of fault codes."""

from psycopg2 import IntegrityError

from odoo.exceptions import AccessError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ...exceptions import FaultCodeError
from ..common import ROLES
from .fault_common import FaultCase


@tagged("post_install", "-at_install")
class TestFaultCode(FaultCase):
    def _offered(self, **terms):
        domain = [("id", "in", self.codes.ids), *((name, "=", value) for name, value in terms.items())]
        return self.env["printer.fault.code"].search(domain)

    def test_symptom_stands_below_nothing(self):
        with self.assertRaisesRegex(FaultCodeError, "T8 is a symptom"):
            self._make_code("T8", "Odd", "symptom", parent_id=self.streaks.id)

    def test_cause_stands_below_a_symptom_only(self):
        with self.assertRaisesRegex(FaultCodeError, "T8 .*cannot stand below T1.1"):
            self._make_code("T8", "Odd", "cause", parent_id=self.drum_worn.id)
        with self.assertRaisesRegex(FaultCodeError, "T1.1.1 .*cannot stand below T2"):
            self.drum_replaced.parent_id = self.jam

    def test_kind_is_fixed(self):
        with self.assertRaisesRegex(FaultCodeError, "T9 stays what it is"):
            self.misuse.kind = "remedy"
        self.misuse.write({"kind": "cause", "name": "Handling error"})

    def test_code_below_cannot_be_for_other_devices(self):
        with self.assertRaisesRegex(FaultCodeError, "T1.1 cannot be for “Laptop computer”: T1 above"):
            self.drum_worn.category_ids = self.laptops

    def test_code_below_one_without_types_looks_further_up(self):
        with self.assertRaisesRegex(FaultCodeError, "T1.1.1 cannot be for"):
            self.drum_replaced.category_ids = self.laptops

    def test_narrowing_a_symptom_looks_at_everything_below(self):
        self.drum_replaced.category_ids = self.printers
        with self.assertRaisesRegex(FaultCodeError, "T1.1.1 cannot be for “Printer”"):
            self.streaks.category_ids = self.laptops

    def test_code_is_unique_and_the_message_names_it(self):
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError) as raised, self.cr.savepoint():
            self._make_code("T1", "Twin", "symptom")
        model = self.env["printer.fault.code"]
        message = model._code_unique.get_error_message(model, raised.exception.diag)
        self.assertEqual(message, "There is a fault code “T1” already.")

    def test_copy_gets_a_code_of_its_own(self):
        self.assertEqual(self.streaks.copy().code, "T1 (copy)")

    def test_type_counts_for_every_category_of_it(self):
        dot_matrix = self.printers.copy({"name": "Dot-matrix printer", "device_type": "printer"})
        self.assertEqual(
            self._offered(applies_to_id=dot_matrix.id),
            self.codes - self.no_charge - self.adapter,
        )

    def test_below_a_symptom_its_own_come_before_the_general_ones(self):
        offered = self._offered(kind="cause", offered_below_id=self.streaks.id)
        self.assertEqual(offered.mapped("code"), ["T1.1", "T9"])

    def test_remedies_below_a_symptom_are_those_of_its_causes(self):
        self._make_code("T2.1.1", "Roller replaced", "remedy", parent_id=self.roller_worn.id)
        self.codes |= self.roller_worn.child_ids
        offered = self._offered(kind="remedy", offered_below_id=self.streaks.id)
        self.assertEqual(offered.mapped("code"), ["T1.1.1", "T9.9"])
        offered = self._offered(kind="remedy", offered_below_id=self.roller_worn.id)
        self.assertEqual(offered.mapped("code"), ["T2.1.1", "T9.9"])

    def test_everything_is_offered_before_anything_is_known(self):
        self.assertEqual(self._offered(applies_to_id=False, offered_below_id=False), self.codes)

    def test_device_without_category_gets_general_codes(self):
        none = self.env["maintenance.equipment.category"]
        self.assertEqual(self.codes._fitting(none), self.misuse | self.cleaned)

    def test_code_on_a_request_is_archived_not_deleted(self):
        self._report(symptom_id=self.streaks.id, remedy_id=self.cleaned.id)
        with self.assertRaisesRegex(FaultCodeError, "T9.9 stands on requests"):
            self.cleaned.unlink()
        self.cleaned.active = False
        self.roller_worn.unlink()

    def test_found_by_code_and_by_name(self):
        Code = self.env["printer.fault.code"]
        self.assertIn((self.drum_worn.id, "T1.1 Drum worn"), Code.name_search("T1.1"))
        self.assertIn((self.drum_worn.id, "T1.1 Drum worn"), Code.name_search("drum wo"))

    def test_everybody_reads_and_administrators_edit(self):
        for role in ROLES:
            code = self.misuse.with_user(self.users[role])
            self.assertEqual(code.name, "Operating error", role)
            if role == "admin":
                code.name = "Handling error"
                code.create({"code": "T10", "name": "New", "kind": "remedy"}).unlink()
                code.name = "Operating error"
                continue
            with self.assertRaises(AccessError, msg=role):
                code.name = "Handling error"
            with self.assertRaises(AccessError, msg=role):
                code.create({"code": "T10", "name": "New", "kind": "remedy"})
            with self.assertRaises(AccessError, msg=role):
                code.unlink()

    def test_contacts_see_no_codes(self):
        with self.assertRaises(AccessError):
            self.misuse.with_user(self.contact_user).read(["name"])
        ticket = self._report(symptom_id=self.streaks.id).with_user(self.contact_user)
        with self.assertRaises(AccessError):
            ticket.read(["symptom_id"])
