/* What was said, in the order of the server, with what is still being sent at the end. */

import { cards } from "./card.js";
import { make } from "./element.js";

export class Transcript {
  #list;
  #words;
  #base;
  #unsent = new Map();

  constructor(list, { words, base }) {
    this.#list = list;
    this.#words = words;
    this.#base = base;
  }

  /* Shows what the shopper just said, before the server has it. */
  sending(id, text) {
    const item = this.#item({ role: "shopper", text });
    item.classList.add("sending");
    item.append(make("p", { class: "state", "data-text": "sending" }, this.#words.say("sending")));
    this.#unsent.set(id, item);
    this.#list.append(item);
  }

  sent(id) {
    this.#unsent.get(id)?.classList.remove("sending");
    this.#unsent.get(id)?.querySelector(".state")?.remove();
  }

  /* Shows a message of the server; the shopper's own takes the place of what was being sent. */
  show(message) {
    this.sent(message.id);
    const item = this.#unsent.get(message.id) ?? this.#item(message);
    this.#unsent.delete(message.id);
    const [firstUnsent = null] = this.#unsent.values();
    if (item.isConnected && item.nextSibling === firstUnsent) return;
    this.#list.insertBefore(item, firstUnsent);
  }

  drop(id) {
    this.#unsent.get(id)?.remove();
    this.#unsent.delete(id);
  }

  clear() {
    const unsent = [...this.#unsent.values()];
    this.#list.replaceChildren(...unsent);
  }

  get waiting() {
    return this.#unsent.size > 0;
  }

  #item({ role, text, cards: products = [] }) {
    const item = make("li", { class: role }, this.#speaker(role));
    if (role === "bot" || role === "agent") item.append(make("p", { class: "who", "aria-hidden": "true", "data-text": `who_${role}` }, this.#words.say(`who_${role}`)));
    if (text) item.append(make("p", { class: "text", dir: "auto" }, text));
    if (products.length) item.append(cards(products, this.#words, this.#base));
    return item;
  }

  #speaker(role) {
    const key = `said_${role}`;
    return make("span", { class: "visually-hidden", "data-text": key }, this.#words.say(key));
  }
}
