/* A product as the assistant shows it: title, price, stock and the facts, each with whether it meets a wish. */

import { icon, make } from "./element.js";
import { judged } from "./fact.js";
import { link, picture } from "./link.js";

export function cards(products, words, base) {
  const items = products.map((product) => make("li", {}, card(product, words, base)));
  return words.named("ul", "products", { class: "cards", role: "list" }, ...items);
}

/* What a product is called, what it costs and whether it can be had; beside one another in a card, in a head of a table. */
export function headline(product, words, base, tag) {
  const title = make(tag, { class: "title" }, link(product.title, product.url, base) ?? product.title);
  const price = make("p", { class: "price" }, product.price);
  return product.in_stock ? [title, price] : [title, price, words.element("p", "sold_out", { class: "sold-out" })];
}

function card(product, words, base) {
  const text = make("div", {}, ...headline(product, words, base, "h3"), ...marks(product, words), facts(product.facts ?? [], words));
  const offer = link([words.element("span", "to_basket"), make("span", { class: "visually-hidden" }, ` ${product.title}`)], product.cart_url, base, { class: "button" });
  if (offer) text.append(offer);
  return make("article", { class: "card" }, ...picture(product.image, base, 80), text);
}

function marks({ rating, energy }, words) {
  const shown = [];
  if (typeof rating === "number") shown.push(stars(rating, words));
  if (/^[A-G]$/.test(energy)) shown.push(label(energy, words));
  return shown.length ? [make("p", { class: "marks" }, ...shown)] : [];
}

function stars(rating, words) {
  const shown = rating.toLocaleString(words.language, { maximumFractionDigits: 1 });
  return make("span", { class: "rating" }, icon("star"), words.element("span", "rating", { "data-rating": shown }));
}

function label(letter, words) {
  return make("span", { class: `energy energy-${letter}` }, words.element("span", "energy", { class: "visually-hidden" }), ` ${letter}`);
}

function facts(all, words) {
  const list = all.map((fact) => make("div", {}, make("dt", {}, fact.label), judged(make("dd", {}, fact.value), fact.fits, words)));
  return make("dl", { class: "facts" }, ...list);
}
