"""Opening a zip somebody sent: few entries, a bounded size counted while reading, no surprising names."""

from __future__ import annotations

import io
import stat
import zipfile
import zlib
from pathlib import PurePosixPath

from .errors import Unreadable

MAX_ENTRIES = 500
MAX_UNPACKED = 50 * 1024 * 1024
MAX_RATIO = 200
_SMALL = 1024 * 1024  # below this, how well an entry is compressed does not matter
_CHUNK = 64 * 1024
_NESTED = (".zip", ".gz", ".bz2", ".xz", ".7z", ".rar", ".tar")


def is_archive(data: bytes) -> bool:
    """Say whether the bytes start like a zip."""
    return data[:4] in {b"PK\x03\x04", b"PK\x05\x06"}


def entries(data: bytes) -> dict[str, bytes]:
    """Return the files of a zip by name, folders left out; Unreadable when it is broken or not to be trusted."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _read_all(archive)
    except Unreadable:
        raise
    # Damaged archives make zipfile raise a dozen things, from struct.error to NotImplementedError.
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, RuntimeError, LookupError) as error:
        raise Unreadable("The zip is damaged or made in a way that cannot be read: make it again.") from error
    except Exception as error:
        raise Unreadable("The zip cannot be read: make it again.") from error


def _read_all(archive: zipfile.ZipFile) -> dict[str, bytes]:
    infos = archive.infolist()
    if len(infos) > MAX_ENTRIES:
        raise Unreadable(f"The zip holds more than {MAX_ENTRIES} files.")
    found: dict[str, bytes] = {}
    room = MAX_UNPACKED
    for info in infos:
        name = _safe_name(info)
        if info.is_dir():
            continue
        if name in found:
            raise Unreadable(f"The zip holds {_shown(name)} twice.")
        found[name] = _bounded(archive, info, room)
        room -= len(found[name])
    return found


def _safe_name(info: zipfile.ZipInfo) -> str:
    """Return the entry's name when it stays inside the archive, is neither locked nor an archive itself."""
    name = info.filename
    parts = PurePosixPath(name).parts
    if not name or name.startswith("/") or "\\" in name or "\0" in name or ".." in parts or ":" in name.split("/")[0]:
        raise Unreadable(f"The zip holds a file with a suspicious name: {_shown(name)}.")
    if info.flag_bits & 0x1:
        raise Unreadable("The zip is protected by a password: make it again without one.")
    if stat.S_ISLNK(info.external_attr >> 16):
        raise Unreadable(f"The zip holds a link instead of a file, {_shown(name)}: put the file itself into it.")
    if name.lower().endswith(_NESTED):
        raise Unreadable(f"The zip holds another archive, {_shown(name)}: unpack that one first.")
    return name


def _bounded(archive: zipfile.ZipFile, info: zipfile.ZipInfo, room: int) -> bytes:
    """Unpack one entry; what its header says of its size is not believed."""
    limit = min(room, max(_SMALL, info.compress_size * MAX_RATIO))
    parts, size = [], 0
    with archive.open(info) as stream:
        while chunk := stream.read(_CHUNK):
            size += len(chunk)
            if size > limit:
                raise Unreadable(f"The zip unpacks to far too much ({_shown(info.filename)}).")
            parts.append(chunk)
    content = b"".join(parts)
    if is_archive(content):
        raise Unreadable(f"The zip holds another archive, {_shown(info.filename)}: unpack that one first.")
    return content


def _shown(name: str) -> str:
    printable = "".join(character if character.isprintable() else "?" for character in name)
    return f"“{printable[:80]}”"
