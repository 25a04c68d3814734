#!/usr/bin/env python3
"""The one door to the academy's commands; prepares its own environment when there is none."""

import os
import sys

from academy import bootstrap


def main():
    """Make sure the libraries are there, then hand over to Django."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "academy.settings")
    bootstrap.ensure(sys.argv)
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
