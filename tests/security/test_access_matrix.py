"""The access matrix in ``access_matrix.md`` is what Odoo grants, no more and no less (issue 2, section 4)."""

import os

from odoo.tests import TransactionCase, tagged
from odoo.tools import mute_logger

from .common import NOISE
from .marks import ROLES
from .matrix import COLUMNS, FILE, REGENERATE, Samples, models_of_matrix, read_file, write_file
from .world import World


@tagged("post_install", "-at_install", "printer_security")
class TestAccessMatrix(TransactionCase):
    """One user per role, records of their own, near and far."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        with mute_logger(*NOISE):
            cls.world = World(cls.env).build(("A1", "B1"))
            cls.world.build_personal_work(ROLES)
        cls.env.flush_all()
        cls.env.invalidate_all()
        cls.samples = Samples(cls.world)
        cls.models = models_of_matrix(cls.env)
        if os.environ.get(REGENERATE):
            write_file(
                {model: {role: cls.samples.cell(role, model) for role in COLUMNS} for model in cls.models}
            )
        cls.table = read_file()

    def test_the_file_speaks_of_every_model(self):
        missing = set(self.models) - set(self.table)
        self.assertFalse(missing, f"missing in {FILE.name}; {REGENERATE}=1 adds them")

    def test_the_file_speaks_of_no_model_that_is_gone(self):
        self.assertFalse(set(self.table) - set(self.models), f"take these out of {FILE.name}")

    def test_each_role_may_do_what_the_file_says_and_nothing_else(self):
        for model in self.models:
            for role in COLUMNS:
                with self.subTest(model=model, role=role):
                    granted, said = self.samples.cell(role, model), self.table.get(model, {}).get(role)
                    self.assertEqual(granted, said, "what Odoo grants is not what the file says")

    def test_searching_finds_what_may_be_read(self):
        # has_access and search follow the same rules; where they differ, lists and forms would
        for model in self.models:
            near, far = self.samples.near(model), self.samples.far(model)
            if not near or not far or self.env[model]._transient:
                continue
            for role in COLUMNS:
                records = self.env[model].with_user(self.samples.user(role))
                if not records.has_access("read"):
                    continue
                with self.subTest(model=model, role=role):
                    found = records.with_context(active_test=False).search([("id", "in", near + far)])
                    allowed = records.browse(near + far)._filtered_access("read")
                    self.assertEqual(set(found.ids), set(allowed.ids))

    def test_records_of_another_company_are_out_of_reach(self):
        company = self.env["res.company"].create({"name": "Another company"})
        user = self.world.users["admin"]
        self.assertNotIn(company, user.company_ids)
        elsewhere = {
            "helpdesk.ticket": {"name": "Elsewhere", "description": "x", "company_id": company.id},
            "maintenance.equipment": {"name": "Elsewhere", "company_id": company.id},
            "printer.sla.policy": {"name": "Elsewhere", "company_id": company.id},
            "printer.agreement": {
                "name": "Elsewhere",
                "company_id": company.id,
                "partner_id": self.world.partners["A"].id,
                "date_start": "2026-01-01",
                "date_end": "2026-12-31",
            },
        }
        for model, values in elsewhere.items():
            record = self.env[model].create(values)
            with self.subTest(model=model):
                self.assertEqual(record.company_id, company)
                self.assertFalse(record.with_user(user).has_access("read"))

    def test_groups_that_imply_each_other_grant_no_less(self):
        # a role that contains another may do whatever the other may
        for role, contained in (("admin", "dispatcher"), ("admin", "engineer"), ("dispatcher", "agent")):
            for model in self.models:
                with self.subTest(role=role, contained=contained, model=model):
                    for operation in ("read", "write", "create", "unlink"):
                        if self.env[model].with_user(self.samples.user(contained)).has_access(operation):
                            self.assertTrue(
                                self.env[model].with_user(self.samples.user(role)).has_access(operation)
                            )
