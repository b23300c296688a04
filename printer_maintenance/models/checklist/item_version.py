"""A point that sheets have used is never altered: it is given up, and a new one takes its place."""

from odoo import api, fields, models

VERSION_FIELDS = frozenset({"version_from", "version_until", "root_id"})


class ChecklistItem(models.Model):
    _name = "printer.checklist.item"
    _inherit = ["printer.checklist.item", "printer.guard.mixin"]

    version_from = fields.Integer(readonly=True, default=1, copy=False)
    version_until = fields.Integer(
        string="Given up with version", readonly=True, copy=False, help="0: it is still asked."
    )
    root_id = fields.Many2one(
        "printer.checklist.item",
        string="First of its kind",
        readonly=True,
        copy=False,
        ondelete="restrict",
        # asked when a point is deleted
        index="btree_not_null",
        help="The same point in its first version: readings of all versions make one curve.",
    )

    @api.model
    def _get_guarded_fields(self):
        return super()._get_guarded_fields() | VERSION_FIELDS

    @api.model_create_multi
    def create(self, vals_list):
        """Let new points come with the version that is open, or begin one."""
        for vals in vals_list:
            self._check_guarded(name for name, value in vals.items() if value)
        checklists = self.env["printer.checklist"].browse(
            {vals["checklist_id"] for vals in vals_list if vals.get("checklist_id")}
        )
        checklists._begin_version()
        versions = {checklist.id: checklist.version for checklist in checklists}
        items = super(ChecklistItem, self._without_guarded_defaults()._through_door()).create(
            [{**vals, "version_from": versions.get(vals.get("checklist_id"), 1)} for vals in vals_list]
        )
        return self.browse(items.ids)

    def write(self, vals):
        """Change points of the open version; those in use are followed by new ones."""
        self._check_guarded(vals)
        if self._is_through_door():
            return super().write(vals)
        kept = self._kept()
        if "active" in vals and not vals["active"]:
            self.filtered(lambda item: item.checklist_id.purpose == "inspection")._give_up()
            return super(ChecklistItem, self - kept).write(vals) if self - kept else True
        for item in kept.filtered(lambda item: not item.version_until):
            successor = item._succeed()
            super(ChecklistItem, successor).write(item._values_for(successor, vals))
        return super(ChecklistItem, self - kept).write(vals) if self - kept else True

    def unlink(self):
        """Give up points in use; delete the others."""
        kept = self._kept()
        kept._give_up()
        return super(ChecklistItem, self - kept).unlink() if self - kept else True

    def _kept(self):
        """Those of these points that sheets may bear; a version in use is closed by this."""
        inspections = self.filtered(lambda item: item.checklist_id.purpose == "inspection")
        inspections.checklist_id._begin_version()
        return inspections.filtered(lambda item: item.version_from < item.checklist_id.version)

    def _give_up(self) -> None:
        for checklist, points in (
            self.filtered(lambda item: not item.version_until).grouped("checklist_id").items()
        ):
            # see create
            points.sudo()._through_door().write({"version_until": checklist.version, "active": False})

    def _succeed(self):
        """The point that takes this one's place from the open version on, with all its languages."""
        self.ensure_one()
        successor = self.copy()
        successor.sudo()._through_door().root_id = self.root_id or self
        self._give_up()
        return successor

    def _values_for(self, successor, vals: dict) -> dict:
        """The same changes, with the successor's own answers in place of those that were changed."""
        if "option_ids" not in vals:
            return vals
        old = self.with_context(active_test=False).option_ids.ids
        own = dict(zip(old, successor.option_ids.ids, strict=True))
        commands = [
            (command[0], own.get(command[1], command[1]), *command[2:]) for command in vals["option_ids"]
        ]
        return {**vals, "option_ids": commands}
