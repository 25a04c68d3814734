/* <order-list>: tap the items in the order they should have; tap one again to take it back.
   The <select> of each item stays in the form and carries its place (1..n). */
class OrderList extends HTMLElement {
  connectedCallback() {
    if (this.items) return;
    this.items = [...this.querySelectorAll("li")].filter((item) => item.querySelector("select"));
    if (!this.items.length) return;
    this.order = [];
    this.said = document.createElement("p");
    this.said.className = "visually-hidden";
    this.said.setAttribute("role", "status");
    this.append(this.said);
    this.items.forEach((item) => this.dress(item));
    this.resume();
  }

  dress(item) {
    const select = item.querySelector("select");
    const label = item.querySelector("label");
    const button = document.createElement("button");
    button.type = "button";
    button.className = "ordering-item";
    const place = document.createElement("span");
    place.className = "place";
    const words = document.createElement("span");
    words.textContent = label.textContent;
    button.append(place, words);
    button.addEventListener("click", () => this.tap(item));
    select.hidden = label.hidden = true;
    item.prepend(button);
    Object.assign(item, { select, place, button, words: words.textContent });
  }

  resume() {
    this.order = this.items
      .filter((item) => item.select.value)
      .sort((one, other) => one.select.value - other.select.value);
    this.show();
  }

  tap(item) {
    const at = this.order.indexOf(item);
    if (at < 0) this.order.push(item);
    else this.order.splice(at, 1);
    this.show();
    this.said.textContent = at < 0
      ? `${item.words}: ${this.dataset.said} ${this.order.length}`
      : `${item.words}: ${this.dataset.freed}`;
  }

  show() {
    for (const item of this.items) {
      const place = this.order.indexOf(item) + 1;
      item.select.value = place || "";
      item.place.textContent = place || "";
      item.classList.toggle("is-placed", place > 0);
      item.button.setAttribute("aria-pressed", String(place > 0));
    }
    this.dispatchEvent(new CustomEvent("order", { bubbles: true, detail: { placed: this.order.length, of: this.items.length } }));
  }
}

customElements.define("order-list", OrderList);
