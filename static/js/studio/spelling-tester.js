/* Under a short-text answer in the studio: type what a learner might, see at once how it would be
   marked. The server marks, with the values the form holds at this moment; this file only asks. */
{
  const { StructBlockDefinition } = window.wagtailStreamField.blocks;
  const PAUSE = 250;
  let testers = 0;

  const element = (tag, className, text = "") => Object.assign(document.createElement(tag), { className, textContent: text });

  class SpellingTester {
    constructor(block, words) {
      this.block = block;
      this.words = words;
      this.asked = 0;
      this.draw(`spelling-tester-${(testers += 1)}`);
      block.container[0].append(this.root);
      // Nothing typed here belongs to the question: the form must not think it changed.
      for (const type of ["input", "change", "keyup"]) this.root.addEventListener(type, (event) => event.stopPropagation());
      this.input.addEventListener("input", () => this.soon());
      this.input.addEventListener("keydown", (event) => { if (event.key === "Enter") event.preventDefault(); });
      for (const type of ["input", "change", "click"]) block.container[0].addEventListener(type, () => this.soon());
      this.soon();
    }

    draw(id) {
      const { label, help, longest } = this.words;
      this.root = element("div", "spelling-tester");
      const title = Object.assign(element("label", "w-field__label", label), { htmlFor: id });
      this.input = Object.assign(element("input", "spelling-tester-input"), { type: "text", id, maxLength: longest, autocomplete: "off", spellcheck: false });
      this.input.setAttribute("aria-describedby", `${id}-help`);
      this.said = element("p", "spelling-tester-said");
      this.said.setAttribute("role", "status");
      this.warning = element("p", "help spelling-tester-warning");
      this.root.append(title, this.input, this.said, Object.assign(element("p", "help", help), { id: `${id}-help` }), this.warning);
    }

    soon() {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.ask(), PAUSE);
    }

    values() {
      const { accepted, typos, traps } = this.block.getValue();
      return { accepted: accepted.map(String), typos: String(typos ?? ""), traps: traps.map((trap) => String(trap.texts ?? "")), text: this.input.value };
    }

    async ask() {
      if (!this.root.isConnected) return;
      const body = JSON.stringify(this.values());
      if (body === this.last) return;
      this.last = body;
      const turn = (this.asked += 1);
      const answer = await this.post(body).catch(() => ({ verdict: "failed", said: this.words.failed, warning: "" }));
      if (turn === this.asked) this.show(answer);
      if (answer.verdict === "failed") this.last = "";
    }

    async post(body) {
      const { CSRF_TOKEN, CSRF_HEADER_NAME } = window.wagtailConfig;
      const headers = { "Content-Type": "application/json", Accept: "application/json", [CSRF_HEADER_NAME]: CSRF_TOKEN };
      const response = await fetch(this.words.url, { method: "POST", body, headers, redirect: "error" });
      if (!response.ok) throw new Error(String(response.status));
      return response.json();
    }

    show({ verdict, said, warning }) {
      // Before anything is tried, an unfinished block needs no remark.
      const quiet = verdict === "unready" && !this.input.value.trim();
      this.root.dataset.verdict = quiet ? "" : verdict;
      this.said.textContent = quiet ? "" : said;
      this.warning.textContent = warning;
    }
  }

  class ShortTextBlockDefinition extends StructBlockDefinition {
    render(placeholder, prefix, initialState, initialError) {
      const block = super.render(placeholder, prefix, initialState, initialError);
      new SpellingTester(block, this.meta.tester);
      return block;
    }
  }

  window.telepath.register("academy.blocks.ShortTextBlock", ShortTextBlockDefinition);
}
