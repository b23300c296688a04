"""A failure stays on record: Odoo's MTBF and MTTR are counted from it."""

from odoo import api, fields, models

from ...exceptions import FailureOnRecordError

# what a request says of its device is said there; here it would falsify the figures
BOUND_FIELDS = ("equipment_id", "maintenance_type")


class MaintenanceRequest(models.Model):
    _name = "maintenance.request"
    _inherit = ["maintenance.request", "printer.guard.mixin"]

    ticket_id = fields.Many2one(
        "helpdesk.ticket",
        string="Service request",
        readonly=True,
        copy=False,
        # one failure of Odoo's maintenance belongs to one request
        index="btree_not_null",
        # a request that is deleted must not take its failure along unseen
        ondelete="restrict",
    )

    @api.model
    def _get_guarded_fields(self):
        return super()._get_guarded_fields() | {"ticket_id"}

    def write(self, vals):
        """Let nobody correct here what is corrected on the service request.

        :raises FailureOnRecordError: naming the request
        """
        bound = [name for name in BOUND_FIELDS if name in vals]
        if bound and not self._is_through_door():
            for failure in self.sudo().filtered("ticket_id"):
                for name in bound:
                    if failure._fields[name].convert_to_write(failure[name], failure) != vals[name]:
                        raise FailureOnRecordError(
                            self.env._(
                                "“%(field)s” of “%(request)s” follows from the service request %(ticket)s. "
                                "Correct it there.",
                                field=failure._fields[name]._description_string(self.env),
                                request=failure.name,
                                ticket=failure.ticket_id.number,
                            )
                        )
        return super().write(vals)

    def _end_with_the_work(self) -> None:
        """Let finished failures end on the day, at the company's seat, on which the work was done.

        Odoo takes the day on which that is entered: work that is reported the next morning would lengthen the MTTR.
        """
        by_day = self.filtered(lambda failure: failure.done and failure.ticket_id.solved_at).grouped(
            lambda failure: (failure.company_id or self.env.company)._printer_day(failure.ticket_id.solved_at)
        )
        for day, failures in by_day.items():
            failures.filtered(lambda failure, day=day: failure.close_date != day)._through_door().write(
                {"close_date": day}
            )

    @api.ondelete(at_uninstall=False)
    def _unlink_except_on_record(self):
        """Keep what belongs to a request or was carried out; Odoo lets every employee delete it."""
        for request in self.sudo():
            if request.ticket_id or (request.equipment_id and request.done):
                raise FailureOnRecordError(
                    self.env._(
                        "“%(request)s” stands on record for %(device)s and cannot be deleted: "
                        "the device's reliability is counted from it. Archive it instead.",
                        request=request.name,
                        device=request.equipment_id.display_name or request.ticket_id.display_name,
                    )
                )
