/* <pair-list>: tap an item, then what goes with it, in either order; tap an item again to take it back.
   One target may go with several items.
   The <select> of each item stays in the form and carries the id of its target. */
class PairList extends HTMLElement {
  connectedCallback() {
    if (this.items) return;
    const rows = [...this.querySelectorAll(".pairs > li")];
    if (!rows.length) return;
    this.items = rows.map((row) => this.dressed(row));
    this.targets = this.listed(rows[0].querySelector("select"));
    this.said = document.createElement("p");
    this.said.className = "visually-hidden";
    this.said.setAttribute("role", "status");
    this.append(this.said);
    this.show();
  }

  /* An item: the row's label becomes a button, its select only keeps the answer. */
  dressed(row) {
    const select = row.querySelector("select");
    const label = row.querySelector("label");
    const letter = row.querySelector(".letter");
    const item = this.button(row, letter.textContent, label.textContent);
    letter.remove();
    select.hidden = label.hidden = true;
    return Object.assign(item, { select, letter: item.mark.textContent });
  }

  /* The targets: every choice of a select, once, as a second list. */
  listed(select) {
    const list = document.createElement("ol");
    list.className = "pairs is-targets";
    this.querySelector(".pairs").after(list);
    return [...select.options].filter((option) => option.value).map((option) => {
      const row = document.createElement("li");
      list.append(row);
      return Object.assign(this.button(row, "", option.textContent), { id: option.value });
    });
  }

  button(row, mark, words) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "pair";
    const [place, text, goes] = ["letter", "pair-text", "pair-goes"].map((name) => {
      const span = document.createElement("span");
      span.className = name;
      return span;
    });
    place.setAttribute("aria-hidden", "true");
    place.textContent = mark;
    text.textContent = words;
    text.append(goes);
    button.append(place, text);
    row.prepend(button);
    const side = { row, button, words, mark: place, goes };
    button.addEventListener("click", (event) => this.tap(side, event.detail === 0));
    return side;
  }

  /* The target of an item, or every item of a target. */
  partners(side) {
    if (side.select) return this.targets.filter((target) => target.id === side.select.value);
    return this.items.filter((item) => item.select.value === side.id);
  }

  tap(side, byKey) {
    const waiting = this.active;
    const other = waiting && Boolean(waiting.select) !== Boolean(side.select);
    if (other) this.join(waiting.select ? waiting : side, waiting.select ? side : waiting, byKey);
    else if (side.select?.value) this.free(side);
    else this.choose(waiting === side ? null : side, byKey);
    this.show();
  }

  join(item, target, byKey) {
    item.select.value = target.id;
    this.active = null;
    this.tell(`${item.words}: ${this.dataset.goes} ${target.words}`);
    if (byKey) this.items.find((each) => !each.select.value)?.button.focus();
  }

  free(item) {
    item.select.value = "";
    this.active = null;
    this.tell(`${item.words}: ${this.dataset.freed}`);
  }

  choose(side, byKey) {
    this.active = side;
    if (!side) return;
    this.tell(`${side.words}: ${this.dataset.chosen}`);
    if (byKey && side.select) (this.targets.find((target) => !this.partners(target).length) ?? this.targets[0]).button.focus();
  }

  tell(words) {
    this.said.textContent = words;
  }

  show() {
    for (const side of [...this.items, ...this.targets]) {
      const partners = this.partners(side);
      side.row.classList.toggle("is-paired", partners.length > 0);
      side.row.classList.toggle("is-active", side === this.active);
      side.button.setAttribute("aria-pressed", String(side === this.active || partners.length > 0));
      side.goes.textContent = partners.length ? `${this.dataset.goes} ${partners.map((each) => each.words).join(", ")}` : "";
      if (!side.select) side.mark.textContent = partners.map((each) => each.letter).join("");
    }
  }
}

customElements.define("pair-list", PairList);
