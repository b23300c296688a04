"""Figures from before exclusions are their own adjusted figures."""


def migrate(cr, version):
    """Make the columns of the adjusted figure, filled, so that no result is measured anew for them."""
    cr.execute(
        """
        ALTER TABLE printer_commitment_result
            ADD COLUMN IF NOT EXISTS adjusted_value numeric,
            ADD COLUMN IF NOT EXISTS excluded_count int4;
        UPDATE printer_commitment_result SET adjusted_value = value, excluded_count = 0 WHERE adjusted_value IS NULL;
        """
    )
