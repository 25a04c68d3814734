// A board that moves by itself: <live-board> listens to the season's socket, and asks the page every
// ten seconds while the socket is closed. What frames say: quests/leaderboard/frames.py.
const POLL = 10_000; // ms between two questions while the socket is closed
const QUIET = 60_000; // ms of silence after which a socket is taken for dead
const CALM = 250; // ms between a change and the question it raises, at least
const SAY = 30_000; // ms between two sentences to a screen reader, at least
const LONGEST_WAIT = 30_000;
const FINAL = new Set([4401, 4404]); // signed out, no such board: trying again is no use

class LiveBoard extends HTMLElement {
  connectedCallback() {
    this.version = 0;
    this.spread = 0;
    this.failures = 0;
    this.saidAt = 0;
    this.numbers = new Intl.NumberFormat(document.documentElement.lang || "fr");
    this.openedAt = this.rows?.dataset.rank;
    if (!this.part("live")) return; // a season that is over does not move
    this.leaving = new AbortController();
    const options = { signal: this.leaving.signal };
    addEventListener("online", () => this.connect(), options);
    addEventListener("offline", () => this.show(), options);
    document.addEventListener("visibilitychange", () => document.hidden || this.wakeUp(), options);
    this.clock = setInterval(() => this.tick(), POLL);
    this.connect();
  }

  disconnectedCallback() {
    this.leaving?.abort();
    clearInterval(this.clock);
    clearTimeout(this.asking);
    clearTimeout(this.retrying);
    this.socket?.close();
  }

  part(name) { return this.querySelector(`[data-part="${name}"]`); }
  get rows() { return this.part("rows"); }
  get open() { return this.socket?.readyState === WebSocket.OPEN; }

  // --- the socket ---------------------------------------------------------------------------------
  connect() {
    clearTimeout(this.retrying);
    if (this.final || (this.socket && this.socket.readyState < WebSocket.CLOSING)) return;
    const url = new URL(this.dataset.socket, location.href);
    url.protocol = url.protocol.replace("http", "ws");
    const socket = (this.socket = new WebSocket(url));
    socket.onopen = () => { this.version = 0; this.heardAt = Date.now(); this.show(); };
    socket.onmessage = (event) => { this.failures = 0; this.hear(JSON.parse(event.data)); };
    socket.onclose = (event) => { if (socket === this.socket) this.lost(event.code); };
    this.show();
  }

  lost(code) {
    this.socket = null;
    this.final = FINAL.has(code);
    this.show();
    if (this.final || !this.isConnected) return;
    const wait = Math.min(LONGEST_WAIT, 1_000 * 2 ** this.failures++);
    this.retrying = setTimeout(() => this.connect(), wait * (0.5 + Math.random()));
  }

  tick() {
    if (this.open && Date.now() - this.heardAt > QUIET) {
      const dead = this.socket;
      this.lost(0);
      dead.close();
    }
    if (!this.open && !document.hidden) this.ask(0);
  }

  wakeUp() {
    if (!this.open) this.connect();
    this.ask(0);
  }

  show() {
    const state = !navigator.onLine ? "offline" : this.open ? "live" : "polling";
    const pill = this.part("live");
    pill.hidden = false;
    pill.classList.toggle("is-off", state !== "live");
    for (const word of pill.children) word.hidden = word.dataset.when !== state;
  }

  // --- what the socket says -----------------------------------------------------------------------
  hear(frame) {
    this.heardAt = Date.now();
    if (frame.beat) return frame.version === this.version ? undefined : this.ask();
    if (frame.version <= this.version) return;
    this.version = frame.version;
    this.spread = frame.spread ?? this.spread;
    if (this.dataset.tab === "me") this.around(frame.moves);
    else if (this.dataset.tab === "top" && frame.top) this.draw(frame.top.map(([name, score]) => ({ name, score, mine: name === this.part("tab").dataset.me })));
    else if (this.dataset.tab === "employers" && frame.employers) this.houses(frame.employers);
  }

  // My neighbours are nobody else's frame: ask for them only when a change touches their scores;
  // changes above them only renumber the list.
  around(moves) {
    const rows = this.rows;
    if (!rows) return this.part("tab").dataset.state === "waiting" && this.ask();
    if (!moves) return this.ask();
    const high = rows.dataset.high === "" ? Infinity : Number(rows.dataset.high);
    const low = rows.dataset.low === "" ? -Infinity : Number(rows.dataset.low);
    if (moves.some(([score]) => low <= score && score <= high)) return this.ask();
    const shift = moves.reduce((sum, [score, difference]) => sum + (score > high ? difference : 0), 0);
    if (shift) this.renumber(shift);
  }

  renumber(shift) {
    const { dataset, children } = this.rows;
    dataset.first = Number(dataset.first) + shift;
    dataset.rank = Number(dataset.rank) + shift;
    [...children].forEach((row, index) => { row.querySelector(".rank").textContent = this.numbers.format(Number(dataset.first) + index); });
    this.querySelector(".is-me .move")?.remove(); // it counted from the old place
    this.say();
  }

  houses(lines) {
    const rows = this.rows;
    if ("private" in rows.dataset) return this.ask();
    const mine = new Set(rows.dataset.mine.split(" "));
    this.draw(lines.map(([number, name, score]) => ({ name, score, mine: mine.has(String(number)) })));
  }

  draw(lines) {
    const rows = this.rows;
    const before = new Set([...rows.children].map((row) => row.textContent));
    if (!before.size || !lines.length) return this.ask(); // an empty board is a different screen
    rows.replaceChildren(...lines.map((line, index) => this.row(line, index + 1)));
    for (const row of rows.children) row.classList.toggle("is-changed", !before.has(row.textContent));
  }

  row({ name, score, mine }, rank) {
    const row = this.part(mine ? "my-row" : "row").content.firstElementChild.cloneNode(true);
    row.querySelector(".rank").textContent = this.numbers.format(rank);
    row.querySelector(".name").append(name);
    row.querySelector(".score > span").textContent = this.numbers.format(score);
    return row;
  }

  // --- questions to the page ----------------------------------------------------------------------
  // One at a time, spread over the seconds the server gives: a crowd never asks all at once.
  ask(wait = CALM + Math.random() * this.spread * 1_000) {
    this.asking ??= setTimeout(() => this.fetch().finally(() => { this.asking = undefined; }), wait);
  }

  async fetch() {
    const url = new URL(this.dataset.page, location.href);
    if (this.openedAt) url.searchParams.set("was", this.openedAt);
    const headers = { "If-None-Match": `"${this.part("tab").dataset.etag}"` };
    const answer = await fetch(url, { headers, redirect: "error" }).catch(() => null);
    if (answer?.status === 200) this.swap(await answer.text());
  }

  swap(text) {
    const scores = new Map([...(this.rows?.children ?? [])].map((row) => [row.querySelector(".name").textContent, row.textContent]));
    const fresh = new DOMParser().parseFromString(text, "text/html").body;
    this.part("board").replaceChildren(...fresh.childNodes);
    for (const row of this.rows?.children ?? []) row.classList.toggle("is-changed", scores.size > 0 && scores.get(row.querySelector(".name").textContent) !== row.textContent);
    this.openedAt ??= this.rows?.dataset.rank;
    this.say();
  }

  say() {
    const rank = this.rows?.dataset.rank;
    if (!rank || rank === (this.saidRank ?? this.openedAt) || Date.now() - this.saidAt < SAY) return;
    this.saidAt = Date.now();
    this.saidRank = rank;
    this.part("said").textContent = `${this.dataset.say} ${this.numbers.format(Number(rank))}`;
  }
}

customElements.define("live-board", LiveBoard);
