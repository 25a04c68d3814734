"""The frame as a Django application: it only brings the commands `demo` and `test`."""

from django.apps import AppConfig


class AcademyConfig(AppConfig):
    """No models, no rules."""

    name = "academy"
