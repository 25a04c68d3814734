"""Settings of the tests: the demo's, with strict watchers and nothing slow."""

import os
import tempfile

# Before the settings are read: tests leave nothing in the working copy.
os.environ.setdefault("VAR_DIR", tempfile.mkdtemp(prefix="academy-tests-"))
os.environ.setdefault("LOG_LEVEL", "WARNING")

from academy.settings import *  # noqa: F403
from academy.settings import INSTALLED_APPS, MIDDLEWARE

INSTALLED_APPS = [*INSTALLED_APPS, "zeal"]
MIDDLEWARE = ["zeal.middleware.zeal_middleware", *MIDDLEWARE]
ZEAL_RAISE = True
ZEAL_NPLUSONE_THRESHOLD = 3  # twice is two features asking the same; three times is a loop
# The libraries' own screens are theirs to make faster.
ZEAL_ALLOWLIST = [
    {"model": "wagtail*", "field": "*"},
    {"model": "auth.*", "field": "*"},
    {"model": "contenttypes.*", "field": "*"},
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
WAGTAIL_AUTOSAVE_INTERVAL = 0
# The finders' first scan of every static file would be paid by each live server.
WHITENOISE_AUTOREFRESH = True
