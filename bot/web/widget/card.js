/* A product as the assistant shows it: title, price, stock and the facts, each with whether it meets a wish. */

import { icon, make } from "./element.js";

export function cards(products, words, base) {
  const items = products.map((product) => make("li", {}, card(product, words, base)));
  return make("ul", { class: "cards", role: "list", "data-label": "products", "aria-label": words.say("products") }, ...items);
}

function card(product, words, base) {
  const text = make("div", {}, title(product, base), make("p", { class: "price" }, product.price));
  if (!product.in_stock) text.append(make("p", { class: "sold-out", "data-text": "sold_out" }, words.say("sold_out")));
  text.append(facts(product.facts ?? [], words));
  return make("article", { class: "card" }, ...picture(product, base), text);
}

function title(product, base) {
  const address = webAddress(product.url, base);
  return make("h3", {}, address ? make("a", { href: address }, product.title) : product.title);
}

function picture(product, base) {
  const address = webAddress(product.image, base);
  return address ? [make("img", { src: address, alt: "", width: "80", height: "80", loading: "lazy" })] : [];
}

/* Addresses without a host are the gateway's; anything but a web page or picture is left out. */
function webAddress(address, base) {
  if (!address || !URL.canParse(address, base)) return null;
  const url = new URL(address, base);
  return ["http:", "https:"].includes(url.protocol) ? url.href : null;
}

function facts(all, words) {
  return make("dl", { class: "facts" }, ...all.map((fact) => make("div", {}, make("dt", {}, fact.label), value(fact, words))));
}

function value(fact, words) {
  const said = make("dd", {}, fact.value);
  if (typeof fact.fits !== "boolean") return said;
  const verdict = fact.fits ? "fits" : "misses";
  said.append(icon(verdict), make("span", { class: "visually-hidden" }, " (", make("span", { "data-text": verdict }, words.say(verdict)), ")"));
  return said;
}
