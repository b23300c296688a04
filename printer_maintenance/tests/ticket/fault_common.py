"""A small tree of fault codes: one symptom of printers, one of laptops, and general ones."""

from ..common import PrinterCase


class FaultCase(PrinterCase):
    """PrinterCase with codes: streaks → drum worn → drum replaced; does not charge → adapter; operating error."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.printers = cls.env.ref("printer_maintenance.category_printer")
        cls.laptops = cls.env.ref("printer_maintenance.category_laptop")
        cls.streaks = cls._make_code("T1", "Streaks", "symptom", category_ids=cls.printers.ids)
        cls.drum_worn = cls._make_code("T1.1", "Drum worn", "cause", parent_id=cls.streaks.id)
        cls.drum_replaced = cls._make_code("T1.1.1", "Drum replaced", "remedy", parent_id=cls.drum_worn.id)
        cls.jam = cls._make_code("T2", "Jam", "symptom", category_ids=cls.printers.ids)
        cls.roller_worn = cls._make_code("T2.1", "Roller worn", "cause", parent_id=cls.jam.id)
        cls.no_charge = cls._make_code("T3", "Does not charge", "symptom", category_ids=cls.laptops.ids)
        cls.adapter = cls._make_code("T3.1", "Adapter defective", "cause", parent_id=cls.no_charge.id)
        cls.misuse = cls._make_code("T9", "Operating error", "cause")
        cls.cleaned = cls._make_code("T9.9", "Cleaned", "remedy")
        cls.codes = (
            cls.streaks
            | cls.drum_worn
            | cls.drum_replaced
            | cls.jam
            | cls.roller_worn
            | cls.no_charge
            | cls.adapter
            | cls.misuse
            | cls.cleaned
        )
        cls.laptop = cls._make_device("SN-LAPTOP", name="Notebook", category_id=cls.laptops.id)

    @classmethod
    def _make_code(cls, code, name, kind, **values):
        return cls.env["printer.fault.code"].create({"code": code, "name": name, "kind": kind, **values})
