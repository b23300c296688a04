"""What several forms say about visits: who came, and which parts were fitted."""

from ..frame import choose


def engineers(visit) -> str:
    """Who came. The customer is promised the engineers' names (S2), whether or not they may read users."""
    visit_sudo = visit.sudo()
    people_sudo = (*visit_sudo.engineer_id, *visit_sudo.engineer_ids)
    return ", ".join(dict.fromkeys(engineer.name for engineer in people_sudo))


def engineer_phone(visit) -> str | None:
    """The engineer's number, which the customer is promised as well (S2)."""
    return visit.sudo().engineer_id.phone or None


def fitted_parts(visits):
    """The parts that were fitted, or are being fitted, as stock moves; not those that still wait.

    Readers of a visit may know which parts were used; the warehouse itself stays closed to them. The frame has
    checked that the records may be read.
    """
    moves_sudo = visits.sudo().repair_ids.move_ids
    return choose(
        moves_sudo,
        lambda move: (
            move.repair_line_type == "add"
            and move.state != "cancel"
            and move.repair_id.state in ("under_repair", "done")
        ),
    )


def quantity(move) -> float:
    """How many were fitted; how many will be, until then."""
    return move.quantity if move.state == "done" else move.product_uom_qty
