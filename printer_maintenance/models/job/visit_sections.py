"""What the view on the telephone shows of a job: plain data."""

from odoo import fields, models


class Visit(models.Model):
    _inherit = "printer.visit"

    def _field_sections(self) -> list[dict]:
        """The sections of this visit, each with how much of it is done; capabilities add theirs."""
        self.ensure_one()
        before = getattr(super(), "_field_sections", None)
        sections = before() if before else []
        return [
            *sections,
            self._preparation_section(),
            self._check_section(),
            self._software_section(),
            self._briefing_section(),
        ]

    def _preparation_section(self) -> dict:
        lines = self.preparation_ids
        items = [
            {
                "id": line.id,
                "kind": line.kind,
                "name": line.name,
                "quantity": line.quantity,
                "required": line.required,
                "done": line.is_settled,
                "supply": line.supply,
                "missing_how": line.missing_how,
                "missing_note": line.missing_note or "",
            }
            for line in lines
        ]
        return _section("preparation", self.env._("Preparation"), items)

    def _check_section(self) -> dict:
        names = (
            "id name answer_kind required is_limited minimum maximum wants_photo "
            "tick text choice number is_abnormal"
        )
        items = [
            {
                **{name: check[name] for name in names.split()},
                "method": check.method or "",
                "measure": check.measure or "",
                "note": check.note or "",
                "answered_at": fields.Datetime.to_string(check.answered_at) if check.answered_at else False,
                "has_photo": bool(check.photo),
                "done": check._is_complete(),
            }
            for check in self.check_ids
        ]
        return _section("checks", self.env._("Checklist"), items)

    def _software_section(self) -> dict:
        items = [
            {
                "id": line.id,
                "kind": line.kind,
                "name": line.name,
                "version": line.version,
                "source": line.source,
                "done": True,
            }
            for line in self.software_ids
        ]
        return _section("software", self.env._("Software"), items)

    def _briefing_section(self) -> dict:
        item = {
            "briefing": self.briefing or "",
            "briefed": [{"id": person.id, "name": person.name} for person in self.briefed_ids],
            "briefed_names": self.briefed_names or "",
            "briefing_minutes": self.briefing_minutes,
            "briefing_omitted": self.briefing_omitted or "",
            "done": self._is_briefed() or bool(self.briefing_omitted),
        }
        return _section("briefing", self.env._("Training"), [item])


def _section(key: str, title: str, items: list[dict]) -> dict:
    return {
        "key": key,
        "title": title,
        "done": sum(bool(item["done"]) for item in items),
        "total": len(items),
        "items": items,
    }
