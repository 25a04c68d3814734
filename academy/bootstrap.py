"""Prepare `.venv` on a machine with nothing but Python and pip.

Standard library only, and a syntax that old interpreters can read, so that they get a clear
sentence instead of a traceback. When Django can be imported this module does (nearly) nothing:
containers and active environments are left alone.
"""

import hashlib
import importlib.util
import os
import re
import shutil
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OLDEST_PYTHON = (3, 11)
OLDEST_UV = (0, 9)
UV_WANTED = "uv>=0.9,<1"
STAMP = ".academy-stamp"
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


class BootstrapError(Exception):
    """The environment could not be prepared; the message says what to do about it."""


def ensure(argv):
    """Return when the command in ``argv`` can run here; otherwise prepare `.venv` and restart in it."""
    try:
        _ensure(argv)
    except BootstrapError as error:
        raise SystemExit("\nCannot start: {}".format(error)) from None


def _ensure(argv):
    check_python(sys.version_info)
    groups, extras = wanted(argv, os.environ, find_chromium())
    if is_ready(groups):
        return
    if _has("django") and not in_our_environment():
        raise BootstrapError(
            "this Python has Django but not pytest. Install the development group with"
            " `uv sync`, or run the command with a Python outside any environment."
        )
    _restart_in(prepare(groups, extras), argv)


def check_python(version):
    """Refuse interpreters older than the libraries accept."""
    if tuple(version[:2]) < OLDEST_PYTHON:
        raise BootstrapError(
            "Python {}.{} or newer is needed, this is {}.{} ({}).".format(
                OLDEST_PYTHON[0], OLDEST_PYTHON[1], version[0], version[1], sys.executable
            )
        )


def wanted(argv, environ, chromium):
    """Dependency groups and extras for a command: ``(["dev", ...], ["postgres", ...])``."""
    groups = []
    if argv[1:2] == ["test"]:
        groups = ["dev", "e2e"] if chromium else ["dev"]
    urls = (environ.get("DATABASE_URL", ""), environ.get("TEST_DATABASE_URL", ""))
    extras = ["postgres"] if any(url.startswith(("postgres", "pgsql")) for url in urls) else []
    return groups, extras


def find_chromium():
    """Path of a Chromium-like browser, or None."""
    return next((path for path in map(shutil.which, CHROMIUM_NAMES) if path), None)


def is_ready(groups):
    """Whether Django, and what ``groups`` bring, can be imported by this interpreter."""
    modules = {"dev": "pytest", "e2e": "playwright"}
    needed = ["django"] + [modules[group] for group in groups if in_our_environment() or group == "dev"]
    return all(_has(module) for module in needed)


def in_our_environment():
    """Whether this interpreter is the one of `.venv`."""
    return Path(sys.prefix).resolve() == environment().resolve()


def environment():
    """Where the environment lives."""
    return ROOT / ".venv"


def prepare(groups, extras):
    """Make `.venv` hold what the lock says; the path of its interpreter."""
    python = _interpreter(environment())
    stamp = environment() / STAMP
    fingerprint = lock_fingerprint(groups, extras)
    if _works(python) and _stamped(stamp, fingerprint):
        return python
    _say("Preparing the environment in .venv (needed once, about 350 MB)")
    if not _works(python):
        _say("[1/3] creating .venv")
        _create(environment())
    uv = _find_uv() or _install_uv(python)
    _say("[3/3] installing the libraries written in uv.lock")
    _sync(uv, python, groups, extras)
    with stamp.open("a", encoding="utf-8") as file:
        file.write(fingerprint + "\n")
    return python


def lock_fingerprint(groups, extras):
    """One word for "this lock, these groups": the same word means nothing to install."""
    words = hashlib.sha256((ROOT / "uv.lock").read_bytes())
    words.update(repr((sorted(groups), sorted(extras))).encode())
    return words.hexdigest()


def _stamped(stamp, fingerprint):
    return stamp.exists() and fingerprint in stamp.read_text(encoding="utf-8").split()


def _has(module):
    return importlib.util.find_spec(module) is not None


def _say(words):
    print(words, file=sys.stderr, flush=True)


def _interpreter(folder):
    return folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def _works(python):
    """Whether ``python`` exists and starts (an upgraded system leaves dangling links)."""
    if not python.exists():
        return False
    return subprocess.run([str(python), "-c", ""], capture_output=True, check=False).returncode == 0


def _create(folder):
    try:
        venv.create(str(folder), with_pip=False, clear=True, symlinks=os.name != "nt")
    except OSError as error:
        raise BootstrapError("{} cannot be written: {}".format(folder, error)) from None


def _find_uv():
    """A uv that is recent enough to read the lock: from PATH, or left by an earlier start."""
    own = environment() / ("Scripts/uv.exe" if os.name == "nt" else "bin/uv")
    candidates = [shutil.which("uv"), str(own) if own.exists() else None]
    return next((uv for uv in candidates if uv and uv_version(_output([uv, "--version"])) >= OLDEST_UV), None)


def uv_version(words):
    """``(0, 13)`` from "uv 0.13.9 (...)"; ``(0, 0)`` when it says something else."""
    found = re.match(r"uv (\d+)\.(\d+)", words)
    return (int(found.group(1)), int(found.group(2))) if found else (0, 0)


def _output(command):
    try:
        return subprocess.run(command, capture_output=True, text=True, check=False).stdout
    except OSError:
        return ""


def _install_uv(python):
    """Install uv into `.venv` with this interpreter's pip (no ensurepip needed); its path."""
    _say("[2/3] installing uv with pip")
    if not _has("pip"):
        raise BootstrapError(
            "neither uv nor pip was found. Install one of them, for example"
            " `apt install python3-pip` or https://docs.astral.sh/uv/"
        )
    pip = [sys.executable, "-m", "pip", "--python", str(python), "--disable-pip-version-check"]
    if subprocess.run([*pip, "install", "--quiet", UV_WANTED], check=False).returncode:
        raise BootstrapError("pip could not install uv (see above). " + NETWORK_HINT)
    uv = _find_uv()
    if uv is None:
        raise BootstrapError("pip installed uv but it does not start on this machine.")
    return uv


NETWORK_HINT = (
    "Is the network reachable? Behind a proxy set HTTPS_PROXY; if the proxy reads TLS,"
    " set SSL_CERT_FILE (and PIP_CERT) to its certificate file. Then run the same command again."
)


def _sync(uv, python, groups, extras):
    command = sync_command(uv, python, groups, extras)
    if subprocess.run(command, cwd=str(ROOT), env=sync_environment(os.environ), check=False).returncode:
        raise BootstrapError("the libraries could not be installed (see above). " + NETWORK_HINT)


def sync_command(uv, python, groups, extras):
    """The `uv sync` that adds ``groups`` and ``extras`` to whatever is there already."""
    command = [uv, "sync", "--frozen", "--inexact", "--no-default-groups", "--python", str(python)]
    for group in groups:
        command += ["--group", group]
    for extra in extras:
        command += ["--extra", extra]
    return command


def sync_environment(environ):
    """``environ`` for uv: our `.venv`, our interpreter, and the system's certificates.

    Proxies that read TLS sign with a certificate only the system knows; older uv calls the same
    switch "native TLS".
    """
    kept = {key: value for key, value in environ.items() if key != "VIRTUAL_ENV"}
    kept.setdefault("UV_SYSTEM_CERTS" if "UV_NATIVE_TLS" not in kept else "UV_NATIVE_TLS", "true")
    kept.update(UV_PROJECT_ENVIRONMENT=str(environment()), UV_PYTHON_DOWNLOADS="never")
    return kept


def _restart_in(python, argv):
    command = [str(python), *argv]
    if os.name == "nt":  # exec on Windows returns to the shell before the child ends
        raise SystemExit(subprocess.run(command, check=False).returncode)
    os.execv(command[0], command)
