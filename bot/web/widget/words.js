/* The texts of the interface in the shopper's language. Elements say which text they carry:
   data-text for their content, data-label for their name, data-hint for a placeholder. */

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

  fill(root) {
    for (const [attribute, write] of CARRIERS) {
      for (const element of root.querySelectorAll(`[${attribute}]`)) write(element, this.say(element.getAttribute(attribute)));
    }
  }
}
