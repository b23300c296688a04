"""The things that a job needs, laid out on the visit by its kind, device and fault."""

from odoo import api, fields, models
from odoo.tools import format_list

from ...exceptions import VisitError

AHEAD = ("planned", "confirmed")


class Visit(models.Model):
    _inherit = "printer.visit"

    preparation_ids = fields.One2many(
        "printer.visit.preparation",
        "visit_id",
        string="To take along",
        readonly=True,
        copy=False,
        groups="base.group_user",
    )

    @api.model_create_multi
    def create(self, vals_list):
        visits = super().create(vals_list)
        visits._lay_out_preparation()
        return visits

    def _fault_codes(self):
        """The codes on the visit's request, with those above them."""
        # codes are read for people who plan without any right on them
        codes = self.sudo().symptom_id | self.sudo().cause_id | self.sudo().remedy_id
        return codes | codes.parent_id | codes.parent_id.parent_id

    def _wanted_items(self, purpose: str) -> dict:
        """The points of all fitting checklists, per visit.

        :param purpose: a value of ``printer.checklist.purpose``
        """
        # lists are the same for everybody, whoever plans
        lists_sudo = self.env["printer.checklist"].sudo().search([("purpose", "=", purpose)])
        return {
            visit: lists_sudo._fitting(
                visit.service_kind, visit.device_category_id.sudo(), visit._fault_codes()
            ).item_ids
            for visit in self
        }

    def _wanted_things(self, items) -> dict[tuple[str, int], dict]:
        """What to take along, by what makes a thing the same thing; of one part the largest quantity counts."""
        self.ensure_one()
        things = {}
        for item in items:
            key = ("product", item.product_id.id) if item.product_id else ("item", item.id)
            things[key] = {
                "item_id": item.id,
                "sequence": item.sequence,
                "kind": item.supply_kind or "tool",
                "name": item.name,
                "product_id": item.product_id.id,
                "quantity": max(item.quantity, things.get(key, {}).get("quantity", 0)),
                "required": item.required,
            }
        for part in self._fault_codes().part_ids:
            key = ("product", part.product_id.id)
            known = things.get(key, {})
            things[key] = {
                "kind": "part",
                "name": part.product_id.display_name,
                "product_id": part.product_id.id,
                "required": True,
                **known,
                "quantity": max(part.quantity, known.get("quantity", 0)),
            }
        return things

    def _lay_out_preparation(self) -> None:
        """Lay out what is taken along, or anew after the fault is known better; what was settled stays."""
        ahead = self.filtered(lambda visit: visit.state in AHEAD and visit.kind == "on_site")
        if not ahead:
            return
        # the lists are the system's, whoever plans or codes the fault
        Line = self.env["printer.visit.preparation"].sudo()._through_door()
        known = Line.search([("visit_id", "in", ahead.ids)]).grouped("visit_id")
        wanted_items = ahead._wanted_items("leaving")
        gone, new = Line.browse(), []
        for visit in ahead:
            things = visit._wanted_things(wanted_items[visit])
            for line in known.get(visit, Line.browse()):
                if things.pop(line._thing_key(), None) is None and not line.is_settled:
                    gone |= line
            new += [{"visit_id": visit.id, **thing} for thing in things.values()]
        gone._release()
        gone.unlink()
        lines = Line.create(new)
        lines._copy_wording()
        ahead.sudo()._supply_parts()

    def _confirm(self, start, contact):
        result = super()._confirm(start, contact)
        self._lay_out_preparation()
        return result

    def _check_prepared(self):
        result = super()._check_prepared()
        # whoever leaves may read their own visit; a dispatcher acts for all
        open_lines = self.sudo().preparation_ids.filtered(lambda line: line.required and not line.is_settled)
        if open_lines:
            raise VisitError(
                self.env._(
                    "%(visit)s: pack these first, or say what is done about what is missing: %(things)s.",
                    visit=self.name,
                    things=format_list(self.env, open_lines.mapped("name")),
                )
            )
        return result

    def action_pack_all(self):
        """Pack everything that is still open with one tap."""
        self.ensure_one()
        self._check_is_mine()
        self.preparation_ids.filtered(lambda line: not line.is_settled).action_tick()


class VisitPreparation(models.Model):
    _inherit = "printer.visit.preparation"

    def _copy_wording(self) -> None:
        """Keep the wording of the list in every language, so that later changes of the list do not reach it."""
        for code, _name in self.env["res.lang"].get_installed():
            for line in self.with_context(lang=code):
                if line.item_id:
                    line.name = line.item_id.name
