"""Everything a browser is told: bodies and headers, frames of sockets, the page itself, what it stores."""

from __future__ import annotations

import html
import json
import re
from typing import Any

from playwright.sync_api import Error

OWN = re.compile(
    r'(name=\\?"(?:csrfmiddlewaretoken|client_id|shown_at)\\?" value=\\?")[^"]*'  # random, and new in each page
    r'|<svg[^>]*viewBox=\\?"0 0 24 24.*?</svg>',  # full of numbers, and the same everywhere
    re.IGNORECASE | re.DOTALL,
)
STORES = """async () => {
    const told = [document.cookie, JSON.stringify(history.state)];
    for (const store of [localStorage, sessionStorage]) told.push(...Object.entries(store).flat());
    for (const name of await caches.keys()) {
        const cache = await caches.open(name);
        for (const request of await cache.keys()) told.push(request.url, await (await cache.match(request)).text());
    }
    for (const { name } of await indexedDB.databases()) told.push(...await rows(name));
    for (const { active } of await navigator.serviceWorker.getRegistrations()) told.push(active && active.scriptURL);
    return told.filter(Boolean).join('\\n');

    async function rows(name) {
        const heard = request => new Promise((told, failed) => {
            request.onsuccess = () => told(request.result);
            request.onerror = () => failed(request.error);
        });
        const base = await heard(indexedDB.open(name));
        const found = [name];
        for (const store of base.objectStoreNames) {
            found.push(JSON.stringify(await heard(base.transaction(store).objectStore(store).getAll())));
        }
        base.close();
        return found;
    }
}"""


class Recorder:
    """Every answer of the server and every frame of its sockets, as text, in the order they came."""

    def __init__(self, page: Any) -> None:
        self.page = page
        self.heard: list[tuple[str, str]] = []
        self.lost: list[str] = []
        page.on("requestfinished", self._read)
        page.on("websocket", lambda socket: socket.on("framereceived", self._hear))

    def _read(self, request: Any) -> None:
        """Read at once: a body is gone when its page is left."""
        response = request.response()
        if "/static/" in request.url or "/media/" in request.url:
            return
        names = "\n".join(f"{name}: {value}" for name, value in response.headers.items() if name != "set-cookie")
        self._note(f"headers of {request.url}", names)
        kind = response.headers.get("content-type", "")
        told = response.status not in range(300, 400) and response.headers.get("content-length") != "0"
        if not told or not ("text" in kind or "json" in kind):
            return
        try:
            self._note(request.url, response.text())
        except Error:  # its page was left at once: nobody may count on what was not heard
            self.lost.append(request.url)

    def _hear(self, frame: str | bytes) -> None:
        self._note("socket", frame if isinstance(frame, str) else frame.decode())

    def _note(self, where: str, text: str) -> None:
        self.heard.append((where, plain(text)))

    def look(self) -> None:
        """The page as it stands, whatever scripts made of it, and all that it stores."""
        assert not self.lost
        self._note("page", self.page.content())
        self._note("stores", self.page.evaluate(STORES))

    def places(self, words: str) -> list[str]:
        """Where ``words`` were told."""
        wanted = plain(words)
        assert wanted
        return [where for where, text in self.heard if wanted in text]

    def matches(self, pattern: re.Pattern[str], *, since: int = 0, until: int | None = None) -> list[str]:
        """Where ``pattern`` was told, with what stands around, among the things heard from and to these."""
        found = ((where, pattern.search(text), text) for where, text in self.heard[since:until])
        return [f"{where}: …{text[max(0, hit.start() - 60) : hit.end() + 60]}…" for where, hit, text in found if hit]


def plain(text: str) -> str:
    """Without entities, runs of spaces, and what is random in every page."""
    try:
        text = json.dumps(json.loads(text), ensure_ascii=False)
    except ValueError:
        text = html.unescape(OWN.sub(r"\1", text))
    return " ".join(text.split())
