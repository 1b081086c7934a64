/* Products side by side: one column a product, one row a fact in which they differ, the shopper's wishes first. */

import { headline } from "./card.js";
import { make } from "./element.js";
import { judged } from "./fact.js";
import { picture } from "./link.js";

export function table({ products, rows }, words, base) {
  const head = make("tr", {}, make("td", {}), ...products.map((product) => column(product, words, base)));
  const ordered = [...rows].sort((one, other) => Boolean(other.wished) - Boolean(one.wished));
  const body = make("tbody", {}, ...ordered.map((fact) => row(fact, words)));
  const whole = make("table", {}, words.element("caption", "comparison", { class: "visually-hidden" }), make("thead", {}, head), body);
  return words.named("div", "comparison", { class: "table", role: "group", tabindex: "0" }, whole);
}

function column(product, words, base) {
  return make("th", { scope: "col" }, ...picture(product.image, base, 64), ...headline(product, words, base, "p"));
}

function row({ label, values, fits, wished, best }, words) {
  const head = make("th", { scope: "row" }, make("span", { class: "label" }, label));
  if (wished) head.append(words.element("span", "wished", { class: "wish" }));
  const cells = values.map((value, place) => cell(value, fits?.[place], place === best, words));
  return make("tr", { class: wished ? "wished" : "" }, head, ...cells);
}

function cell(value, fits, best, words) {
  if (!value) return make("td", {}, words.element("span", "unknown", { class: "unknown" }));
  const shown = make("td", {}, judged(make("span", { class: "value" }, value), fits, words));
  if (best) shown.append(words.element("span", "best", { class: "best" }));
  return shown;
}
