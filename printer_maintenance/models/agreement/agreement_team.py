"""Who does what for an agreement; the team's rows are the truth, the short fields follow them."""

from odoo import api, fields, models

SINGLE_ROLES = {"manager_id": "manager", "agent_id": "agent", "dispatcher_id": "dispatcher"}


class Agreement(models.Model):
    _inherit = "printer.agreement"

    member_ids = fields.One2many("printer.agreement.member", "agreement_id", string="Team", copy=True)
    manager_id = fields.Many2one(
        "res.users",
        string="Project manager",
        compute="_compute_single_roles",
        inverse="_inverse_manager_id",
        store=True,
        readonly=False,
        tracking=True,
        index=True,
        copy=False,
        domain=[("share", "=", False)],
        help="The customer's one counterpart; answers for the figures.",
    )
    agent_id = fields.Many2one(
        "res.users",
        string="Liaison",
        compute="_compute_single_roles",
        inverse="_inverse_agent_id",
        store=True,
        readonly=False,
        tracking=True,
        copy=False,
        domain=[("share", "=", False)],
        help="The customer-service agent whose name and number the contact is given.",
    )
    dispatcher_id = fields.Many2one(
        "res.users",
        string="Dispatcher",
        compute="_compute_single_roles",
        inverse="_inverse_dispatcher_id",
        store=True,
        readonly=False,
        copy=False,
        domain=[("share", "=", False)],
    )
    engineer_ids = fields.Many2many(
        "res.users",
        "printer_agreement_engineer_rel",
        string="Engineers",
        compute="_compute_engineers",
        inverse="_inverse_engineer_ids",
        store=True,
        readonly=False,
        copy=False,
        domain=[("share", "=", False)],
    )
    backup_ids = fields.Many2many(
        "res.users",
        "printer_agreement_backup_rel",
        string="Backup engineers",
        compute="_compute_engineers",
        inverse="_inverse_backup_ids",
        store=True,
        readonly=False,
        copy=False,
        domain=[("share", "=", False)],
    )

    @api.depends("member_ids.role", "member_ids.user_id", "member_ids.is_backup", "member_ids.sequence")
    def _compute_single_roles(self):
        for agreement in self:
            for name, role in SINGLE_ROLES.items():
                agreement[name] = agreement._team(role, backups=False)[:1]

    @api.depends("member_ids.role", "member_ids.user_id", "member_ids.is_backup", "member_ids.sequence")
    def _compute_engineers(self):
        for agreement in self:
            agreement.engineer_ids = agreement._team("engineer", backups=False)
            agreement.backup_ids = agreement._team("engineer", backups=True)

    def _inverse_manager_id(self):
        self._fill_single_role("manager_id")

    def _inverse_agent_id(self):
        self._fill_single_role("agent_id")

    def _inverse_dispatcher_id(self):
        self._fill_single_role("dispatcher_id")

    def _inverse_engineer_ids(self):
        self._fill_engineers("engineer_ids", is_backup=False)

    def _inverse_backup_ids(self):
        self._fill_engineers("backup_ids", is_backup=True)

    def _fill_single_role(self, name: str) -> None:
        """Put the person of a short field into the team, in the place of the one before."""
        role = SINGLE_ROLES[name]
        for agreement in self:
            person = agreement[name]
            members = agreement.member_ids.filtered(lambda m: m.role == role and not m.is_backup)
            same = agreement.member_ids.filtered(lambda m, p=person: m.role == role and m.user_id == p)
            (members[:1] - same).unlink()
            if same:
                same.is_backup = False
            elif person:
                agreement._add_members(role, person)

    def _fill_engineers(self, name: str, is_backup: bool) -> None:
        """Make the team's engineers those of a short field."""
        for agreement in self:
            wanted = agreement[name]
            engineers = agreement.member_ids.filtered(lambda m: m.role == "engineer")
            engineers.filtered(lambda m, w=wanted: m.is_backup == is_backup and m.user_id not in w).unlink()
            known = engineers.exists().filtered(lambda m, w=wanted: m.user_id in w)
            known.is_backup = is_backup
            agreement._add_members("engineer", wanted - known.user_id, is_backup)

    def _add_members(self, role: str, users, is_backup: bool = False) -> None:
        self.env["printer.agreement.member"].create(
            [
                {"agreement_id": self.id, "role": role, "user_id": user.id, "is_backup": is_backup}
                for user in users
            ]
        )

    def _team(self, role: str, backups: bool | None = None):
        """The people in a role, the first to ask first.

        :param role: one of the roles of :mod:`.agreement_member`
        :param backups: only backups, only the others, or with None all, backups last
        :return: ``res.users``
        """
        members = self.member_ids.filtered(
            lambda m: m.role == role and (backups is None or m.is_backup == backups)
        )
        ordered = members.sorted(lambda m: (m.is_backup, m.sequence, m._origin.id or 0))
        # who has left the company does no work and is told nothing
        return ordered.user_id.filtered("active")
