"""Answers come from two telephones: in one batch, stamped by the server, and nobody overwrites anybody in silence."""

from odoo import fields, models
from odoo.tools import format_list

from ...exceptions import InspectionError
from ...rules import inspection as rules
from .round import OPEN_STATES

# what can be answered with one tap for a whole device
QUICK = ("tick", "choice", "option")


class InspectionSheet(models.Model):
    _inherit = "printer.inspection.sheet"

    def _check_can_be_answered(self) -> None:
        """Raise unless the round is going on and the sheet is open.

        :raises InspectionError: saying why nothing can be entered
        """
        self._check_inspector()
        self._write_in_turn()
        for sheet in self:
            if sheet.sudo().round_id.state not in OPEN_STATES:
                raise InspectionError(
                    self.env._("%(sheet)s: its round is not under way.", sheet=sheet.display_name)
                )
            if sheet.state not in ("open", "returned"):
                raise InspectionError(
                    self.env._(
                        "%(sheet)s is finished. Take it up again before you change something.",
                        sheet=sheet.display_name,
                    )
                )

    def answer_points(self, answers: dict, base: dict | None = None) -> dict | None:
        """Answer points of one device, all in one batch (RPC).

        :param answers: by id of the point a mapping with ``value`` (``ok``, ``not_ok``, ``na``; id of an answer; number
            or text as typed; True) and, if wanted, ``note``; a value of None takes the answer back
        :param base: by id of the point what the telephone had seen before: a mapping with ``value`` and ``note``, None
            for no answer; pages loaded before 19.0.1.6.0 tell the value alone
        :raises InspectionError: naming points whose answers are none, and writing nothing
        :return: ``conflict`` with both values where somebody else has answered otherwise meanwhile; nothing is written
        """
        self.ensure_one()
        if not isinstance(answers, dict) or not isinstance(base or {}, dict):
            raise InspectionError(self.env._("This cannot be understood. Load the round again."))
        self._check_can_be_answered()
        points = {point.id: point for point in self._points()}
        known = {check.item_id.id: check for check in self.sudo().check_ids}  # the inspector's own sheet
        wanted = self._understand(answers, points)
        if clashes := self._clashes(wanted, known, points, base or {}):
            return {"conflict": clashes}
        self._store_answers(wanted, known, points)
        self.round_id._changed()
        return None

    def _understand(self, answers: dict, points: dict) -> dict[int, dict | None]:
        """The values of each answer, None for one that is taken back.

        :raises InspectionError: naming each point whose answer is none
        """
        wanted, problems = {}, []
        for key, answer in answers.items():
            point = points.get(int(key)) if str(key).isdecimal() else None
            if not point or not isinstance(answer, dict):
                raise InspectionError(self.env._("This point is not on the sheet. Load the round again."))
            if answer.get("value") is None:
                wanted[point.id] = None
                continue
            try:
                wanted[point.id] = point._take_answer(answer)
            except rules.ReadingError as error:
                problems.append(point._why_not(error.reason))
        if problems:
            raise InspectionError(" ".join(problems))
        return wanted

    def _clashes(self, wanted, known, points, base) -> list[dict]:
        """Where somebody else has answered otherwise since the telephone last saw the sheet."""
        seen = {int(key): value for key, value in base.items() if str(key).isdecimal()}
        clashes = []
        for point_id, values in wanted.items():
            check = known.get(point_id)
            is_there = check._says(values) if check and values else not (check or values)
            if is_there or point_id not in seen or self._is_as_seen(check, seen[point_id]):
                continue
            clashes.append(
                {
                    "name": str(point_id),
                    "label": points[point_id].name,
                    "mine": self._shown(points[point_id], values) if values else "–",
                    "theirs": check._told() if check else "–",
                    "current": check._seen() if check else None,
                }
            )
        return clashes

    @staticmethod
    def _is_as_seen(check, seen) -> bool:
        """Whether what stands there is what the telephone had seen."""
        if isinstance(seen, dict):
            return bool(check) and check._seen() == {"note": "", **seen}
        return seen == (check._plain() if check else None)

    def _shown(self, point, values) -> str:
        """An answer that was not written yet, in words."""
        return self.env["printer.inspection.check"].new({**values, "item_id": point.id})._told()

    def _store_answers(self, wanted, known, points) -> None:
        """Create what is new in one batch, write what changed; who and when is the server's."""
        stamp = {"answered_at": fields.Datetime.now(), "answered_by_id": self.env.uid}
        Check = self.env["printer.inspection.check"].sudo()._through_door()  # the server writes answers
        new = [
            {
                "sheet_id": self.id,
                "item_id": point_id,
                "equipment_id": self.equipment_id.id,
                "point_id": (points[point_id].root_id or points[point_id]).id,
                **values,
                **stamp,
            }
            for point_id, values in wanted.items()
            if values is not None and point_id not in known
        ]
        Check.create(new)
        for point_id, values in wanted.items():
            check = known.get(point_id)
            if not check:
                continue
            if values is None:
                check._through_door().unlink()
            elif not check._says(values):
                check._put(**values, **stamp)

    def answer_all_in_order(self) -> None:
        """Answer what is still open with one tap, where the checklist allows it; readings and photos never (RPC).

        :raises InspectionError: where the checklist does not allow it
        """
        self.ensure_one()
        self._check_can_be_answered()
        if not self.sudo().checklist_id.allows_quick:
            raise InspectionError(
                self.env._("%(sheet)s: here each point is answered by itself.", sheet=self.display_name)
            )
        known = self.sudo().check_ids.item_id
        answers = {
            point.id: {"value": value}
            for point in self._points() - known
            if point.answer_kind in QUICK and (value := point._in_order()) is not None
        }
        self.answer_points(answers)

    def _missing_points(self) -> list[str]:
        """The names of what keeps the sheet from being finished."""
        given = self.sudo().check_ids.item_id
        photos = self.sudo().photo_ids.item_id
        points = self._points()
        missing = [
            point.name
            for point in points
            if point.answer_kind != "photo" and point.required and point not in given
        ]
        missing += [
            self.env._("photo of “%(point)s”", point=point.name)
            for point in points
            if point not in photos
            and ((point.answer_kind == "photo" and point.required) or (point.wants_photo and point in given))
        ]
        return missing

    def _missing_text(self, missing: list[str]) -> str:
        return format_list(self.env, missing[:5] + (["…"] if len(missing) > 5 else []))
