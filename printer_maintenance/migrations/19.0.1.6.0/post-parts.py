"""Products that were used on jobs before there were parts are parts."""


def migrate(cr, version):
    """Mark what jobs used, or what faults usually need, so that engineers go on finding it."""
    cr.execute(
        """
        UPDATE product_template SET is_printer_part = TRUE, invoice_policy = 'delivery'
         WHERE id IN (
               SELECT product.product_tmpl_id
                 FROM product_product AS product
                WHERE product.id IN (
                      SELECT move.product_id
                        FROM stock_move AS move
                        JOIN repair_order AS repair ON repair.id = move.repair_id
                       WHERE repair.ticket_id IS NOT NULL
                       UNION
                      SELECT part.product_id FROM printer_fault_part AS part))
        """
    )
