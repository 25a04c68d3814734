"""Decisions of the bootstrap; `.ci/run` and the README's commands exercise the rest."""

import ast
import os
import sys
from pathlib import Path

import pytest

from academy import bootstrap

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("version", [(3, 8, 0), (3, 10, 13)])
def test_an_old_python_is_told_so(version):
    with pytest.raises(bootstrap.BootstrapError, match=r"Python 3\.11 or newer"):
        bootstrap.check_python(version)


def test_the_floor_is_the_one_of_pyproject():
    bootstrap.check_python((3, 11, 0))
    floor = ".".join(map(str, bootstrap.OLDEST_PYTHON))
    assert f'requires-python = ">={floor}"' in (ROOT / "pyproject.toml").read_text()


@pytest.mark.parametrize(
    ("argv", "environ", "chromium", "expected"),
    [
        (["manage.py", "demo"], {}, "/usr/bin/chromium", ([], [])),
        (["manage.py"], {}, None, ([], [])),
        (["manage.py", "test", "-x"], {}, None, (["dev"], [])),
        (["manage.py", "test"], {}, "/usr/bin/chromium", (["dev", "e2e"], [])),
        (["manage.py", "test"], {"TEST_DATABASE_URL": "postgresql://x/y"}, None, (["dev"], ["postgres"])),
        (["manage.py", "migrate"], {"DATABASE_URL": "postgres://x/y"}, None, ([], ["postgres"])),
        (["manage.py", "migrate"], {"DATABASE_URL": "sqlite:///x"}, None, ([], [])),
    ],
)
def test_each_command_gets_what_it_needs(argv, environ, chromium, expected):
    assert bootstrap.wanted(argv, environ, chromium) == expected


def test_only_the_runtime_is_installed_for_the_demo():
    command = bootstrap.sync_command("uv", Path("py"), [], [])
    assert "--frozen" in command
    assert "--no-default-groups" in command
    assert "--group" not in command


def test_groups_and_extras_are_added_to_what_is_there():
    command = bootstrap.sync_command("uv", Path("py"), ["dev"], ["postgres"])
    assert "--inexact" in command
    assert command[-4:] == ["--group", "dev", "--extra", "postgres"]


def test_uv_trusts_the_certificates_of_the_system():
    made = bootstrap.sync_environment({"VIRTUAL_ENV": "/elsewhere", "HTTPS_PROXY": "http://proxy"})
    assert made["UV_SYSTEM_CERTS"] == "true"
    assert made["HTTPS_PROXY"] == "http://proxy"
    assert made["UV_PROJECT_ENVIRONMENT"] == str(ROOT / ".venv")
    assert "VIRTUAL_ENV" not in made


@pytest.mark.parametrize(
    ("words", "version"),
    [("uv 0.13.9 (abc 2026-11-01)", (0, 13)), ("uv 1.2.0", (1, 2)), ("", (0, 0)), ("nonsense", (0, 0))],
)
def test_versions_of_uv(words, version):
    assert bootstrap.uv_version(words) == version


def test_the_stamp_changes_with_the_lock_and_the_groups(tmp_path, monkeypatch):
    monkeypatch.setattr(bootstrap, "ROOT", tmp_path)
    (tmp_path / "uv.lock").write_text("one")
    first = bootstrap.lock_fingerprint(["dev"], [])
    assert bootstrap.lock_fingerprint(["dev"], []) == first
    assert bootstrap.lock_fingerprint(["dev", "e2e"], []) != first
    assert bootstrap.lock_fingerprint(["dev"], ["postgres"]) != first
    (tmp_path / "uv.lock").write_text("two")
    assert bootstrap.lock_fingerprint(["dev"], []) != first


def test_with_django_at_hand_nothing_happens(monkeypatch):
    monkeypatch.setattr(os, "execv", lambda *_: pytest.fail("restarted"))
    assert bootstrap.ensure(["manage.py", "migrate"]) is None


def test_without_pip_the_message_says_what_to_install(monkeypatch):
    monkeypatch.setattr(bootstrap, "_has", lambda _module: False)
    with pytest.raises(bootstrap.BootstrapError, match="python3-pip"):
        bootstrap._install_uv(Path(sys.executable))


def test_a_failed_sync_speaks_of_the_network(monkeypatch):
    failing = [sys.executable, "-c", "raise SystemExit(2)"]
    monkeypatch.setattr(bootstrap, "sync_command", lambda *_: failing)
    with pytest.raises(bootstrap.BootstrapError, match="HTTPS_PROXY"):
        bootstrap._sync("uv", Path("py"), [], [])


@pytest.mark.parametrize("name", ["academy/bootstrap.py", "manage.py"])
def test_it_needs_the_standard_library_only_and_old_interpreters_can_read_it(name):
    tree = ast.parse((ROOT / name).read_text(), feature_version=(3, 7))
    imported = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    imported |= {node.module for node in tree.body if isinstance(node, ast.ImportFrom)}
    assert {name.split(".")[0] for name in imported} <= sys.stdlib_module_names | {"academy"}
