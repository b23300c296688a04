"""Who knows which devices."""

from odoo import api, fields, models

from ...rules import proposal


class Skill(models.Model):
    """One person's skill: a type of device, all brands or one (DESIGN, dispatch)."""

    _name = "printer.skill"
    _description = "Skill of an engineer"
    _order = "user_id, device_type, brand"
    _rec_name = "brand"

    user_id = fields.Many2one(
        "res.users",
        string="Engineer",
        required=True,
        index=True,
        ondelete="cascade",
        domain=[("share", "=", False)],
    )
    device_type = fields.Selection(
        lambda self: self.env["maintenance.equipment.category"]._fields["device_type"].selection,
        string="Type of device",
        help="Empty: every type.",
    )
    brand = fields.Char(help="Empty: every brand.")

    _one_each = models.UniqueIndex(
        "(user_id, COALESCE(device_type, ''), LOWER(COALESCE(brand, '')))",
        "This person has that skill already.",
    )

    @api.depends("user_id", "device_type", "brand")
    def _compute_display_name(self):
        types = dict(self._fields["device_type"]._description_selection(self.env))
        for skill in self:
            words = [types.get(skill.device_type), skill.brand]
            skill.display_name = " ".join(filter(None, words)) or self.env._("All devices")

    @api.model
    def _known_by(self, user_ids) -> dict[int, list[tuple[str, str]]]:
        """Brand and type of each skill, per person; one query."""
        known: dict[int, list[tuple[str, str]]] = {}
        for skill in self.search_fetch(
            [("user_id", "in", list(user_ids))], ["user_id", "brand", "device_type"]
        ):
            known.setdefault(skill.user_id.id, []).append((skill.brand or "", skill.device_type or ""))
        return known

    @api.model
    def _are_kept(self) -> bool:
        """Whether anybody's skills are on record: where nobody's are, having none says nothing."""
        return bool(self.search([], limit=1))

    @api.model
    def _judge(self, device, known: dict, user_id: int) -> str | None:
        """What somebody's skills say about a device; None without a device."""
        if not device:
            return None
        return proposal.skill_for(device.brand or "", device.device_type or "", known.get(user_id, ()))
