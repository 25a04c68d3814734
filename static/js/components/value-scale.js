/* <value-scale>: a slider and two step buttons beside the number that is posted. Nothing is chosen
   until the learner moves or types: until then the number is empty and the slider stands in the middle. */
class ValueScale extends HTMLElement {
  connectedCallback() {
    this.number = this.querySelector("[type=number]");
    this.range = this.querySelector("[type=range]");
    if (!this.number || this.ready) return;
    this.ready = true;
    this.said = this.querySelector("[role=status]");
    this.querySelector(".scale-move").hidden = false;
    this.number.addEventListener("input", () => this.follow());
    // A tap on the middle moves nothing: it still chooses the middle.
    for (const type of ["input", "change", "click"]) this.range.addEventListener(type, () => this.choose());
    this.querySelectorAll(".scale-step").forEach((button) => button.addEventListener("click", () => this.step(Number(button.dataset.step))));
    this.show();
  }

  /* The slider goes where the number says, when that is on the scale. */
  follow() {
    if (this.number.value !== "") this.range.value = this.number.value;
    this.show();
  }

  choose() {
    this.number.value = this.range.value;
    this.show();
  }

  step(by) {
    if (by > 0) this.range.stepUp();
    else this.range.stepDown();
    this.choose();
    this.said.textContent = this.words();
  }

  words() {
    return this.number.value === "" ? this.dataset.unset : `${this.number.value} ${this.dataset.unit}`.trim();
  }

  show() {
    const unset = this.number.value === "";
    this.classList.toggle("is-unset", unset);
    this.range.setAttribute("aria-valuetext", this.words());
  }
}

customElements.define("value-scale", ValueScale);
