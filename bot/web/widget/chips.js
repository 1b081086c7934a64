/* The answers offered with the last message: one stop for Tab, arrows between them. */

import { make } from "./element.js";

const STEPS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

export class Chips {
  #bar;
  #choose;
  #leave;
  #shown = "";

  /* `choose(chip)` on a press; `leave()` takes the focus before chips that hold it go away. */
  constructor(bar, { choose, leave }) {
    this.#bar = bar;
    this.#choose = choose;
    this.#leave = leave;
    bar.addEventListener("keydown", (event) => this.#step(event));
  }

  show(chips) {
    const ids = chips.map((chip) => chip.id).join();
    if (ids === this.#shown) return;
    this.#shown = ids;
    if (this.#bar.contains(this.#bar.getRootNode().activeElement)) this.#leave();
    this.#bar.replaceChildren(...chips.map((chip, place) => this.#button(chip, place)));
    this.#bar.hidden = chips.length === 0;
  }

  #button(chip, place) {
    const button = make("button", { type: "button", class: "plain chip", tabindex: place ? "-1" : "0" }, chip.label);
    button.addEventListener("click", () => this.#choose(chip));
    return button;
  }

  #step(event) {
    const buttons = [...this.#bar.children];
    const from = buttons.indexOf(event.target);
    const to = { Home: 0, End: buttons.length - 1 }[event.key] ?? from + (STEPS[event.key] ?? 0);
    if (from === to) return;
    event.preventDefault();
    const next = buttons[(to + buttons.length) % buttons.length];
    buttons[from].tabIndex = -1;
    next.tabIndex = 0;
    next.focus();
  }
}
