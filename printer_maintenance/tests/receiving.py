"""Goods come in: what the storekeeper does before a receipt of parts is booked."""


def pass_checks(picking) -> None:
    """Check every part on a receipt and find it in order, papers included."""
    picking.action_check_parts()
    for check in picking.receipt_check_ids.filtered(lambda check: not check.booked_at):
        if check.tracking != "none":
            check.write({"certificate_number": "C-1", "ccc_number": "CCC-1"})
        check.action_pass_all()


def receive(picking, quantity: float | None = None) -> None:
    """Check and book a receipt.

    :param quantity: pieces of each line that came; those that were asked for when not given
    """
    for move in picking.move_ids:
        if quantity is not None:
            move.quantity = quantity
        move.picked = True
    pass_checks(picking)
    picking.with_context(skip_backorder=True)._action_done()
