"""Papers with a number from a series, which stay as they are once they are finished."""

from collections.abc import Mapping

# conversation and reminders go on after the end
CONVERSATION_FIELDS = frozenset(
    {
        "message_ids",
        "message_follower_ids",
        "message_partner_ids",
        "message_main_attachment_id",
        "website_message_ids",
        "rating_ids",
        "activity_ids",
        "activity_state",
        "activity_user_id",
        "activity_type_id",
        "activity_date_deadline",
        "activity_summary",
        "my_activity_date_deadline",
    }
)


def changes_content(vals: Mapping[str, object]) -> bool:
    """Whether writing these values changes more than the conversation about a paper.

    >>> changes_content({"activity_ids": [], "message_follower_ids": []})
    False
    >>> changes_content({"note": "x", "activity_ids": []})
    True
    """
    return not CONVERSATION_FIELDS.issuperset(vals)


def give_numbers(papers, code: str | None = None) -> None:
    """Number new papers, in the order in which they were created.

    :param papers: records whose guarded ``name`` is their number
    :param code: of the series; the model's name, when not given
    """
    sequence = papers.env["ir.sequence"].sudo()
    for paper in papers:
        # who creates a paper need not have the right to change it
        paper.sudo()._through_door().write({"name": sequence.next_by_code(code or papers._name) or "/"})
