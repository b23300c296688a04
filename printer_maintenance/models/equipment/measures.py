"""What the device register proves (REQUIREMENTS A4, E1, E2, E7)."""

from abc import abstractmethod

from odoo import api, models
from odoo.fields import Domain
from odoo.tools.translate import LazyTranslate

from ...rules import register_quality
from ..agreement.measure import ShareMeasure

_lt = LazyTranslate(__name__)


class DeviceMeasure(ShareMeasure):
    """A measure over the devices that an agreement serves today."""

    model = "maintenance.equipment"
    is_snapshot = True

    def figures(self, agreements, first, last):
        """See :meth:`Measure.figures`; one pass over each agreement's own device list."""
        return {
            agreement.id: self._of_devices(agreement, agreement._covered_domain(last))
            for agreement in agreements
        }

    @abstractmethod
    def _of_devices(self, agreement, devices: Domain):
        """The figure of one agreement, over the devices that it serves."""


class FaultlessMeasure(DeviceMeasure):
    """Share of devices about which there is nothing to say against us."""

    def _of_devices(self, agreement, devices):
        counted = devices & self._counted()
        failed = counted & self._failed()
        # figures are the system's: the whole list counts, whoever looks
        Equipment = agreement.env["maintenance.equipment"].sudo()
        total = Equipment.search_count(counted)
        return self.figure(total - Equipment.search_count(failed), total, counted, failed)

    def _counted(self) -> Domain:
        """Which of the devices are cases."""
        return Domain("condition", "!=", "retired")

    @abstractmethod
    def _failed(self) -> Domain:
        """Which of the cases speak against us."""


class RegisterCompleteness(FaultlessMeasure):
    """Share of devices whose entry in the register lacks nothing (REQUIREMENTS E1)."""

    label = _lt("Register: entries complete")

    def _failed(self):
        return Domain.OR(
            Domain.AND(Domain(name, "=", False) for name in (need if isinstance(need, tuple) else (need,)))
            for need in register_quality.REQUIRED
        )


class GoodCondition(DeviceMeasure):
    """Share of devices in good condition (REQUIREMENTS E7, 完好率)."""

    label = _lt("Devices in good condition")

    def _of_devices(self, agreement, devices):
        counted = devices & Domain("condition", "not in", sorted(register_quality.NOT_COUNTED))
        failed = counted & Domain("condition", "not in", sorted(register_quality.GOOD))
        # figures are the system's: the whole list counts, whoever looks
        by_condition = (
            agreement.env["maintenance.equipment"].sudo()._read_group(devices, ["condition"], ["__count"])
        )
        return self.figure(*register_quality.good_condition(by_condition), counted, failed)


class KeyDeviceDuty(FaultlessMeasure):
    """Share of key devices with a named person, device and duty (REQUIREMENTS E2, 三定)."""

    label = _lt("Key devices with person, device and duty named")

    def _counted(self):
        return super()._counted() & Domain("is_key_device", "=", True)

    def _failed(self):
        return Domain("has_three_fixed", "=", False)


class MeasureRegistry(models.AbstractModel):
    _inherit = "printer.measure"

    @api.model
    def _measures(self):
        return super()._measures() | {
            "register_completeness": RegisterCompleteness(),
            "good_condition": GoodCondition(),
            "key_device_duty": KeyDeviceDuty(),
        }
