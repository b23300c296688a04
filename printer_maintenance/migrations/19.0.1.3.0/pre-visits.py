"""Visits from before had no proof of arrival, no end of their own and no word about the explanation."""


def migrate(cr, version):
    """Fill the new columns from what stood there: signed work was explained, its visit ended with the signature."""
    cr.execute(
        """
        ALTER TABLE printer_visit
            ADD COLUMN IF NOT EXISTS kind varchar,
            ADD COLUMN IF NOT EXISTS planned_minutes int4,
            ADD COLUMN IF NOT EXISTS arrival_method varchar,
            ADD COLUMN IF NOT EXISTS left_at timestamp,
            ADD COLUMN IF NOT EXISTS is_explained bool;
        UPDATE printer_visit
           SET kind = 'on_site',
               planned_minutes = 60,
               arrival_method = CASE WHEN arrived_at IS NOT NULL THEN 'hand' END,
               left_at = CASE WHEN state = 'finished' THEN signed_at END,
               is_explained = (work_finished_at IS NOT NULL)
        """
    )
