"""Requests keep the agreement that was found when they were reported."""


def migrate(cr, version):
    """Make the new columns by hand: Odoo would otherwise look for every request's agreement anew, today."""
    cr.execute(
        """
        ALTER TABLE helpdesk_ticket
            ADD COLUMN IF NOT EXISTS scope_reason varchar,
            ADD COLUMN IF NOT EXISTS scope_agreement_id int4,
            ADD COLUMN IF NOT EXISTS is_out_of_scope bool
        """
    )
    cr.execute("UPDATE helpdesk_ticket SET is_out_of_scope = FALSE")
    cr.execute(
        """
        UPDATE helpdesk_ticket SET is_out_of_scope = TRUE, scope_reason = 'no_agreement'
        WHERE equipment_id IS NOT NULL AND agreement_id IS NULL
        """
    )
