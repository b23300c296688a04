"""What tests of loaners share: a pool of serial-tracked devices of our own."""

from odoo import fields

from ..workshop.test_custody import WorkshopCase, drawing

DUE = fields.Date.to_date("2026-03-09")


class LoanCase(WorkshopCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # the pool is of this world alone
        cls.env["maintenance.equipment"].search(
            [("is_loaner", "=", True)]
        )._through_door().loaner_lot_id = False
        cls.product = cls.env["product.product"].create(
            {"name": "Loaner printer", "type": "consu", "is_storable": True, "tracking": "serial"}
        )
        cls.store = (
            cls.env["stock.warehouse"].search([("company_id", "=", cls.env.company.id)], limit=1).lot_stock_id
        )
        cls.loaner = cls._make_loaner("LN-0001")

    @classmethod
    def _receive(cls, serial):
        """The piece lies in store."""
        lot = cls.env["stock.lot"].create({"name": serial, "product_id": cls.product.id})
        cls.env["stock.quant"]._update_available_quantity(cls.product, cls.store, 1, lot_id=lot)
        return lot

    @classmethod
    def _make_loaner(cls, serial, **values):
        cls._receive(serial)
        device = cls._make_device(serial, unit_id=False, department_id=False, **values)
        device.action_make_loaner()
        return device

    def _lend(self, device=None, **values):
        told = {
            "ticket": self.visit.ticket_id,
            "device": device or self.loaner,
            "due_on": DUE,
            "visit": self.visit,
        }
        return self.env["printer.loan"].with_user(self.engineer)._lend(**{**told, **values})

    def _out(self, device=None):
        loan = self._lend(device)
        loan._prepare_lend("Like new", "Power cord", 1200)
        self._sign(loan, "lend", 21)
        return loan

    def _place(self, device):
        """Where stock has the piece."""
        quants = self.env["stock.quant"].search(
            [("lot_id", "=", device.loaner_lot_id.id), ("quantity", ">", 0)]
        )
        return quants.location_id

    def _free(self, device):
        quants = self.env["stock.quant"].search(
            [("lot_id", "=", device.loaner_lot_id.id), ("quantity", ">", 0)]
        )
        return sum(quants.mapped("quantity")) - sum(quants.mapped("reserved_quantity"))


__all__ = ["DUE", "LoanCase", "drawing"]
