/* What was said, in the order of the server, with what is still being sent at the end. */

import { cards } from "./card.js";
import { make } from "./element.js";
import { order } from "./order.js";
import { table } from "./table.js";

/* An amount stays on one line with its sign. */
function together(text) {
  return text.replace(/€ (?=\d)/g, "€\u00a0");
}

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
    item.append(this.#words.element("p", "sending", { class: "state" }));
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
    if (!item.isConnected || item.nextSibling !== firstUnsent) this.#list.insertBefore(item, firstUnsent);
    item.classList.toggle("goes-on", item.previousElementSibling?.dataset.speaker === item.dataset.speaker);
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

  #item(message) {
    const { role, name = "", language } = message;
    const spoken = language ? { lang: language } : {};
    const item = make("li", { class: role, "data-speaker": `${role} ${name}`, ...spoken }, ...this.#speaker(role, name));
    item.append(...this.#said(message), ...this.#blocks(message));
    return item;
  }

  /* Who speaks, before every message for who hears it, and once in a row for who sees it. */
  #speaker(role, name) {
    const key = name && role === "agent" ? "agent_named" : role;
    const heard = this.#words.element("span", `said_${key}`, { class: "visually-hidden", "data-name": name });
    if (role !== "bot" && role !== "agent") return [heard];
    return [heard, this.#words.element("p", `who_${key}`, { class: "who", "aria-hidden": "true", "data-name": name })];
  }

  /* Who came or went is told in words of our own where the server has none. */
  #said({ text, event, name }) {
    if (text) return [make("p", { class: "text", dir: "auto" }, together(text))];
    return event && name ? [this.#words.element("p", event, { class: "text", "data-name": name })] : [];
  }

  #blocks({ cards: products, table: compared, order: ordered }) {
    const shown = [];
    if (products?.length) shown.push(cards(products, this.#words, this.#base));
    if (compared) shown.push(table(compared, this.#words, this.#base));
    if (ordered) shown.push(order(ordered, this.#words, this.#base));
    return shown;
  }
}
