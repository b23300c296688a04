from odoo.tests import tagged

from ...forms.customer.customer_file import CUSTOMER_FILE
from ..common import FormCase


@tagged("post_install", "-at_install")
class TestCustomerFile(FormCase):
    """《用户档案》 on paper (REQUIREMENTS A6)."""

    def _cells(self, lang="en_US"):
        self.env.flush_all()
        self.env.invalidate_all()
        return self._paper_cells(CUSTOMER_FILE, self.bureau, lang=lang)

    def test_units_agreements_people_and_open_requests_stand_on_it(self):
        ticket = self._report()
        cells = self._cells()
        for text in (self.agreement.display_name, self.contact.name, ticket.number, "Test unit"):
            self.assertIn(text, cells)

    def test_it_is_chinese_for_a_chinese_reader(self):
        cells = self._cells("zh_CN")
        for word in ("关键指标", "服务合同", "客户意见"):
            self.assertIn(word, cells)

    def test_customer_without_anything_prints(self):
        empty = self.env["res.partner"].create({"name": "Empty", "printer_unit_kind": "customer"})
        self.assertIn("Units", self._paper_cells(CUSTOMER_FILE, empty, lang="en_US"))
