"""QR codes as drawings to put in a page or on a poster."""

from __future__ import annotations

import qrcode
from qrcode.constants import ERROR_CORRECT_Q
from qrcode.image.svg import SvgPathImage


def qr_svg(url: str) -> str:
    """``url`` as an ``<svg>`` element; still readable with a quarter of it scratched."""
    code = qrcode.QRCode(error_correction=ERROR_CORRECT_Q, border=4, image_factory=SvgPathImage)
    code.add_data(url)
    return code.make_image().to_string(encoding="unicode")
