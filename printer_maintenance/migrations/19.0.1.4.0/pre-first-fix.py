"""Visits from before did not say whether they count as an attempt, nor reasons whether they do."""


def migrate(cr, version):
    """Fill the new columns; with a million visits the ORM would take hours."""
    cr.execute(
        """
        ALTER TABLE printer_visit_reason ADD COLUMN IF NOT EXISTS is_attempt bool;
        UPDATE printer_visit_reason AS reason
           SET is_attempt = NOT EXISTS (
               SELECT FROM ir_model_data
                WHERE model = 'printer.visit.reason' AND module = 'printer_maintenance' AND res_id = reason.id
                  AND name IN ('visit_reason_no_access', 'visit_reason_approval', 'visit_reason_remote_failed'));
        ALTER TABLE printer_visit ADD COLUMN IF NOT EXISTS is_attempt bool;
        UPDATE printer_visit AS visit
           SET is_attempt = state = 'finished' OR (state = 'unfinished' AND coalesce(
               (SELECT is_attempt FROM printer_visit_reason AS reason WHERE reason.id = visit.reason_id), TRUE))
        """
    )
