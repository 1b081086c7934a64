/* On a phone the chat is a sheet over the whole page: it fits what the keyboard leaves, and Tab stays in it. */

const NARROW = "(max-width: 600px), (max-height: 480px)";
const LOW = 480;
const LOWEST = 340;

export class Sheet {
  #host;
  #panel;
  #fitted;
  #narrow = matchMedia(NARROW);

  /* `fitted()` hears that the height changed; `left()` that a link leads to a page, which the sheet must not cover. */
  constructor(host, panel, { fitted, left }) {
    this.#host = host;
    this.#panel = panel;
    this.#fitted = fitted;
    this.#narrow.addEventListener("change", () => this.#claim());
    visualViewport.addEventListener("resize", () => this.#fit());
    visualViewport.addEventListener("scroll", () => this.#fit());
    panel.addEventListener("keydown", (event) => this.#keepTab(event));
    panel.addEventListener("click", (event) => this.#narrow.matches && event.target.closest("a") && left());
    this.#claim();
    this.#fit();
  }

  #claim() {
    this.#panel.setAttribute("aria-modal", this.#narrow.matches);
  }

  /* Who magnifies with two fingers sees less of the page, and the sheet keeps its size. */
  #fit() {
    const { height, scale, offsetTop } = visualViewport;
    const room = Math.round(height * scale);
    if (scale === 1) this.#host.style.setProperty("--sheet-top", `${offsetTop}px`);
    this.#host.style.setProperty("--sheet-height", `${room}px`);
    this.#panel.classList.toggle("low", room <= LOW);
    this.#panel.classList.toggle("lowest", room <= LOWEST);
    this.#fitted();
  }

  #keepTab(event) {
    if (event.key !== "Tab" || !this.#narrow.matches) return;
    const stops = [...this.#panel.querySelectorAll("a, button, textarea, [tabindex]")].filter((one) => one.tabIndex >= 0 && one.checkVisibility());
    const [leaving, entering] = event.shiftKey ? [stops.at(0), stops.at(-1)] : [stops.at(-1), stops.at(0)];
    if (event.target !== leaving) return;
    event.preventDefault();
    entering.focus();
  }
}
