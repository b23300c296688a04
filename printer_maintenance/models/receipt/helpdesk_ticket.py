from odoo import api, fields, models


class HelpdeskTicket(models.Model):
    _inherit = "helpdesk.ticket"

    recall_id = fields.Many2one(
        "printer.part.recall",
        string="Recall",
        readonly=True,
        copy=False,
        # the requests of a recall
        index="btree_not_null",
        ondelete="restrict",
        groups="base.group_user",
    )

    # a device is asked for once in a recall, however often and by whom the button is pressed
    _one_recall = models.UniqueIndex(
        "(recall_id, equipment_id) WHERE recall_id IS NOT NULL AND equipment_id IS NOT NULL",
        "This device has a request of this recall already.",
    )

    @api.model
    def _get_guarded_fields(self):
        return super()._get_guarded_fields() | {"recall_id"}
