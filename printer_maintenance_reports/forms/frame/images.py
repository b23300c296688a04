"""Pictures on forms: signatures and logos, as far as both outputs can show them."""

import base64
import binascii
from io import BytesIO

from PIL import Image, UnidentifiedImageError


def picture(content: bytes | str | None) -> bytes | None:
    """The base64 content of a raster image, or None for what is none: an empty field, an SVG, a broken file."""
    return content if content and size(content) else None


def size(content: bytes | str) -> tuple[int, int] | None:
    """Width and height in pixels; None for what is no raster image."""
    try:
        with Image.open(BytesIO(base64.b64decode(content))) as image:
            return image.size
    except (UnidentifiedImageError, OSError, ValueError, binascii.Error):
        return None
