"""What an engineer can do from the telephone; each deed is one method."""

from odoo import api, models

from ...exceptions import DayError
from .visit import DRAFT_FIELDS

# what is on its way so long is told beside the arrival: the server's time counts, the engineer's word is kept
LATE_SECONDS = 120


class Visit(models.Model):
    _inherit = "printer.visit"

    @api.model
    def _day_deeds(self) -> dict:
        """The deeds by name; capabilities add theirs with ``super() | {...}``."""
        return {
            "write": self._day_write,
            "leave": lambda visit, args: visit.action_leave(),
            "turn_back": lambda visit, args: visit.action_turn_back(),
            "start_remote": lambda visit, args: visit.action_start_remote(),
            "arrive": self._day_arrive,
            "tick": lambda visit, args: visit._day_line("preparation_ids", args).action_tick(),
            "untick": lambda visit, args: visit._day_line("preparation_ids", args).action_untick(),
            "missing": self._day_missing,
            "pack_all": lambda visit, args: visit.action_pack_all(),
            "check": self._day_check,
            "check_photo": self._day_check_photo,
            "checks_ok": lambda visit, args: visit.action_rest_ok(),
            "photo": self._day_photo,
            "restored": lambda visit, args: visit._confirm_restored(args.get("note")),
            "finish": lambda visit, args: visit.action_finish_work(),
            "continue": lambda visit, args: visit.action_continue_work(),
        }

    def _day_line(self, name: str, args: dict):
        """The line of this visit that is meant; never one of another visit."""
        line = self[name].filtered(lambda line: line.id == args.get("id"))
        if not line:
            raise DayError(self.env._("This line is no longer on the visit. Load the day again."))
        return line

    @staticmethod
    def _day_write(visit, args: dict):
        """Write what was typed, unless somebody else has changed the same field meanwhile.

        :param args: ``values`` by field; ``base`` is what the telephone had seen before
        :return: ``conflict`` with both values per field, and then nothing is written
        """
        values, base = args.get("values") or {}, args.get("base") or {}
        if strange := set(values) - set(DRAFT_FIELDS):
            raise DayError(
                visit.env._("This cannot be written from here: %(names)s.", names=", ".join(sorted(strange)))
            )
        current = visit._day_values()
        changes = {name: value for name, value in values.items() if value != current[name]}
        clashes = [name for name in changes if current[name] != base.get(name, current[name])]
        if clashes:
            return {
                "conflict": [
                    {
                        "name": name,
                        "label": visit._fields[name]._description_string(visit.env),
                        "mine": visit._day_text(name, values[name]),
                        "theirs": visit._day_text(name, current[name]),
                        "current": current[name],
                    }
                    for name in clashes
                ]
            }
        visit._check_is_mine()
        visit._lock_visit()
        if changes:
            visit.write(changes)
        return None

    def _day_text(self, name: str, value) -> str:
        """A value in words."""
        field = self._fields[name]
        if field.type == "many2one":
            return self.env[field.comodel_name].browse(value or ()).display_name or "–"
        if field.type == "boolean":
            return self.env._("Yes") if value else self.env._("No")
        return str(value or "–")

    @staticmethod
    def _day_arrive(visit, args: dict):
        """Arrive by code, by label, or by hand; a wrong code is an answer and no error."""
        code, position = args.get("code"), args.get("position")
        if args.get("by") == "hand":
            visit.action_arrive()
            return None
        by_code = args.get("by") == "code"
        answer = (visit.action_arrive_by_code if by_code else visit.action_arrive_by_label)(code, position)
        return None if answer["arrived"] else {"refused": answer["message"]}

    @staticmethod
    def _day_missing(visit, args: dict):
        visit._day_line("preparation_ids", args)._declare_missing(args.get("how"), args.get("note"))

    @staticmethod
    def _day_check(visit, args: dict):
        line = visit._day_line("check_ids", args)
        line.action_answer(args.get("value"), args.get("note") or "")

    @staticmethod
    def _day_check_photo(visit, args: dict):
        line = visit._day_line("check_ids", args)
        line.photo = visit.env["printer.photo"]._clean(args.get("data"))

    @staticmethod
    def _day_photo(visit, args: dict):
        visit.env["printer.photo"].add_photo(
            "printer.visit",
            visit.id,
            args.get("moment"),
            args.get("data"),
            args.get("uid"),
            args.get("note") or "",
        )

    def _tell_late(self, kind: str, seconds: int) -> None:
        """Keep the engineer's word beside a time that the server stamped late."""
        if kind not in ("arrive", "leave", "finish") or seconds < LATE_SECONDS:
            return
        # the note is the system's; who did it is the author
        self.sudo().message_post(
            body=self.env._(
                "Sent late: the telephone had no connection. By its own count this was %(minutes)d minutes earlier.",
                minutes=seconds // 60,
            ),
            author_id=self.env.user.partner_id.id,
            subtype_xmlid="mail.mt_note",
        )
