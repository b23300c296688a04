"""A caller with a telephone number, and somebody of another customer."""

from ..common import PrinterCase


class HotlineCase(PrinterCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        Partner = cls.env["res.partner"]
        cls.caller = Partner.create(
            {"name": "Wang Fang", "parent_id": cls.unit.id, "phone": "+86 139-0000-0012", "function": "Clerk"}
        )
        cls.stranger_customer = Partner.create(
            {"name": "Foreign bureau", "is_company": True, "printer_unit_kind": "customer"}
        )
        cls.stranger = Partner.create(
            {"name": "Li Qiang", "parent_id": cls.stranger_customer.id, "phone": "010-6543 2100"}
        )
        cls.stranger_device = cls._make_device(
            "SN-FOREIGN", unit_id=cls.stranger_customer.id, department_id=False
        )
        cls.hotline = cls.env["printer.hotline"].with_user(cls.agent)

    def _found(self, text, kind):
        """Ids of one kind that the search box finds."""
        groups = {group["kind"]: group["items"] for group in self.hotline.search_all(text)["groups"]}
        return [item["id"] for item in groups.get(kind, [])]

    def _call(self, ticket, direction="out", result="reached", **values):
        return (
            self.env["printer.call"]
            .with_user(self.agent)
            .create({"ticket_id": ticket.id, "direction": direction, "result": result, **values})
        )
