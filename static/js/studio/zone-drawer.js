/* Under each zone of a spot in the studio: the picture of the question. Two clicks, on opposite corners,
   write the zone's numbers; whoever uses no mouse types them, and sees the zone move. */
{
  const { StructBlockDefinition } = window.wagtailStreamField.blocks;
  const SIDES = ["left", "top", "width", "height"];
  const SVG = "http://www.w3.org/2000/svg";
  const PICTURE = "id_picture";
  // Percent: a second click on the same spot is no corner.
  const LEAST = 0.5;
  const drawers = new Set();

  const element = (tag, className, text = "") => Object.assign(document.createElement(tag), { className, textContent: text });
  const tenth = (number) => Math.round(number * 10) / 10;
  const percent = (share) => tenth(Math.min(1, Math.max(0, share)) * 100);

  class ZoneDrawer {
    constructor(block, words) {
      this.block = block;
      this.words = words;
      this.inputs = Object.fromEntries(["name", ...SIDES].map((name) => [name, this.input(name)]));
      this.draw();
      this.inputs.height.closest("[data-contentpath]").after(this.root);
      this.stage.addEventListener("click", (event) => this.click(this.at(event)));
      this.stage.addEventListener("pointermove", (event) => this.follow(this.at(event)));
      this.picture.addEventListener("error", () => this.offer(false, this.words.failed));
    }

    input(name) {
      return this.block.container[0].querySelector(`#${CSS.escape(this.block.childBlocks[name].idForLabel)}`);
    }

    draw() {
      this.root = element("div", "spot-picker");
      this.stage = element("div", "spot-stage");
      // The numbers say the same in words.
      this.stage.setAttribute("aria-hidden", "true");
      this.picture = Object.assign(element("img", "spot-picture"), { alt: "", draggable: false });
      this.marks = document.createElementNS(SVG, "svg");
      this.marks.setAttribute("class", "spot-marks");
      this.stage.append(this.picture, this.marks);
      this.help = element("p", "help", this.words.help);
      this.said = element("p", "spot-said");
      this.said.setAttribute("role", "status");
      this.root.append(element("p", "w-field__label", this.words.label), this.stage, this.said, this.help);
    }

    /* The picture chosen at this moment, and every zone that is still there. */
    refresh() {
      const chosen = document.getElementById(PICTURE)?.value ?? "";
      if (chosen !== this.chosen) {
        this.chosen = chosen;
        this.corner = null;
        if (chosen) this.picture.src = this.words.url.replace("/0/", `/${chosen}/`);
        this.offer(Boolean(chosen), chosen ? "" : this.words.none);
      }
      this.outline();
    }

    offer(shown, said) {
      this.stage.hidden = this.help.hidden = !shown;
      this.said.textContent = said;
    }

    /* Left and top of a place in the picture, in percent. */
    at(event) {
      const box = this.stage.getBoundingClientRect();
      return [percent((event.clientX - box.left) / box.width), percent((event.clientY - box.top) / box.height)];
    }

    click(at) {
      if (!this.corner) return this.begin(at);
      const zone = this.between(at);
      if (zone.width < LEAST || zone.height < LEAST) return;
      this.corner = null;
      this.write(zone);
      this.said.textContent = this.words.done;
    }

    begin(at) {
      this.corner = at;
      this.said.textContent = this.words.second;
      this.follow(at);
    }

    giveUp() {
      if (!this.corner) return;
      this.corner = null;
      this.said.textContent = "";
      this.outline();
    }

    follow(at) {
      if (this.corner) this.outline(this.between(at));
    }

    between([x, y]) {
      const [left, top] = [Math.min(x, this.corner[0]), Math.min(y, this.corner[1])];
      return { left, top, width: tenth(Math.abs(x - this.corner[0])), height: tenth(Math.abs(y - this.corner[1])) };
    }

    write(zone) {
      for (const side of SIDES) this.inputs[side].value = String(zone[side]);
      // Wagtail learns from these that the form changed.
      for (const type of ["input", "change"]) for (const side of SIDES) this.inputs[side].dispatchEvent(new Event(type, { bubbles: true }));
    }

    zone() {
      return Object.fromEntries(SIDES.map((side) => [side, parseFloat(this.inputs[side].value)]));
    }

    deleted() {
      const child = this.root.closest("[data-streamfield-child]");
      return child?.querySelector(':scope > input[name$="-deleted"]')?.value === "1";
    }

    /* Neighbours first: one's own zone lies on top, `mine` while it is being drawn. */
    outline(mine = this.corner ? null : this.zone()) {
      if (!mine) return;
      const list = this.root.closest("[data-streamfield-list-container]");
      const others = [...drawers].filter((each) => each !== this && list?.contains(each.root) && !each.deleted());
      this.marks.replaceChildren();
      for (const each of others) this.rectangle(each.zone(), each.inputs.name.value, "spot-zone");
      this.rectangle(mine, this.inputs.name.value, "spot-zone is-mine");
    }

    rectangle(zone, name, className) {
      if (SIDES.some((side) => Number.isNaN(zone[side]))) return;
      const places = { x: zone.left, y: zone.top, width: zone.width, height: zone.height };
      for (const under of ["spot-under", className]) this.mark("rect", under, places);
      this.mark("text", `${className} is-name`, { x: zone.left, y: zone.top }).textContent = name;
    }

    mark(tag, className, places) {
      const mark = document.createElementNS(SVG, tag);
      mark.setAttribute("class", className);
      for (const [name, value] of Object.entries(places)) mark.setAttribute(name, `${value}%`);
      if (tag === "text") for (const [name, value] of [["dx", ".4em"], ["dy", "1.2em"]]) mark.setAttribute(name, value);
      this.marks.append(mark);
      return mark;
    }
  }

  let waiting = 0;
  const soon = () => {
    cancelAnimationFrame(waiting);
    waiting = requestAnimationFrame(() => {
      for (const drawer of drawers) {
        if (drawer.root.isConnected) drawer.refresh();
        else drawers.delete(drawer);
      }
    });
  };
  // Whatever is typed, chosen, moved or taken out, even where Wagtail keeps the event to itself.
  for (const type of ["input", "change", "click"]) document.addEventListener(type, soon, true);
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") drawers.forEach((drawer) => drawer.giveUp()); });

  class ZoneBlockDefinition extends StructBlockDefinition {
    render(placeholder, prefix, initialState, initialError) {
      const block = super.render(placeholder, prefix, initialState, initialError);
      drawers.add(new ZoneDrawer(block, this.meta.drawer));
      soon();
      return block;
    }
  }

  window.telepath.register("academy.blocks.ZoneBlock", ZoneBlockDefinition);
}
