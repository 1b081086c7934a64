/* The box the shopper types in: Enter sends, Shift+Enter is a new line, too long a text stays where it is. */

const COUNT_FROM = 0.8;

export class Composer {
  #box;
  #counter;
  #words;
  #limit = 2000;

  /* `say(text)` sends; `complain(key, values)` shows what is wrong. */
  constructor({ form, box, counter, words, say, complain }) {
    Object.assign(this, { say, complain });
    this.#box = box;
    this.#counter = counter;
    this.#words = words;
    form.addEventListener("submit", (event) => this.#submit(event));
    box.addEventListener("keydown", (event) => this.#key(event, form));
    box.addEventListener("input", () => this.count());
  }

  allow(characters) {
    this.#limit = characters;
    this.count();
  }

  focus() {
    this.#box.focus();
  }

  /* Gives a refused text back, before what was typed meanwhile. */
  giveBack(text) {
    this.#box.value = [text, this.#box.value].filter(Boolean).join("\n");
    this.count();
  }

  count() {
    const used = this.#used();
    this.#counter.hidden = used < this.#limit * COUNT_FROM;
    this.#counter.textContent = this.#words.say("counter", { used, allowed: this.#limit });
    this.#box.setAttribute("aria-invalid", used > this.#limit);
  }

  #used() {
    return [...this.#box.value].length;
  }

  /* An Enter that ends the composition of a character (Japanese, Chinese) does not send. */
  #key(event, form) {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.keyCode === 229) return;
    event.preventDefault();
    form.requestSubmit();
  }

  #submit(event) {
    event.preventDefault();
    if (!this.#box.value.trim()) return this.complain("error_empty");
    if (this.#used() > this.#limit) return this.complain("error_too_long", { allowed: this.#limit });
    const text = this.#box.value;
    this.#box.value = "";
    this.count();
    this.say(text);
  }
}
