/* One handoff: it renews itself, and a reply goes out without leaving the page; what is typed is kept until it is sent. */

import { follow, read, refresh, renew } from "/static/live.js";

const MARKS_AFTER = 3_000;
const MOST_TRIES = 5;
const here = location.pathname.split("/").slice(0, 3).join("/");
const kept = `desk.reply.${here}`;
const offline = document.getElementById("offline");
let sending = false;
let tries = 0;
let last = "";
let timer = 0;

// After a refused form the address is that of the form: a reload would send it again.
if (location.pathname !== here) history.replaceState(null, "", here);
follow(`${here}/events`, renewed);
restore();

document.addEventListener("keydown", (event) => {
  if (event.target.id !== "text" || event.key !== "Enter" || event.isComposing || event.shiftKey || event.altKey) return;
  event.preventDefault();
  event.target.form.requestSubmit();
});
document.addEventListener("input", (event) => event.target.id === "text" && keep(event.target.form));
document.addEventListener("submit", (event) => {
  if (event.target.id !== "reply") return;
  event.preventDefault();
  send(event.target);
});

async function send(form) {
  if (sending || !form.text.value.trim()) return;
  sending = true;
  const button = form.querySelector("button");
  const [name, text] = [button.textContent, form.text.value];
  button.textContent = form.dataset.sending;
  form.text.readOnly = true;
  try {
    await answered(form, await fetch(form.action, { method: "POST", body: new URLSearchParams(new FormData(form)) }), text);
  } catch {
    offline.hidden = false;
  } finally {
    button.textContent = name;
    form.text.readOnly = false;
    sending = false;
  }
}

async function answered(form, answer, text) {
  const fresh = await read(answer);
  const key = fresh.querySelector("#reply [name=key]");
  offline.hidden = Boolean(fresh.getElementById("notice"));
  if (answer.ok && form.text.value === text) form.text.value = "";
  if (key) form.key.value = key.value;
  keep(form);
  renew(fresh, { answered: true });
  if (answer.ok) renewed();
}

function keep(form) {
  if (form.text.value) sessionStorage.setItem(kept, JSON.stringify({ key: form.key.value, text: form.text.value }));
  else sessionStorage.removeItem(kept);
}

function restore() {
  const form = document.getElementById("reply");
  const draft = JSON.parse(sessionStorage.getItem(kept) ?? "null");
  if (!form || form.text.value || !draft) return;
  form.text.value = draft.text;
  form.key.value = draft.key;
}

/* The tracker follows the talk by some seconds: look again for phase and mood, but not for ever. */
function renewed() {
  const newest = document.querySelector("#said > li:last-child")?.id ?? "";
  tries = newest === last ? tries + 1 : 0;
  last = newest;
  clearTimeout(timer);
  if (tries < MOST_TRIES && document.querySelector("#said > [data-pending]")) {
    timer = setTimeout(() => refresh(renewed), MARKS_AFTER);
  }
}
