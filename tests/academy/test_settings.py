"""Settings as processes read them from their environment."""

import json
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from academy.keys import secret_key

ROOT = Path(__file__).resolve().parents[2]
PRODUCTION = {
    "PRODUCTION": "1",
    "SECRET_KEY": "kZ8v3Rw0aYt6Jq1Bx9Lm4Nc7Pd2Se5Uf8Vg1Wh3Xi6Yj0Zk4Al7Bm",
    "SITE_URL": "https://academie.example.org/",
    "ALLOWED_HOSTS": "academie.example.org,www.example.org",
}
SHOW = """
import json, sys
from academy import settings
print(json.dumps({name: getattr(settings, name, None) for name in sys.argv[1:]}, default=str))
"""


def run(environ, *arguments):
    """A fresh process with nothing but ``environ`` (and what Python itself needs)."""
    kept = {key: os.environ[key] for key in ("PATH", "SYSTEMROOT", "LD_LIBRARY_PATH") if key in os.environ}
    return subprocess.run(
        [sys.executable, *arguments], cwd=ROOT, env=kept | environ, capture_output=True, text=True, check=False
    )


def read(environ, *names):
    """The values of settings ``names`` under ``environ``."""
    done = run(environ, "-c", SHOW, *names)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.fixture
def var(tmp_path):
    """An environment whose files go to a folder of the test."""
    return {"VAR_DIR": str(tmp_path)}


def test_check_deploy_is_clean_in_production(var):
    done = run(var | PRODUCTION, "manage.py", "check", "--deploy", "--fail-level", "WARNING")
    assert done.returncode == 0, done.stderr
    assert "no issues" in done.stdout


@pytest.mark.parametrize("name", ["SECRET_KEY", "SITE_URL", "ALLOWED_HOSTS"])
def test_production_asks_for_what_it_needs(var, name):
    environ = {key: value for key, value in PRODUCTION.items() if key != name}
    done = run(var | environ, "-c", "import academy.settings")
    assert done.returncode != 0
    assert name in done.stderr


def test_production_refuses_debug(var):
    assert run(var | PRODUCTION | {"DEBUG": "1"}, "-c", "import academy.settings").returncode != 0


def test_production_protects_cookies_and_transport(var):
    found = read(
        var | PRODUCTION, "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SECURE_SSL_REDIRECT", "SECURE_HSTS_SECONDS"
    )
    assert found.pop("SECURE_HSTS_SECONDS") >= 365 * 24 * 3600
    assert set(found.values()) == {True}


def test_production_without_redis_shares_its_limits_through_the_database(var):
    caches = read(var | PRODUCTION, "CACHES")["CACHES"]
    assert caches["default"]["BACKEND"].endswith("DatabaseCache")


def test_nothing_is_needed_outside_production(var, tmp_path):
    found = read(var, "DATABASES", "DEBUG", "CHANNEL_LAYERS", "TASKS", "SITE_URL")
    assert found["DEBUG"] is False
    assert found["SITE_URL"] == "http://localhost:8000"
    database = found["DATABASES"]["default"]
    assert database["NAME"] == str(tmp_path / "academy.sqlite3")
    assert database["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert "journal_mode=WAL" in database["OPTIONS"]["init_command"]
    assert "InMemory" in found["CHANNEL_LAYERS"]["default"]["BACKEND"]
    assert "Immediate" in found["TASKS"]["default"]["BACKEND"]


def test_postgresql_comes_with_a_pool_and_short_waits(var):
    database = read(
        var | {"DATABASE_URL": "postgres://me:secret@db.example.org:5433/academy", "DB_POOL_SIZE": "3"}, "DATABASES"
    )["DATABASES"]["default"]
    assert database["ENGINE"].endswith("postgresql")
    assert (database["HOST"], int(database["PORT"]), database["NAME"]) == ("db.example.org", 5433, "academy")
    pool = database["OPTIONS"]["pool"]
    assert pool["max_size"] == 3
    assert pool["timeout"] + pool["reconnect_timeout"] <= 5  # seconds until a lost database is a 503
    assert "transaction_mode" not in database["OPTIONS"]


def test_redis_carries_news_and_cache_and_jobs_may_wait(var):
    environ = var | {"REDIS_URL": "redis://cache.example.org:6380/1", "TASKS": "database"}
    found = read(environ, "CACHES", "CHANNEL_LAYERS", "TASKS")
    assert found["CACHES"]["default"]["LOCATION"] == environ["REDIS_URL"]
    assert found["CHANNEL_LAYERS"]["default"]["BACKEND"].endswith("RedisPubSubChannelLayer")
    assert found["TASKS"]["default"]["BACKEND"].endswith("DatabaseBackend")


def test_the_secret_key_is_made_once_and_kept_private(tmp_path):
    first = secret_key(tmp_path / "var")
    assert len(first) >= 50
    assert secret_key(tmp_path / "var") == first
    assert secret_key(tmp_path / "other") != first
    if os.name == "posix":
        assert stat.S_IMODE((tmp_path / "var" / "secret_key").stat().st_mode) == 0o600
