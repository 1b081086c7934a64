/* The one script a shop page includes:
     <script src=".../widget/launcher.js" async data-lang="nl" data-product="ID" data-category="KEY"></script>
   It puts <koopwijzer-chat> on the page; the chat itself is loaded when it is first opened.
   `data-consent="yes"` lets the conversation outlive the tab, as does, later on the page,
   window.dispatchEvent(new CustomEvent("KoopwijzerConsent", { detail: { given: true } })). */
(() => {
  const script = document.currentScript;
  const base = new URL(".", script.src);
  const LASTING = ["token", "conversation", "epoch", "last", "language"];

  /* A browser that blocks storage still gets a chat, one that forgets at reload. */
  function storage(name) {
    try {
      return window[name];
    } catch {
      const kept = new Map();
      return { getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => kept.set(key, value), removeItem: (key) => kept.delete(key) };
    }
  }

  /* What outlives a reload: in this tab, and of that only LASTING in the browser, after consent. */
  class Memory {
    #tab = storage("sessionStorage");
    #browser = storage("localStorage");
    #consent;

    constructor(consent) {
      this.#consent = consent;
    }

    get(key) {
      return JSON.parse(this.#place(key).getItem(`koopwijzer.${key}`));
    }

    set(key, value) {
      this.#place(key).setItem(`koopwijzer.${key}`, JSON.stringify(value));
    }

    consent(given) {
      const kept = LASTING.map((key) => [key, this.get(key)]).filter(([, value]) => value !== null);
      if (!given) LASTING.forEach((key) => this.#browser.removeItem(`koopwijzer.${key}`));
      this.#consent = given;
      kept.forEach(([key, value]) => this.set(key, value));
    }

    #place(key) {
      return this.#consent && LASTING.includes(key) ? this.#browser : this.#tab;
    }
  }

  async function strings(language) {
    const answer = await fetch(new URL(`strings.${language}.json`, base));
    if (!answer.ok) throw new Error(`${answer.url} answered ${answer.status}; serve the widget folder whole.`);
    return answer.json();
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
    #memory;
    #button;
    #label;
    #chat = null;

    async connectedCallback() {
      if (this.shadowRoot) return;
      const root = this.attachShadow({ mode: "open" });
      this.#memory = new Memory(this.dataset.consent === "yes");
      addEventListener("KoopwijzerConsent", ({ detail }) => this.#memory.consent(detail?.given !== false));
      this.lang = this.#language();
      const [words] = await Promise.all([strings(this.lang), stylesheet(root, "../static/look.css"), stylesheet(root, "launcher.css")]);
      this.#build(words);
      if (this.#memory.get("open")) this.open({ focus: false });
    }

    /* Opens the chat, loading it at the first time. */
    async open({ focus = true } = {}) {
      this.#chat ??= this.#load();
      try {
        (await this.#chat).open({ focus });
      } catch (error) {
        this.#chat = null;
        this.#label.textContent = (await strings(this.lang)).launcher_failed;
        throw error;
      }
    }

    async close() {
      (await this.#chat)?.close();
    }

    #language() {
      const wanted = this.#memory.get("language") ?? this.dataset.lang ?? document.documentElement.lang;
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
      return start({ host: this, launcher: this.#button, base, memory: this.#memory, strings });
    }
  }

  function place() {
    if (document.querySelector("koopwijzer-chat")) return;
    const chat = document.createElement("koopwijzer-chat");
    Object.assign(chat.dataset, script.dataset);
    document.body.append(chat);
  }

  customElements.define("koopwijzer-chat", KoopwijzerChat);
  if (document.body) place();
  else addEventListener("DOMContentLoaded", place);
})();
