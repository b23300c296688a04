"""What all records of an inspection have in common: written by the server, in turns, by the two inspectors."""

from odoo import api, models
from odoo.exceptions import AccessError

from ...exceptions import InspectionError
from ..base.locking import lock_in_turn, write_in_turn


class Inspected(models.AbstractModel):
    _name = "printer.inspected"
    _inherit = ["printer.screens.mixin", "printer.guard.mixin"]
    _description = "Record of an inspection"

    @api.model
    def _get_guarded_fields(self):
        return super()._get_guarded_fields() | self._readonly_of_ours()

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        if not self._is_through_door():
            raise InspectionError(
                self.env._("What belongs to an inspection is on record and cannot be deleted.")
            )

    def _rounds(self):
        """The rounds that these records belong to."""
        return self.round_id

    def _check_inspector(self) -> None:
        """Only the two inspectors of a round enter something in it (REQUIREMENTS I2).

        :raises AccessError: for anybody else
        """
        self.check_access("read")
        if self.env.su:
            return
        for inspection in self._rounds().sudo():
            if self.env.user not in inspection.leader_id | inspection.second_id:
                raise AccessError(
                    self.env._(
                        "%(round)s: only its two inspectors may enter something.",
                        round=inspection.display_name,
                    )
                )

    def _in_turn(self) -> None:
        """Let two telephones that write at the same moment follow one another.

        :raises InspectionError: when somebody else is writing at this very moment
        """
        lock_in_turn(self, InspectionError)

    def _write_in_turn(self) -> None:
        """As :meth:`_in_turn`, where answers of the other telephone would not be seen by the lock alone.

        :raises InspectionError: when somebody else is writing at this very moment
        """
        write_in_turn(self, InspectionError)

    def _put(self, **values) -> None:
        """Write what the server records; who may do so was checked before."""
        self.sudo()._through_door().write(values)
