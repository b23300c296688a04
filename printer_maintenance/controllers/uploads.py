"""Photos and documents that come in over forms of the portal and of public pages."""

from odoo.exceptions import UserError
from odoo.http import request
from odoo.tools.mimetypes import guess_mimetype


def is_photo_or_document(mimetype: str) -> bool:
    """Whether a file can show a fault and cannot run in a browser.

    >>> [is_photo_or_document(kind) for kind in ("image/jpeg", "video/mp4", "application/pdf")]
    [True, True, True]
    >>> [is_photo_or_document(kind) for kind in ("image/svg+xml", "text/html", "application/zip")]
    [False, False, False]
    """
    return mimetype == "application/pdf" or (
        mimetype.startswith(("image/", "video/")) and "svg" not in mimetype
    )


def read_uploads(name: str, max_files: int, max_bytes: int) -> list[tuple[str, bytes]]:
    """The photos and documents of a form, as file names and contents.

    :param name: of the form's field
    :param max_files: how many are taken
    :param max_bytes: how large each may be
    :raises UserError: too many, too large, or of a kind that nobody needs for a fault
    """
    uploads = [file for file in request.httprequest.files.getlist(name) if file.filename]
    if len(uploads) > max_files:
        raise UserError(request.env._("Please attach at most %(count)d files.", count=max_files))
    files = []
    for upload in uploads:
        content = upload.read(max_bytes + 1)
        if len(content) > max_bytes:
            raise UserError(
                request.env._(
                    "“%(file)s” is larger than %(size)d MB.",
                    file=upload.filename,
                    size=max_bytes // 1024 // 1024,
                )
            )
        # what it is, is read from the content; what it is called and says of itself may be anything
        if not is_photo_or_document(guess_mimetype(content)):
            raise UserError(request.env._("“%(file)s” is neither a picture nor a PDF.", file=upload.filename))
        files.append((upload.filename, content))
    return files


def attach(record_sudo, files: list[tuple[str, bytes]]):
    """Store uploaded files on a record that was just made, or checked, for whoever sent them.

    :return: the new ``ir.attachment`` records
    """
    return record_sudo.env["ir.attachment"].create(
        [
            {"name": name, "raw": content, "res_model": record_sudo._name, "res_id": record_sudo.id}
            for name, content in files
        ]
    )
