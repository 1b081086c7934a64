/* An order as the assistant shows it: how far it is, what is in it and when it comes. */

import { icon, make } from "./element.js";
import { link, picture } from "./link.js";

export function order(shown, words, base) {
  const { number, status, status_label: state, steps = [], lines = [], expected, track_url: track } = shown;
  const card = make("article", { class: "order" }, words.element("h3", "order", { "data-number": number }), make("p", { class: `status status-${status}` }, state));
  if (expected) card.append(make("p", { class: "expected" }, expected));
  if (steps.length) card.append(words.named("ol", "order_steps", { class: "steps", role: "list" }, ...steps.map((one) => step(one, words))));
  if (lines.length) card.append(words.named("ul", "order_lines", { class: "lines", role: "list" }, ...lines.map((one) => line(one, base))));
  const follow = link(words.element("span", "track"), track, base, { class: "button" });
  if (follow) card.append(follow);
  return card;
}

function step({ label, at, done, current }, words) {
  const state = current ? "current" : done ? "done" : "ahead";
  const item = make("li", { class: state, ...(current ? { "aria-current": "step" } : {}) }, icon(state === "done" ? "fits" : "step"), make("span", { class: "label" }, label));
  if (at) item.append(make("span", { class: "at" }, at));
  if (!current) item.append(words.element("span", `step_${state}`, { class: "visually-hidden" }));
  return item;
}

function line({ title, quantity, url, image, status_label: state }, base) {
  const text = make("div", {}, `${quantity} × `, link(title, url, base) ?? title);
  if (state) text.append(make("p", { class: "at" }, state));
  return make("li", {}, ...picture(image, base, 48), text);
}
