/* The one script a shop page includes; docs/widget.md tells all about it:
     <script src=".../widget/launcher.js" async data-lang="nl" data-product="ID" data-category="KEY" data-basket="ID:1 ID:2"></script>
   It puts <koopwijzer-chat> on the page when this visitor is to see it; the chat itself is loaded when it is first opened. */
(() => {
  if (customElements.get("koopwijzer-chat")) return;
  const script = document.currentScript;
  const base = new URL(".", script.src);
  const LASTING = ["token", "conversation", "epoch", "last", "language", "draw"];

  /* A browser that blocks storage still gets a chat, one that forgets at reload. */
  function storage(name) {
    try {
      return window[name];
    } catch {
      const kept = new Map();
      return { getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => kept.set(key, value), removeItem: (key) => kept.delete(key) };
    }
  }

  /* What outlives a reload: in this tab, and of that only LASTING in the browser as well, after consent. */
  class Memory {
    #tab = storage("sessionStorage");
    #browser = storage("localStorage");
    #consent = false;

    get(key) {
      return JSON.parse((this.#lasts(key) ? this.#browser : this.#tab).getItem(`koopwijzer.${key}`));
    }

    set(key, value) {
      this.#tab.setItem(`koopwijzer.${key}`, JSON.stringify(value));
      if (this.#lasts(key)) this.#browser.setItem(`koopwijzer.${key}`, JSON.stringify(value));
    }

    /* The tab keeps its copy, so that a conversation goes on when consent is given or withdrawn in the midst of it. */
    consent(given) {
      this.#consent = given;
      for (const key of LASTING.map((name) => `koopwijzer.${name}`)) {
        const kept = this.#tab.getItem(key);
        if (!given) this.#browser.removeItem(key);
        else if (kept !== null) this.#browser.setItem(key, kept);
      }
    }

    #lasts(key) {
      return this.#consent && LASTING.includes(key);
    }
  }

  const memory = new Memory();
  let page = { ...script.dataset };

  async function json(address) {
    const answer = await fetch(new URL(address, base));
    if (!answer.ok) throw new Error(`${answer.url} answered ${answer.status}; serve the widget folder whole.`);
    return answer.json();
  }

  async function strings(language) {
    const [own, chat] = await Promise.all(["launcher", "strings"].map((name) => json(`${name}.${language}.json`)));
    return { ...own, ...chat };
  }

  /* Whether this visitor belongs to the share that sees the chat. Who is in a conversation keeps it, unless nobody may. */
  async function invited() {
    const word = new URLSearchParams(location.search).get("koopwijzer");
    if (word !== null) memory.set("preview", word);
    const preview = memory.get("preview");
    const { share } = await json(preview ? `rollout.json?preview=${encodeURIComponent(preview)}` : "rollout.json");
    if (share <= 0 || share >= 100) return share > 0;
    if (memory.get("draw") === null) memory.set("draw", Math.random() * 100);
    return memory.get("token") !== null || memory.get("draw") < share;
  }

  function stylesheet(root, address) {
    const link = document.createElement("link");
    link.rel = "stylesheet";
    link.href = new URL(address, base);
    const settled = new Promise((resolve) => {
      link.onload = link.onerror = resolve;
    });
    root.append(link);
    return settled;
  }

  function bubble() {
    const [svg, path] = ["svg", "path"].map((tag) => document.createElementNS("http://www.w3.org/2000/svg", tag));
    svg.setAttribute("viewBox", "0 0 24 24");
    svg.setAttribute("aria-hidden", "true");
    path.setAttribute("d", "M4 5h16v11h-9l-4.5 4v-4H4zM8 9h8M8 12.5h5");
    svg.append(path);
    return svg;
  }

  class KoopwijzerChat extends HTMLElement {
    #button;
    #label;
    #chat = null;

    async connectedCallback() {
      if (this.shadowRoot) return;
      const root = this.attachShadow({ mode: "open" });
      this.lang = this.#language();
      const [words] = await Promise.all([
        json(`launcher.${this.lang}.json`),
        stylesheet(root, "../static/look.css"),
        stylesheet(root, "launcher.css"),
      ]);
      this.#build(words);
      if (memory.get("open")) this.open({ focus: false });
    }

    /* Opens the chat, loading it at the first time. */
    async open({ focus = true } = {}) {
      this.#chat ??= this.#load();
      try {
        (await this.#chat).open({ focus });
      } catch (error) {
        this.#chat = null;
        this.#label.textContent = (await json(`launcher.${this.lang}.json`)).launcher_failed;
        throw error;
      }
    }

    async close() {
      (await this.#chat)?.close();
    }

    /* The page changed without a reload. */
    async moved() {
      (await this.#chat)?.moved();
    }

    #language() {
      const wanted = memory.get("language") ?? script.dataset.lang ?? document.documentElement.lang;
      return wanted?.toLowerCase().startsWith("en") ? "en" : "nl";
    }

    #build(words) {
      this.#label = document.createElement("span");
      this.#label.dataset.text = "launcher";
      this.#label.textContent = words.launcher;
      this.#button = document.createElement("button");
      this.#button.className = "launcher";
      this.#button.setAttribute("aria-haspopup", "dialog");
      this.#button.append(bubble(), this.#label);
      this.#button.addEventListener("click", () => this.open());
      this.shadowRoot.append(this.#button);
    }

    async #load() {
      const [{ start }] = await Promise.all([import(new URL("chat.js", base)), stylesheet(this.shadowRoot, "chat.css")]);
      return start({ host: this, launcher: this.#button, base, memory, strings, page: () => page });
    }
  }

  const find = () => document.querySelector("koopwijzer-chat");

  async function place() {
    if ((await invited()) && !find()) document.body.append(document.createElement("koopwijzer-chat"));
  }

  if (script.dataset.consent) memory.consent(script.dataset.consent === "yes");
  addEventListener("KoopwijzerConsent", ({ detail }) => memory.consent(detail?.given !== false));
  /* Withdrawn in another tab: this one must not write it back. */
  addEventListener("storage", ({ key, newValue }) => (key === null || key === "koopwijzer.token") && newValue === null && memory.consent(false));
  addEventListener("KoopwijzerPage", ({ detail }) => {
    page = detail ?? {};
    find()?.moved();
  });
  customElements.define("koopwijzer-chat", KoopwijzerChat);
  if (document.body) place();
  else addEventListener("DOMContentLoaded", place);
})();
