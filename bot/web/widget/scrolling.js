/* Keeps the newest exchange in view: the shopper's last words on top, the answer below them.
   Who has scrolled back to read is left alone. */

const NEAR = 48;

export class Scrolling {
  #view;
  #list;
  #own = 0;

  constructor(view, list) {
    this.#view = view;
    this.#list = list;
  }

  /* Call before adding to the view: says whether the reader is following. */
  following() {
    const { scrollTop, scrollHeight, clientHeight } = this.#view;
    return Math.abs(scrollTop - this.#own) < NEAR || scrollHeight - clientHeight - scrollTop < NEAR;
  }

  toNewest() {
    const said = [...this.#list.children].filter((item) => item.matches(".shopper")).at(-1);
    (said ?? this.#list.lastElementChild)?.scrollIntoView({ block: "start" });
    this.#own = this.#view.scrollTop;
  }
}
