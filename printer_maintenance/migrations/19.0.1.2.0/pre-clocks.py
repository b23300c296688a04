"""Clocks that ran before policies had conditions, pauses and escalation stay as they were."""


def migrate(cr, version):
    """Make the columns of requests and clocks that have to be filled from what stood there before."""
    cr.execute(
        """
        ALTER TABLE helpdesk_ticket
            ADD COLUMN IF NOT EXISTS policy_id int4,
            ADD COLUMN IF NOT EXISTS severity_since timestamp;
        UPDATE helpdesk_ticket SET severity_since = reported_at;
        UPDATE helpdesk_ticket AS ticket SET policy_id = agreement.policy_id
        FROM printer_agreement AS agreement
        WHERE agreement.id = ticket.agreement_id;
        ALTER TABLE printer_sla_clock
            ADD COLUMN IF NOT EXISTS start_from varchar,
            ADD COLUMN IF NOT EXISTS can_pause bool,
            ADD COLUMN IF NOT EXISTS paused_minutes int4;
        UPDATE printer_sla_clock SET start_from = 'report', can_pause = (milestone != 'report'), paused_minutes = 0;
        DROP INDEX IF EXISTS helpdesk_ticket__next_deadline_index;
        ALTER TABLE printer_sla_target
            ADD COLUMN IF NOT EXISTS sequence int4,
            ADD COLUMN IF NOT EXISTS is_promised bool,
            ADD COLUMN IF NOT EXISTS start_from varchar,
            ADD COLUMN IF NOT EXISTS can_pause bool;
        UPDATE printer_sla_target SET sequence = 10, is_promised = TRUE, start_from = 'report', can_pause = TRUE;
        DROP INDEX IF EXISTS printer_sla_target_milestone_once;
        """
    )
