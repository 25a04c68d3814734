"""Phones: one connection each, kept open, one answer after the other."""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urlencode
from uuid import uuid4

CSRF = "b" * 32
Post = tuple[str, dict[str, list[str]]]


@dataclass
class Phone:
    """A signed-in learner and what is left to post, as (path, fields)."""

    posts: Iterator[Post]
    session: str = ""
    laps: list[float] = field(default_factory=list)
    dry: bool = False

    async def sign_in(self, port: int, *, username: str, password: str) -> None:
        """The academy's own sign-in."""
        line = await Line.to(port)
        head = await line.post("/accounts/login/", {"login": [username], "password": [password]})
        cookie = re.search(rb"sessionid=(\w+)", head)
        if cookie is None:
            raise RuntimeError(f"sign-in refused: {head[:80]!r}")
        self.session = cookie[1].decode()
        line.close()

    async def play(self, port: int, *, until: float) -> None:
        """Answer until the time comes; each lap is in milliseconds."""
        line = await Line.to(port)
        while (start := time.perf_counter()) < until:
            path, fields = next(self.posts, ("", {}))
            if not path:
                self.dry = True
                break
            head = await line.post(path, {**fields, "client_id": [str(uuid4())]}, session=self.session)
            self.laps.append((time.perf_counter() - start) * 1000)
            if not head.startswith(b"HTTP/1.1 302") or b"login" in head:
                raise RuntimeError(f"not saved: {head[:200]!r}")
        line.close()


@dataclass
class Line:
    """A kept connection: as little client as HTTP allows, the servers share these processors."""

    port: int
    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter

    @classmethod
    async def to(cls, port: int) -> Line:
        """Connect to a server of this machine."""
        return cls(port, *await asyncio.open_connection("127.0.0.1", port))

    async def post(self, path: str, fields: dict[str, list[str]], *, session: str = "") -> bytes:
        """Post a form; returns the head of the response."""
        body = urlencode({**fields, "csrfmiddlewaretoken": CSRF}, doseq=True)
        self.writer.write(
            f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\n"
            f"Cookie: csrftoken={CSRF}; sessionid={session}\r\n"
            "Content-Type: application/x-www-form-urlencoded\r\n"
            f"Content-Length: {len(body)}\r\n\r\n{body}".encode()
        )
        head = await self.reader.readuntil(b"\r\n\r\n")
        length = re.search(rb"content-length: *(\d+)", head, re.IGNORECASE)
        await self.reader.readexactly(int(length[1]) if length else 0)
        return head

    def close(self) -> None:
        """Hang up."""
        self.writer.close()
