/* A page that renews itself: it hears that something is new, fetches itself again, and takes over what changed.
   Parts are marked with an id and `data-live`; what somebody is typing in, or stands on, is left alone. */

const AGAIN = 30_000;
const POLL = 15_000;

const started = new WeakMap();
let fetching = null;
let once_more = false;

/* Renew whenever the server says so, and `after` each time. */
export function follow(events, after = () => {}) {
  const renewed = () => refresh(after);
  let poll = 0;
  const listen = () => {
    const source = new EventSource(events);
    source.addEventListener("open", () => { clearInterval(poll); poll = 0; });
    source.addEventListener("changed", renewed);
    source.addEventListener("error", () => {
      poll ||= setInterval(renewed, POLL);
      if (source.readyState === EventSource.CLOSED) setTimeout(listen, AGAIN);
    });
  };
  listen();
  tick();
  setInterval(tick, 1000);
  setInterval(() => document.hidden || renewed(), AGAIN);
  document.addEventListener("visibilitychange", () => document.hidden || renewed());
}

/* Fetch this page and take over what changed; one at a time, and once more when it was asked meanwhile. */
export async function refresh(after = () => {}) {
  if (fetching) { once_more = true; return; }
  fetching = fetch(location.pathname, { headers: { Accept: "text/html" } });
  try {
    const answer = await fetching;
    if (answer.redirected) throw new Error("logged out");
    const fresh = await read(answer);
    renew(fresh);
    after(fresh);
    stale(!fresh.querySelector("main [data-live]"));
  } catch {
    stale(true);
  } finally {
    fetching = null;
    if (once_more) { once_more = false; refresh(after); }
  }
}

export async function read(answer) {
  return new DOMParser().parseFromString(await answer.text(), "text/html");
}

/* Take over every part that `fresh` has; with `answered` also what the server says of what was just sent. */
export function renew(fresh, { answered = false } = {}) {
  if (fresh.querySelector("main [data-live]")) document.title = fresh.title;
  for (const part of document.querySelectorAll("[data-live]")) {
    const wanted = fresh.getElementById(part.id);
    if (!wanted) continue;
    const sort = part.dataset.live;
    if (sort === "items") items(part, wanted);
    else if (sort === "form") form(part, wanted);
    else if (sort !== "answer" || answered) content(part, wanted);
  }
}

function items(list, wanted) {
  const place = focusIn(list);
  const ids = new Set([...wanted.children].map((item) => item.id));
  for (const item of [...list.children]) if (!ids.has(item.id)) item.remove();
  let next = list.firstElementChild;
  for (const item of [...wanted.children]) {
    const known = document.getElementById(item.id);
    if (known?.parentElement === list) {
      if (known === next) next = next.nextElementSibling;
      else list.insertBefore(known, next);
      content(known, item);
      copyAttributes(known, item);
    } else {
      list.insertBefore(document.adoptNode(item), next);
    }
  }
  focusAgain(place, list);
}

function copyAttributes(known, item) {
  known.className = item.className;
  known.toggleAttribute("data-pending", item.hasAttribute("data-pending"));
}

/* A form that somebody writes in stays; it comes and goes with what the person may do. */
function form(part, wanted) {
  const typed = [...part.querySelectorAll("textarea")].some((box) => box.value !== box.defaultValue || box.value);
  if (typed || Boolean(part.children.length) === Boolean(wanted.children.length)) return;
  content(part, wanted);
}

function content(part, wanted) {
  setClocks(part, wanted);
  if (part.innerHTML === wanted.innerHTML) return;
  const place = focusIn(part);
  part.replaceChildren(...[...wanted.childNodes].map((node) => document.importNode(node, true)));
  focusAgain(place, part);
}

/* A clock that ticks is no change. */
function setClocks(part, wanted) {
  const fresh = wanted.querySelectorAll(".clock");
  const shown = part.querySelectorAll(".clock");
  if (fresh.length !== shown.length) return;
  shown.forEach((clock, n) => {
    const seconds = Number(fresh[n].dataset.seconds);
    if (Math.abs(seconds - secondsOf(clock)) > 2) started.set(clock, performance.now() - 1000 * seconds);
    fresh[n].dataset.seconds = clock.dataset.seconds;
    fresh[n].textContent = clock.textContent;
    fresh[n].className = clock.className;
  });
}

function secondsOf(clock) {
  if (!started.has(clock)) started.set(clock, performance.now() - 1000 * Number(clock.dataset.seconds));
  return Math.floor((performance.now() - started.get(clock)) / 1000);
}

function tick() {
  for (const clock of document.querySelectorAll(".clock")) {
    const passed = secondsOf(clock);
    const parts = [Math.floor(passed / 3600), Math.floor(passed / 60) % 60, passed % 60].map(String);
    const [hours, minutes, seconds] = [parts[0], parts[1].padStart(2, "0"), parts[2].padStart(2, "0")];
    clock.textContent = hours === "0" ? `${parts[1]}:${seconds}` : `${hours}:${minutes}:${seconds}`;
    clock.classList.toggle("late", passed > Number(clock.dataset.late ?? Infinity));
  }
}

function focusIn(part) {
  return part.contains(document.activeElement) && document.activeElement !== part ? document.activeElement.id || part.id : "";
}

/* Back to what had the focus; when that is gone, to the heading above it. */
function focusAgain(id, part) {
  if (!id || part.contains(document.activeElement)) return;
  const heading = part.closest("section")?.querySelector("h2[tabindex]") ?? document.querySelector("h1");
  (document.getElementById(id) ?? heading)?.focus();
}

function stale(is) {
  const told = document.getElementById("stale");
  if (told && told.hidden === is) told.hidden = !is;
}
