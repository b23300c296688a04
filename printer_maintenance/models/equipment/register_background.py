"""Checking and importing a large register in the background: visible, stoppable, and killable at any point."""

import logging

import psycopg2

from odoo import api, fields, models
from odoo.exceptions import UserError

from ...exceptions import TransitionError

_logger = logging.getLogger(__name__)

# up to here a person waits a few seconds and sees the result; above, they see it grow
BACKGROUND_ROWS = 3000


class RegisterImport(models.Model):
    _inherit = "printer.register.import"

    failure = fields.Text(string="Why it stopped", readonly=True, copy=False)

    @api.model
    def _get_guarded_fields(self):
        return super()._get_guarded_fields() | {"failure", "file_row_count"}

    def _start_check(self) -> None:
        """Check small registers at once; hand large ones to the scheduled action.

        Whether the file can be read at all, and its columns are known, is said at once for all of them. The context
        key ``printer_register_now`` works as for the import.

        :raises RegisterFileError: when the file cannot be read, or its columns are not known
        """
        self._begin_check()
        self._through_door().failure = False
        if self._repeat_last_import():
            return
        in_background = not self.env.context.get("printer_register_now")
        if not (in_background and self._has_more_rows_than(BACKGROUND_ROWS)):
            self._check_now()
            return
        self._clear_lines()
        self._set_state("checking", user_id=self.env.uid, file_row_count=0)
        self.env.ref("printer_maintenance.cron_register_import")._trigger()

    def _start_import(self):
        """Hand large registers to the scheduled action.

        With the context key ``printer_register_now`` everything is written in the running transaction, whatever
        its size: for scripts and data files, which have nobody waiting.
        """
        self._through_door().failure = False
        to_write = self.create_count + self.update_count
        if to_write <= BACKGROUND_ROWS or self.env.context.get("printer_register_now"):
            super()._start_import()
            return
        self._set_state("running", user_id=self.env.uid)
        self.env.ref("printer_maintenance.cron_register_import")._trigger()

    def action_stop(self):
        """Stop after the rows that are being read or written.

        What is written stays, and the import can go on later; a check that is stopped begins anew.
        """
        self.lock_for_update()
        checking = self.filtered(lambda record: record.state == "checking")
        for record in checking:
            record._clear_lines()
        checking._set_state("draft")
        (self - checking)._set_state("checked")

    @api.ondelete(at_uninstall=False)
    def _unlink_except_running(self):
        for record in self:
            if record.state in ("checking", "running"):
                raise TransitionError(
                    self.env._(
                        "%(register)s is being read or imported; stop it first.", register=record.filename
                    )
                )

    @api.model
    def _cron_import_registers(self) -> None:
        """Go on with the registers that are being checked or imported, a batch at a time.

        Each batch and the mark on its lines are committed together: killed anywhere, it goes on with the next
        batch, without a gap and without a double. A register that fails stops with its reason; the others go on.
        """
        running = self.search([("state", "in", ("checking", "running"))], order="id")
        remaining = sum(
            record._rows_to_check() if record.state == "checking" else record._rows_to_write()
            for record in running
        )
        self.env["ir.cron"]._commit_progress(remaining=remaining)
        for record in running:
            try:
                work = record._as_its_user()
                if not (work._check_in_batches if work.state == "checking" else work._import_in_batches)():
                    # the time of this run is up: ask for the next one at once, not in a minute
                    self.env.ref("printer_maintenance.cron_register_import")._trigger()
                    return
            except psycopg2.OperationalError:
                # a conflict with somebody else's change: nothing is lost, the next run goes on
                raise
            except Exception as error:
                self.env.cr.rollback()
                _logger.exception("Register import %s stopped", record.id)
                record._stop_because(error)
                self.env["ir.cron"]._commit_progress()

    def _as_its_user(self):
        """The import with the rights, company and language of the person who started it."""
        user = self.user_id or self.env.user
        return self.with_user(user).with_context(lang=user.lang, tz=user.tz).with_company(self.company_id)

    def _rows_to_write(self) -> int:
        return self.create_count + self.update_count - self.imported_count

    def _rows_to_check(self) -> int:
        return max(self.file_row_count - self.row_count, 1)

    def _check_in_batches(self) -> bool:
        """Check this register batch by batch, committing each.

        :return: whether there is time left for another register
        """
        commit = self.env["ir.cron"]._commit_progress
        if not self._try_lock() or self.state != "checking":
            return True
        after = self._last_row()
        if not after and self._repeat_last_import():
            return bool(commit(self.row_count))
        if not self.file_row_count:
            self._through_door().file_row_count = self._count_rows()
            commit(remaining=self._rows_to_check())
        for count in self._check_batches(after):
            self.env.flush_all()
            time_left = commit(count)
            self.env.invalidate_all()
            if not self._try_lock() or self.state != "checking":
                return True
            if not time_left:
                return False
        return bool(commit())

    def _import_in_batches(self) -> bool:
        """Write this register batch by batch, committing each.

        A register of which nothing may be refused is written in one transaction instead.

        :return: whether there is time left for another one
        """
        judge = None
        commit = self.env["ir.cron"]._commit_progress
        while True:
            if not self._try_lock() or self.state != "running":
                return True
            self._prepare_import()
            judge = judge or self._quiet()._get_judge()
            judge.load_tree()
            taken = self._import_batch(judge)
            if taken and self.all_or_nothing:
                while batch := self._import_batch(judge):
                    taken += batch
            if taken < 1 or not self._rows_to_write():
                self._finish_import()
            time_left = commit(taken)
            if self.state != "running":
                return bool(time_left)
            if not time_left:
                return False

    def _stop_because(self, error: Exception) -> None:
        """Leave the import where it stands, with the reason for its user."""
        text = str(error) if isinstance(error, UserError) else f"{type(error).__name__}: {error}"
        if self.state == "checking":
            self._clear_lines()
        self._set_state("draft" if self.state == "checking" else "checked", failure=text)
