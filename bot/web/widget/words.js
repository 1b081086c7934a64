/* The texts of the interface in the shopper's language. Elements say which text they carry, and in other data
   attributes what fills it: data-text for their content, data-label for their name, data-hint for a placeholder. */

import { make } from "./element.js";

const CARRIERS = [
  ["data-text", (element, text) => (element.textContent = text)],
  ["data-label", (element, text) => element.setAttribute("aria-label", text)],
  ["data-hint", (element, text) => (element.placeholder = text)],
];

export class Words {
  #load;
  #table;

  constructor(load) {
    this.#load = load;
  }

  async use(language) {
    this.#table = await this.#load(language);
    this.language = language;
  }

  say(key, values = {}) {
    return this.#table[key].replace(/\{(\w+)\}/g, (_, name) => values[name]);
  }

  /* An element with a text, which follows the language. */
  element(tag, key, attributes = {}) {
    return this.#filled(make(tag, { ...attributes, "data-text": key }));
  }

  /* An element with a name for who does not see it, which follows the language. */
  named(tag, key, attributes, ...children) {
    return this.#filled(make(tag, { ...attributes, "data-label": key }, ...children));
  }

  /* Lets an element carry another text, filled with a name. */
  retext(element, key, name) {
    Object.assign(element.dataset, { text: key, name });
    this.#filled(element);
  }

  fill(root) {
    const marked = root.querySelectorAll(CARRIERS.map(([attribute]) => `[${attribute}]`).join());
    for (const element of marked) this.#filled(element);
  }

  #filled(element) {
    for (const [attribute, write] of CARRIERS) {
      if (element.hasAttribute(attribute)) write(element, this.say(element.getAttribute(attribute), element.dataset));
    }
    return element;
  }
}
