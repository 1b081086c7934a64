/* Tells the journey tracker what a visitor does on the pages of a shop; docs/journey-events.md tells all about it:
     <script src=".../journey/v1/journey.js" async data-site="shop" data-consent="granted"></script>
   Before consent nothing is stored and nothing is sent: what happens waits in this page. No cookies. */
(() => {
  const early = window.koopwijzerJourney;
  if (early && !Array.isArray(early)) return;
  const script = document.currentScript;
  const given = script.dataset;
  const door = new URL("page", script.src).href;
  const KEY = "koopwijzer.journey";
  const IDLE = 30 * 60_000;
  const GATHER = 100;
  const AGAIN = 5_000;
  const LONGEST = 5 * 60_000;
  const MOST = 50;
  const SEARCH = /(^|\.)(google|bing|duckduckgo|ecosia|yahoo|startpage|qwant|brave|yandex|baidu)\./;
  const SOCIAL = /(^|\.)(facebook|instagram|pinterest|tiktok|youtube|linkedin|reddit|twitter|x|t|threads|snapchat|whatsapp)\.(com|co|net)$/;

  let consented; /* undefined: nobody said yet */
  let kept = null;
  let calls = [];
  let queue = [];
  let facts = {};
  let busy = false;
  let failures = 0;
  let timer = 0;

  const fresh = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), (n) => n.toString(16).padStart(2, "0")).join("");
  const cents = (euros) => Math.round(Number(euros) * 100) || 0;
  const whole = (number) => Math.max(0, Math.trunc(Number(number)) || 0);

  /* A browser that blocks storage gets a visitor that lasts as long as the page. */
  function stored(read) {
    try {
      return read();
    } catch {
      return null;
    }
  }

  function keep() {
    stored(() => localStorage.setItem(KEY, JSON.stringify(kept)));
  }

  /* How the visitor came to this page: by its own words, else by the page that led here. */
  function came() {
    const query = new URLSearchParams(location.search);
    const host = stored(() => new URL(document.referrer).hostname) ?? "";
    const guess = !host || host === location.hostname ? "direct" : SEARCH.test(host) ? "organic" : SOCIAL.test(host) ? "social" : "referral";
    return { campaign: query.get("utm_campaign") ?? "", medium: query.get("utm_medium")?.toLowerCase() || guess };
  }

  /* The visit that goes on; another one after half an hour without a contact. */
  function visit(at) {
    kept = stored(() => JSON.parse(localStorage.getItem(KEY))) ?? kept ?? { visitor: fresh(), last: 0 };
    const begins = !(at - kept.last < IDLE);
    if (begins) kept = { visitor: kept.visitor, session: fresh(), ...came() };
    kept.last = Math.max(at, kept.last ?? 0);
    keep();
    if (begins && kept.medium === "email") tell(at, "mail_clicked");
    return kept;
  }

  function tell(at, type, data = {}) {
    visit(at);
    queue.push({ id: fresh(), at, type, ...data });
    if (queue.length > MOST) queue.shift();
    soon(GATHER);
  }

  function state(name, token) {
    if (token) facts[name] = token;
    soon(GATHER);
  }

  function soon(wait) {
    clearTimeout(timer);
    timer = setTimeout(send, wait);
  }

  function body(events, more) {
    const { visitor, session, campaign, medium } = visit(Date.now());
    const language = (given.lang || document.documentElement.lang).slice(0, 2).toLowerCase();
    return JSON.stringify({ site: given.site, sent: Date.now(), visitor, session, campaign, medium, language, ...more, events });
  }

  /* Sent again until it is answered: every contact has an id, so it counts once. */
  async function send() {
    if (!consented || busy || !(queue.length || Object.keys(facts).length)) return;
    const sending = [queue, facts];
    [queue, facts] = [[], {}];
    busy = true;
    let wait = GATHER;
    try {
      const answer = await fetch(door, { method: "POST", body: body(...sending), keepalive: true, credentials: "omit" });
      if (answer.status === 429 || answer.status >= 500) throw answer;
      failures = 0;
      if (!answer.ok) console.warn("journey.js:", (await answer.json()).error?.message);
    } catch (why) {
      wait = Math.max(1000 * (why.headers?.get("Retry-After") ?? 0), Math.min(LONGEST, AGAIN * 2 ** failures++));
      if (consented) [queue, facts] = [[...sending[0], ...queue].slice(-MOST), { ...sending[1], ...facts }];
    }
    busy = false;
    soon(wait);
  }

  /* The page may be gone in a moment: what was not sent yet goes now. */
  function leave() {
    if (!consented || !(queue.length || Object.keys(facts).length)) return;
    if (navigator.sendBeacon(door, body(queue, facts))) [queue, facts] = [[], {}];
  }

  /* The one product that the page describes as schema.org/Product; none when there are several. */
  function described() {
    const blocks = [...document.querySelectorAll('script[type="application/ld+json"]')];
    const things = blocks.flatMap((block) => stored(() => JSON.parse(block.textContent)) ?? []).flatMap((one) => one["@graph"] ?? one);
    const found = things.filter((one) => [one?.["@type"]].flat().some((type) => /(^|\/)Product$/.test(type)));
    if (found.length !== 1) return null;
    const offer = [found[0].offers].flat()[0];
    const product = String(found[0].productID ?? found[0].sku ?? found[0]["@id"] ?? "");
    return product && { product, price_cents: cents(offer?.price ?? offer?.lowPrice) };
  }

  function lines(basket) {
    if (typeof basket !== "string") return basket ?? [];
    return basket.split(/\s+/).filter(Boolean).map((line) => {
      const [, product, quantity] = line.match(/^(.+):(\d+)$/) ?? [null, line, 1];
      return { product, quantity };
    });
  }

  /* Tells what differs from the basket that was seen before; `known` false: there may have been one before this visit. */
  function compare(at, basket, known) {
    const before = visit(at).basket ?? (known ? {} : null);
    const now = Object.fromEntries(lines(basket).map((line) => [line.product, line]));
    const changed = [...new Set([...Object.keys(before ?? {}), ...Object.keys(now)])].filter((id) => whole(now[id]?.quantity) !== whole(before?.[id]));
    for (const product of before ? changed : []) tell(at, "basket_changed", { ...now[product], product, quantity: whole(now[product]?.quantity) });
    kept.basket = Object.fromEntries(Object.values(now).map((line) => [line.product, whole(line.quantity)]));
    keep();
  }

  /* Joins the chat of this page to this visitor; the chat's own token proves whose it is. */
  function chat(at, { conversation, token } = {}) {
    if (!token || visit(at).chat === conversation) return;
    kept.chat = conversation;
    keep();
    state("chat", token);
  }

  function remembered(key) {
    return stored(() => JSON.parse(sessionStorage.getItem(`koopwijzer.${key}`)));
  }

  const does = {
    page: (at, data) => tell(at, "page_viewed", data),
    product: (at, data) => tell(at, "product_viewed", data),
    basket: (at, basket) => compare(at, basket, true),
    checkout: (at, data) => tell(at, "checkout_started", data),
    survey: (at, data) => tell(at, "survey_answered", data),
    order: (_, token) => state("order", token),
    identify: (_, token) => state("customer", token),
    traffic: (_, kind) => state("traffic", kind),
    chat,
    load(at) {
      const { category, offer } = given;
      tell(at, "page_viewed", { page: given.page, category });
      const named = given.product && { product: given.product, price_cents: whole(given.priceCents), list_price_cents: whole(given.listPriceCents), offer };
      const product = named || described();
      if (product) tell(at, "product_viewed", { ...product, category });
      if (given.basket !== undefined) compare(at, given.basket, false);
      if (given.checkout !== undefined) tell(at, "checkout_started", { value_cents: whole(given.checkout) });
      for (const name of ["customer", "order", "traffic"]) state(name, given[name]);
      chat(at, { conversation: remembered("conversation"), token: remembered("token") });
    },
  };

  /* Without consent what happens waits here; after a refusal it is not even remembered. */
  function call(name, ...args) {
    if (consented) does[name](Date.now(), ...args);
    else if (consented === undefined && calls.length < MOST) calls.push([name, Date.now(), args]);
  }

  function consent(yes) {
    consented = yes === true;
    if (!consented) {
      [kept, queue, facts] = [null, [], {}];
      stored(() => localStorage.removeItem(KEY));
    }
    for (const [name, at, args] of consented ? calls : []) does[name](at, ...args);
    calls = [];
    for (const field of document.querySelectorAll("[data-koopwijzer-visitor]")) field.value = api.visitor();
  }

  const api = {
    consent,
    visitor: () => (consented ? visit(Date.now()).visitor : ""),
    push: ([name, ...args]) => api[name](...args),
    ...Object.fromEntries(["page", "product", "basket", "checkout", "survey", "order", "identify", "traffic"].map((name) => [name, (...args) => call(name, ...args)])),
  };
  window.koopwijzerJourney = api;

  function start() {
    call("load");
    early?.forEach(api.push);
    if (given.consent) consent(given.consent === "granted");
  }

  addEventListener("KoopwijzerConversation", ({ detail }) => call("chat", detail));
  addEventListener("pagehide", leave);
  document.addEventListener("visibilitychange", () => document.hidden && leave());
  /* Withdrawn in another tab: this one must not write it back. */
  addEventListener("storage", ({ key, newValue }) => consented && (key === null || key === KEY) && newValue === null && consent(false));
  if (document.readyState === "loading") addEventListener("DOMContentLoaded", start);
  else start();
})();
