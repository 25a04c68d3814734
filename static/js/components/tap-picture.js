/* <tap-picture> and <tap-map>: a tap, or the arrow keys, put a marker on what is shown. The hidden field
   `point` carries it; a choice in the list beside it takes the marker away, and the other way round. */
const STEP = 0.01;
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const KM_PER_DEGREE = 111.195;

const within = (share) => Math.min(1, Math.max(0, share));
const written = (number, options) => new Intl.NumberFormat(document.documentElement.lang || undefined, options).format(number);

class TapPicture extends HTMLElement {
  connectedCallback() {
    if (this.surface) return;
    for (const name of ["surface", "region", "zoom", "said", "list", "marks"]) this[name] = this.querySelector(`.tap-${name}`);
    this.field = this.querySelector("input[name=point]");
    this.radios = [...this.list.querySelectorAll("input[type=radio]")];
    this.surface.hidden = this.zoom.hidden = false;
    this.list.open = "listed" in this.dataset;
    this.surface.addEventListener("click", (event) => this.tap(event));
    this.surface.addEventListener("keydown", (event) => this.press(event));
    this.zoom.addEventListener("click", () => this.enlarge());
    this.list.addEventListener("change", () => this.remove());
    this.put(this.field.value ? this.read(this.field.value) : null);
  }

  tap(event) {
    // Enter and Space click without a place: they begin in the middle.
    if (event.detail === 0) return this.move(this.at ?? [0.5, 0.5]);
    const box = this.surface.getBoundingClientRect();
    this.move([(event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height]);
  }

  press(event) {
    const arrow = ARROWS[event.key];
    if (!arrow || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const step = event.shiftKey ? 10 * STEP : STEP;
    this.move(this.at ? this.at.map((share, axis) => share + arrow[axis] * step) : [0.5, 0.5]);
    this.follow();
  }

  /* Put the marker where somebody wants it: shares of the width and of the height. */
  move(at) {
    this.radios.forEach((radio) => (radio.checked = false));
    this.put(at.map(within));
    this.field.value = this.value(...this.at);
    this.said.textContent = this.words(...this.at);
  }

  remove() {
    const there = this.at;
    this.put(null);
    this.field.value = "";
    if (there) this.said.textContent = this.dataset.removed;
  }

  put(at) {
    this.at = at;
    const { width, height } = this.marks.viewBox.baseVal;
    for (const path of this.marks.querySelectorAll("path")) {
      if (at) path.setAttribute("d", `M${(at[0] * width).toFixed(2)} ${(at[1] * height).toFixed(2)}h0`);
      else path.removeAttribute("d");
    }
  }

  enlarge() {
    const large = this.region.classList.toggle("is-large");
    this.zoom.setAttribute("aria-pressed", String(large));
    const attributes = { tabindex: "0", role: "region", "aria-label": this.dataset.large };
    for (const [name, value] of Object.entries(attributes)) {
      if (large) this.region.setAttribute(name, value);
      else this.region.removeAttribute(name);
    }
    this.follow();
  }

  /* Keep the marker, or the middle, in sight of the enlarged picture. */
  follow() {
    const [x, y] = this.at ?? [0.5, 0.5];
    const { scrollWidth, scrollHeight, clientWidth, clientHeight } = this.region;
    this.region.scrollTo(x * scrollWidth - clientWidth / 2, y * scrollHeight - clientHeight / 2);
  }

  value(x, y) {
    return `${(x * 100).toFixed(5)},${(y * 100).toFixed(5)}`;
  }

  read(point) {
    return point.split(",").map((percent) => within(Number(percent) / 100));
  }

  words(x, y) {
    const percent = (share) => written(share, { style: "percent" });
    return this.dataset.marker.replace("{x}", percent(x)).replace("{y}", percent(y));
  }
}

class TapMap extends TapPicture {
  connectedCallback() {
    const degrees = (side) => Number(this.dataset[side]);
    [this.south, this.west, this.north, this.east] = ["south", "west", "north", "east"].map(degrees);
    super.connectedCallback();
  }

  value(x, y) {
    return `${(this.north - y * this.high).toFixed(5)},${(this.west + x * this.wide).toFixed(5)}`;
  }

  read(point) {
    const [lat, lon] = point.split(",").map(Number);
    return [within((lon - this.west) / this.wide), within((this.north - lat) / this.high)];
  }

  get high() {
    return this.north - this.south;
  }

  get wide() {
    return this.east - this.west;
  }

  /* How far from the centre of the map, and to which of eight winds. */
  words(x, y) {
    const middle = (((this.south + this.north) / 2) * Math.PI) / 180;
    const east = (x - 0.5) * this.wide * KM_PER_DEGREE * Math.cos(middle);
    const north = (0.5 - y) * this.high * KM_PER_DEGREE;
    const km = Math.hypot(east, north);
    if (km < 0.05) return this.dataset.centre;
    const wind = (Math.round(Math.atan2(east, north) / (Math.PI / 4)) + 8) % 8;
    const direction = this.dataset.directions.split("|")[wind];
    return this.dataset.marker
      .replace("{km}", written(km, { maximumFractionDigits: 1 }))
      .replace("{direction}", direction);
  }
}

customElements.define("tap-picture", TapPicture);
customElements.define("tap-map", TapMap);
