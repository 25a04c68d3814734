/* Under a latitude and longitude in the studio: the destination's map. One click writes both numbers;
   whoever uses no mouse types them, and sees the mark move. */
{
  const { StructBlockDefinition } = window.wagtailStreamField.blocks;
  const SVG = "http://www.w3.org/2000/svg";
  // Eleven metres, less than a pixel of the map.
  const DIGITS = 4;
  const maps = new Map();

  const element = (tag, className, text = "") => Object.assign(document.createElement(tag), { className, textContent: text });
  const within = (share) => Math.min(1, Math.max(0, share));

  /* One request for all the pickers of a page. */
  function land(url) {
    if (!maps.has(url)) maps.set(url, fetch(url, { headers: { Accept: "application/json" }, redirect: "error" }).then(read));
    return maps.get(url);
  }

  async function read(response) {
    if (!response.ok) throw new Error(String(response.status));
    return response.json();
  }

  class PlacePicker {
    constructor(block, words) {
      this.words = words;
      [this.lat, this.lon] = ["lat", "lon"].map((name) => block.container[0].querySelector(`#${CSS.escape(block.childBlocks[name].idForLabel)}`));
      this.draw();
      this.lon.closest("[data-contentpath]").after(this.root);
      this.stage.addEventListener("click", (event) => this.click(event));
      for (const input of [this.lat, this.lon]) input.addEventListener("input", () => this.show());
      land(words.url).then((map) => this.open(map), () => this.fail());
    }

    draw() {
      this.root = Object.assign(element("div", "spot-picker"), { hidden: true });
      this.stage = element("div", "spot-stage");
      // The numbers say the same in words.
      this.stage.setAttribute("aria-hidden", "true");
      this.said = element("p", "spot-said");
      this.said.setAttribute("role", "status");
      this.help = element("p", "help", this.words.help);
      this.root.append(element("p", "w-field__label", this.words.label), this.stage, this.said, this.help);
    }

    /* A destination without a map keeps its numbers alone. */
    open(map) {
      if (!map.html) return;
      this.map = map;
      this.stage.innerHTML = map.html;
      this.marks = document.createElementNS(SVG, "svg");
      this.marks.setAttribute("class", "spot-marks");
      this.stage.append(this.marks);
      this.root.hidden = false;
      this.show();
    }

    fail() {
      this.stage.hidden = this.help.hidden = true;
      this.root.hidden = false;
      this.said.textContent = this.words.failed;
    }

    click({ clientX, clientY }) {
      const { south, west, north, east } = this.map;
      const box = this.marks.getBoundingClientRect();
      this.lat.value = (north - within((clientY - box.top) / box.height) * (north - south)).toFixed(DIGITS);
      this.lon.value = (west + within((clientX - box.left) / box.width) * (east - west)).toFixed(DIGITS);
      // Wagtail learns from these that the form changed.
      for (const type of ["input", "change"]) for (const input of [this.lat, this.lon]) input.dispatchEvent(new Event(type, { bubbles: true }));
    }

    show() {
      if (!this.map) return;
      const { south, west, north, east } = this.map;
      const [lat, lon] = [parseFloat(this.lat.value), parseFloat(this.lon.value)];
      const [x, y] = [(lon - west) / (east - west), (north - lat) / (north - south)];
      const inside = x === within(x) && y === within(y);
      this.marks.replaceChildren();
      if (inside) for (const className of ["spot-halo", "spot-dot", "spot-eye"]) this.mark(className, x, y);
      this.said.textContent = inside || Number.isNaN(x) || Number.isNaN(y) ? "" : this.words.outside;
    }

    mark(className, x, y) {
      const circle = document.createElementNS(SVG, "circle");
      circle.setAttribute("class", className);
      circle.setAttribute("cx", `${x * 100}%`);
      circle.setAttribute("cy", `${y * 100}%`);
      this.marks.append(circle);
    }
  }

  class PlacedBlockDefinition extends StructBlockDefinition {
    render(placeholder, prefix, initialState, initialError) {
      const block = super.render(placeholder, prefix, initialState, initialError);
      new PlacePicker(block, this.meta.picker);
      return block;
    }
  }

  window.telepath.register("academy.blocks.PlacedBlock", PlacedBlockDefinition);
}
