"""Mails that name their recipient went to the record's default one, which visits do not have."""


def migrate(cr, version):
    """Let the ready-made mails go to whom they name."""
    cr.execute(
        """
        UPDATE mail_template AS template SET use_default_to = FALSE
          FROM ir_model_data AS data
         WHERE data.model = 'mail.template' AND data.res_id = template.id
           AND data.module IN ('printer_maintenance', 'printer_maintenance_reports')
           AND template.partner_to IS NOT NULL
        """
    )
