"""How inspections stand, on one screen: what was promised, what was done, and the records behind each figure."""

from datetime import date, timedelta
from typing import NamedTuple

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain
from odoo.tools import format_date

from ...rules import commitments
from ..base.rights import check_role

WHO_LOOKS = ("equipment_supervisor", "project_manager", "service_director")
# how many days back, today among them; without a number: since the half-year began
SPANS = {"week": 7, "month": 30, "half_year": None}
COVERAGE = "full_inspections"
CODES = ("daily_rounds", "weekly_checks", COVERAGE, "findings_in_time", "good_condition")
ACTIONS = {
    "printer.inspection.round": "printer_maintenance.action_inspection_round",
    "printer.inspection.finding": "printer_maintenance.action_inspection_finding",
    "printer.inspection.coverage": "printer_maintenance.action_inspection_coverage",
    "maintenance.equipment": "printer_maintenance.action_equipment",
}


class Cases(NamedTuple):
    """The records behind a figure: all of them, and those that speak against us."""

    model: str
    counted: Domain
    failed: Domain


class InspectionDashboard(models.AbstractModel):
    """What supervisor, manager and director read, with their own rights (REQUIREMENTS A4, I1, I5, E7)."""

    _name = "printer.inspection.dashboard"
    _description = "Inspections at a glance"

    @api.model
    def read_figures(self, span: str = "month", is_small: bool = False) -> dict:
        """The figures of a time and the views below them (RPC).

        :param span: one of ``SPANS``
        :param is_small: for a telephone: cards instead of wide lists
        :return: ``figures`` and ``sections`` as the screen draws them
        """
        check_role(self.env, *WHO_LOOKS)
        first, today = self._days(span)
        return {
            "figures": [self._figure_data(code, first, today) for code in CODES],
            "sections": self._sections(first, today, is_small),
        }

    @api.model
    def open_cases(self, code: str, span: str = "month", only_failed: bool = False) -> dict:
        """The action that shows the records behind a figure (RPC).

        :param code: one of ``CODES``
        :param only_failed: those that speak against us
        """
        check_role(self.env, *WHO_LOOKS)
        if code not in CODES:
            raise ValidationError(self.env._("There is no such figure. Please open the dashboard anew."))
        cases = self._cases(code, *self._days(span))
        action = self.env["ir.actions.act_window"]._for_xml_id(ACTIONS[cases.model])
        name = self._label(code)
        return action | {
            "name": name,
            "display_name": name,
            "domain": list(cases.counted & cases.failed if only_failed else cases.counted),
            "context": {},
        }

    @api.model
    def _days(self, span: str) -> tuple[date, date]:
        """First and last day looked at, at the company's seat."""
        if span not in SPANS:
            raise ValidationError(self.env._("There is no such time. Please open the dashboard anew."))
        today = self.env.company._printer_day(fields.Datetime.now())
        if SPANS[span]:
            return today - timedelta(days=SPANS[span] - 1), today
        return commitments.period("half_year", today)[0], today

    @api.model
    def _agreements(self):
        """Those that the reader may see and that are or were served in our time."""
        return self.env["printer.agreement"].search([("state", "!=", "draft")])

    @api.model
    def _cases(self, code: str, first: date, today: date) -> Cases:
        """Where the records of a figure stand: the cases of the measure of the commitment."""
        if code == COVERAGE:
            current = Domain("period_start", "<=", today) & Domain("period_end", ">=", today)
            return Cases(
                "printer.inspection.coverage",
                current & Domain("due_count", ">", 0),
                Domain("standing", "in", ("behind", "missed")),
            )
        measure = self.env["printer.measure"]._measures()[code]
        figures = measure.figures(self._agreements(), first, today).values()
        return Cases(
            measure.model,
            Domain.OR(figure.counted for figure in figures),
            Domain.OR(figure.failed for figure in figures),
        )

    @api.model
    def _figure_data(self, code: str, first: date, today: date) -> dict:
        """One figure as the screen draws it; the counts are those that the reader's own rights give."""
        cases = self._cases(code, first, today)
        Model = self.env[cases.model]
        bad = Model.search_count(cases.counted & cases.failed)
        if code == COVERAGE:
            good, total, note, tone = self._coverage(Model.search(cases.counted))
        else:
            total = Model.search_count(cases.counted)
            good, note, tone = total - bad, "", None
        value = commitments.share(good, total)
        target = self._target(code)
        if value is not None and not tone:
            tone = "success" if target is None or value >= target else "danger"
        return {
            "code": code,
            "label": self._label(code),
            "value": value,
            "count_text": self.env._("%(good)d of %(total)d", good=good, total=total) if total else "",
            "bad_text": self._bad_text(code, bad) if bad else "",
            "target_text": ""
            if target is None
            else self.env._("Promised: %(target)s %%", target=f"{target:g}"),
            "note": note,
            "tone": tone or "muted",
            "hint": "" if total else self._hint(code),
        }

    @api.model
    def _coverage(self, rows) -> tuple[int, int, str, str | None]:
        """Devices done and due, the day on which all is done at this pace, and how it stands."""
        good, total = sum(rows.mapped("done_count")), sum(rows.mapped("due_count"))
        open_rows = rows.filtered("open_count")
        forecasts = open_rows.mapped("forecast_on")
        note = ""
        if total and not open_rows:
            note = self.env._("All done")
        elif forecasts and all(forecasts):
            note = self.env._("Done at this pace on %(day)s", day=format_date(self.env, max(forecasts)))
        elif total:
            note = self.env._("Not begun in every department: no forecast yet")
        is_behind = {"behind", "missed"} & set(rows.mapped("standing"))
        return good, total, note, ("danger" if is_behind else "success") if total else None

    @api.model
    def _target(self, code: str) -> float | None:
        """The highest target that one of the reader's agreements promises; None where none promises any."""
        # what full inspections promise is all of them at the period's end: the pace says how that stands
        if code == COVERAGE:
            return None
        promised = self.env["printer.commitment"].search(
            [("measure", "=", code), ("agreement_id", "in", self._agreements().ids)]
        )
        return max(promised.mapped("target"), default=None)

    @api.model
    def _label(self, code: str) -> str:
        if code == COVERAGE:
            return self.env._("Full inspections of this period")
        return str(self.env["printer.measure"]._measures()[code].label)

    @api.model
    def _bad_text(self, code: str, bad: int) -> str:
        texts = {
            "daily_rounds": self.env._("Late or not made: %(count)d", count=bad),
            "weekly_checks": self.env._("Late or not made: %(count)d", count=bad),
            COVERAGE: self.env._("Departments behind: %(count)d", count=bad),
            "findings_in_time": self.env._("Closed late or still open: %(count)d", count=bad),
            "good_condition": self.env._("Not in good condition: %(count)d", count=bad),
        }
        return texts[code]

    @api.model
    def _hint(self, code: str) -> str:
        """What to do so that there is something to see."""
        hints = {
            "daily_rounds": self.env._(
                "No daily round was due. They come from a plan that runs: Inspections, Inspection plans."
            ),
            "weekly_checks": self.env._(
                "No electrical safety check was due. A weekly plan brings them: Inspections, Inspection plans."
            ),
            COVERAGE: self.env._(
                "No period is under way. It begins with the first plan of full inspections that runs."
            ),
            "findings_in_time": self.env._("No finding was due to be closed."),
            "good_condition": self.env._("No device is served by an agreement of yours yet."),
        }
        return hints[code]

    @api.model
    def _sections(self, first: date, today: date, is_small: bool) -> list[dict]:
        """The views below the figures: Odoo's own, with what they show and what to say when it is nothing."""
        since = fields.Datetime.to_string(self.env.company._printer_midnight(first))
        devices = self._cases("good_condition", first, today)
        coverage = self._cases(COVERAGE, first, today)
        return [
            self._section(
                self.env._("Done in time, week by week"),
                "printer_maintenance.inspection_report_view_graph",
                "printer_maintenance.action_inspection_report",
                Domain("day", ">=", first) & Domain("day", "<=", today),
                self.env._("Nothing was due in this time"),
                self.env._("Choose a longer time above, or look whether the inspection plans run."),
            ),
            self._section(
                self.env._("Full inspections by department"),
                "printer_maintenance.inspection_coverage_view_kanban"
                if is_small
                else "printer_maintenance.inspection_coverage_view_list_short",
                "printer_maintenance.action_inspection_coverage",
                coverage.counted,
                self.env._("No period under way"),
                self.env._(
                    "When a plan of full inspections runs, each department stands here with its forecast."
                ),
            ),
            self._section(
                self.env._("What was found, and what became of it"),
                "printer_maintenance.inspection_finding_view_graph_week",
                "printer_maintenance.action_inspection_finding",
                Domain("found_at", ">=", since) & Domain("state", "!=", "withdrawn"),
                self.env._("Nothing was found in this time"),
                self.env._("Whatever inspectors find wrong is counted here until it is repaired."),
            ),
            self._section(
                self.env._("Condition of the devices"),
                "printer_maintenance.equipment_view_graph_condition",
                "printer_maintenance.action_equipment",
                devices.counted,
                self.env._("No device here"),
                self.env._("Devices appear once an agreement serves them."),
            ),
        ]

    @api.model
    def _section(self, title: str, view: str, action: str, domain: Domain, empty: str, advice: str) -> dict:
        view_record = self.env.ref(view).sudo()  # which views there are is no secret
        return {
            "title": title,
            "model": view_record.model,
            "type": view_record.type,
            "view": view_record.id,
            "views": [
                [view_id, kind]
                for view_id, kind in self.env["ir.actions.act_window"]._for_xml_id(action)["views"]
                if kind in ("list", "form") and kind != view_record.type
            ],
            "action": action,
            "domain": list(domain),
            "empty": empty,
            "advice": advice,
        }
