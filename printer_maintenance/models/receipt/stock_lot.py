"""The papers of a lot, and whether it may be used on a job (REQUIREMENTS P4)."""

from odoo import api, fields, models
from odoo.exceptions import AccessError
from odoo.fields import Domain
from odoo.tools import format_list

from ...exceptions import LotRecalledError, LotWithoutPapersError
from ...rules.receipt import papers_state
from ..base.rights import has_role

PAPERS_STATES = [("complete", "Complete"), ("missing", "Missing"), ("not_needed", "Not needed")]
WHO_ENTERS_PAPERS = ("dispatcher", "equipment_supervisor")
PAPER_FIELDS = frozenset(
    {
        "certificate_file",
        "certificate_filename",
        "certificate_number",
        "ccc_file",
        "ccc_filename",
        "ccc_number",
    }
)


class StockLot(models.Model):
    """A paper is there when its number or its file is. Parts without lots have no papers of their own: for them the
    passed check of their receipt stands in, because their pieces cannot be told apart.
    """

    _name = "stock.lot"
    _inherit = ["stock.lot", "printer.guard.mixin"]

    is_printer_part = fields.Boolean(related="product_id.is_printer_part")
    needs_certificate = fields.Boolean(related="product_id.needs_certificate")
    needs_ccc = fields.Boolean(related="product_id.needs_ccc")
    certificate_number = fields.Char(string="Certificate number", copy=False, tracking=True)
    certificate_file = fields.Binary(string="Maker's certificate", copy=False)
    certificate_filename = fields.Char(copy=False)
    ccc_number = fields.Char(string="3C certificate number", copy=False, tracking=True)
    ccc_file = fields.Binary(string="3C certificate", copy=False)
    ccc_filename = fields.Char(copy=False)
    papers_checked_by_id = fields.Many2one(
        "res.users", string="Papers seen by", readonly=True, copy=False, ondelete="restrict"
    )
    papers_checked_at = fields.Datetime(string="Papers seen at", readonly=True, copy=False)
    papers_state = fields.Selection(
        PAPERS_STATES,
        string="Papers",
        compute="_compute_papers_state",
        store=True,
        # what may be reserved for a job, and the list of lots whose papers are missing
        index="btree_not_null",
        help="A paper is there when its number or its file is. A lot whose papers are missing is not used on a job.",
    )
    recall_ids = fields.Many2many("printer.part.recall", string="Recalls", readonly=True, copy=False)
    is_recalled = fields.Boolean(
        string="Recalled", compute="_compute_is_recalled", search="_search_is_recalled"
    )

    @api.model
    def _get_guarded_fields(self):
        return super()._get_guarded_fields() | {"papers_checked_by_id", "papers_checked_at", "recall_ids"}

    @api.depends(
        "product_id.is_printer_part",
        "product_id.needs_certificate",
        "product_id.needs_ccc",
        "certificate_number",
        "certificate_file",
        "ccc_number",
        "ccc_file",
    )
    def _compute_papers_state(self):
        files = self._files_held()
        for lot in self:
            lot.papers_state = papers_state(lot._papers(files).values())

    def _files_held(self) -> set[tuple[int, str]]:
        """Which papers are there as files, as id and field; the files themselves are not read."""
        # as the fields of the lot are, which the person may read
        files_sudo = self.env["ir.attachment"].sudo()
        of_lots = [
            ("res_model", "=", self._name),
            ("res_id", "in", self.ids),
            ("res_field", "in", ("certificate_file", "ccc_file")),
        ]
        return {(lot_id, name) for lot_id, name in files_sudo._read_group(of_lots, ["res_id", "res_field"])}

    def _papers(self, files: set[tuple[int, str]]) -> dict[str, tuple[bool, bool]]:
        """For each kind of paper, by its name: whether the lot needs it and whether it is there.

        :param files: what :meth:`_files_held` found
        """
        self.ensure_one()
        part = self.product_id
        papers = {}
        for kind in ("certificate", "ccc"):
            there = self[f"{kind}_number"] or (self._origin.id, f"{kind}_file") in files
            papers[kind] = (part.is_printer_part and part[f"needs_{kind}"], bool(there))
        return papers

    def _missing_papers(self) -> list[str]:
        """The papers that the lot lacks, in the user's language."""
        names = {"certificate": self.env._("maker's certificate"), "ccc": self.env._("3C certificate")}
        papers = self._papers(self._files_held())
        return [names[kind] for kind, (needed, there) in papers.items() if needed and not there]

    @api.depends("recall_ids.state", "recall_ids.stays_blocked")
    def _compute_is_recalled(self):
        # that a lot is recalled is no secret from those who may see the lot
        for lot_sudo in self.sudo():
            lot_sudo.is_recalled = any(lot_sudo.recall_ids.mapped("is_blocking"))

    def _search_is_recalled(self, operator, value):
        if operator != "in":
            return NotImplemented
        # see _compute_is_recalled
        recalls_sudo = self.env["printer.part.recall"].sudo()
        ids = recalls_sudo.search(recalls_sudo._blocking_domain()).lot_ids.ids
        recalled = Domain("id", "in", ids)
        return recalled if True in value else ~recalled

    @api.model_create_multi
    def create(self, vals_list):
        with_papers = [any(vals.get(name) for name in PAPER_FIELDS) for vals in vals_list]
        if any(with_papers):
            self._check_may_enter_papers()
        lots = super().create(vals_list)
        lots.browse(lot.id for lot, has in zip(lots, with_papers) if has)._stamp_papers()
        return lots

    def write(self, vals):
        """Papers are entered by the warehouse, the dispatcher and the supervisor of equipment; those two change
        nothing else of a lot.
        """
        papers = PAPER_FIELDS.intersection(vals)
        if papers:
            self._check_may_enter_papers()
        if not PAPER_FIELDS.issuperset(vals):
            self._check_may_change_lots()
        done = super().write(vals)
        if papers and not self._is_through_door():
            self._stamp_papers()
        return done

    @api.model
    def _check_may_enter_papers(self) -> None:
        if not (
            self.env.su
            or self.env.user.has_group("stock.group_stock_user")
            or has_role(self.env, *WHO_ENTERS_PAPERS)
        ):
            raise AccessError(
                self.env._(
                    "The papers of a lot are entered by the warehouse, dispatchers and equipment supervisors."
                )
            )

    @api.model
    def _check_may_change_lots(self) -> None:
        """Refuse people who may change lots only because we let them enter papers."""
        if self.env.su or self.env.user.has_group("stock.group_stock_user"):
            return
        if not has_role(self.env, *WHO_ENTERS_PAPERS):
            # Odoo's own rights decide
            return
        ours = self.env["res.groups"].union(
            *(self.env.ref(f"printer_maintenance.group_{role}") for role in WHO_ENTERS_PAPERS)
        )
        # which rights there are is nobody's to read but the system's
        access_sudo = self.env["ir.model.access"].sudo()
        access_sudo = access_sudo.search([("model_id.model", "=", self._name), ("perm_write", "=", True)])
        if not self.env.user.sudo().all_group_ids & (access_sudo.group_id - ours):
            raise AccessError(
                self.env._(
                    "Lots belong to the warehouse; dispatchers and equipment supervisors enter their papers only."
                )
            )

    def _stamp_papers(self) -> None:
        if self:
            # who and when is the server's to say
            self.sudo()._through_door().write(
                {"papers_checked_by_id": self.env.uid, "papers_checked_at": fields.Datetime.now()}
            )

    def _check_usable(self) -> None:
        """Refuse lots that no job may use.

        :raises LotRecalledError: naming lot, part and recall
        :raises LotWithoutPapersError: naming lot, part and what is missing
        """
        # whoever uses a part need not be allowed to read lots and recalls
        for lot in self.sudo():
            recalls = lot.recall_ids.filtered("is_blocking")
            if recalls:
                raise LotRecalledError(
                    self.env._(
                        "Lot %(lot)s of “%(part)s” is recalled (%(recall)s) and is not used. Take another one.",
                        lot=lot.name,
                        part=lot.product_id.display_name,
                        recall=format_list(self.env, recalls.mapped("name")),
                    )
                )
            if lot.papers_state == "missing":
                raise LotWithoutPapersError(
                    self.env._(
                        "Lot %(lot)s of “%(part)s” is not used on a job: its %(papers)s is missing. Enter it on the "
                        "lot, or take another one.",
                        lot=lot.name,
                        part=lot.product_id.display_name,
                        papers=format_list(self.env, lot._missing_papers()),
                    )
                )
