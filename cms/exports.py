"""Wagtail's CSV and XLSX exports, switched off.

Its CSV writes cells as they are: a name beginning with ``=`` becomes a formula in the spreadsheet
of whoever opens it. Figures leave the academy through the reports, which escape and keep a trace.
"""

from __future__ import annotations

from wagtail.admin.views.mixins import SpreadsheetExportMixin


def switch_off() -> None:
    """No listing or report of the studio offers or answers an export."""
    SpreadsheetExportMixin.FORMATS = ()
    SpreadsheetExportMixin.show_export_buttons = False
