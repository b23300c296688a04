"""Full inspections that were sent back and then left out no longer count as done."""


def migrate(cr, version):
    """Let devices be due again whose sheet, in the end, says that they were not inspected."""
    cr.execute(
        """
        UPDATE printer_inspection_due AS due
           SET state = 'due', sheet_id = NULL, done_on = NULL
          FROM printer_inspection_sheet AS sheet
         WHERE sheet.id = due.sheet_id AND due.state = 'done' AND sheet.state != 'done'
        """
    )
