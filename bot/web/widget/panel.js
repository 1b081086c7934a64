/* The parts of the open chat, without behaviour. */

import { icon, make } from "./element.js";

export function panel() {
  const parts = { ...header(), ...conversation(), ...composer() };
  const head = make("div", { class: "head" }, parts.title, parts.language, parts.close);
  const route = make("div", { class: "route" }, parts.intro, parts.person);
  const log = make("div", { class: "log", role: "log", "aria-live": "polite", "data-label": "news" }, parts.view, parts.notice);
  const whole = make("section", { class: "panel", role: "dialog", "aria-labelledby": "title", hidden: "" }, head, route, log, parts.form);
  return { ...parts, log, whole };
}

function header() {
  return {
    title: make("h2", { id: "title", "data-text": "title" }),
    language: make("button", { type: "button", class: "plain language" }),
    close: make("button", { type: "button", class: "plain close", "data-label": "close" }, icon("close")),
    intro: make("p", { class: "intro", "data-text": "intro", "data-name": "" }),
    person: make("button", { type: "button", class: "plain person" }, icon("person"), make("span", { "data-text": "person" })),
  };
}

function conversation() {
  const list = make("ol", { class: "messages", role: "list" });
  const start = make("p", { class: "start", "data-text": "start" });
  const typing = make("p", { class: "typing", "aria-hidden": "true", hidden: "" }, make("span", { "data-text": "typing" }));
  const chips = make("div", { class: "chips", role: "toolbar", "data-label": "chips", hidden: "" });
  const view = make("div", { class: "view", role: "group", tabindex: "0", "data-label": "conversation" }, list, start, typing, chips);
  return { list, typing, chips, view, notice: make("p", { class: "notice", id: "notice", hidden: "" }) };
}

function composer() {
  const box = make("textarea", { id: "box", rows: "1", enterkeyhint: "send", "aria-describedby": "notice counter", "data-hint": "placeholder" });
  const label = make("label", { for: "box", class: "visually-hidden", "data-text": "input" });
  const counter = make("p", { class: "counter", id: "counter", hidden: "" });
  const send = make("button", { type: "submit", "data-text": "send" });
  return { box, counter, form: make("form", { novalidate: "" }, label, box, send, counter) };
}
