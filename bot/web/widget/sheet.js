/* On a phone the chat is a sheet over the whole page: it fits what the keyboard leaves, and Tab stays in it. */

const NARROW = "(max-width: 600px), (max-height: 480px)";

export class Sheet {
  #host;
  #panel;
  #narrow = matchMedia(NARROW);

  constructor(host, panel) {
    this.#host = host;
    this.#panel = panel;
    this.#narrow.addEventListener("change", () => this.#claim());
    visualViewport.addEventListener("resize", () => this.#fit());
    visualViewport.addEventListener("scroll", () => this.#fit());
    panel.addEventListener("keydown", (event) => this.#keepTab(event));
    this.#claim();
    this.#fit();
  }

  #claim() {
    this.#panel.setAttribute("aria-modal", this.#narrow.matches);
  }

  #fit() {
    this.#host.style.setProperty("--sheet-top", `${visualViewport.offsetTop}px`);
    this.#host.style.setProperty("--sheet-height", `${visualViewport.height}px`);
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
