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
    const newest = this.#list.lastElementChild;
    (said ?? newest)?.scrollIntoView({ block: "start" });
    if (newest && this.#isBelow(newest)) newest.scrollIntoView({ block: "start" });
    this.#own = this.#view.scrollTop;
  }

  #isBelow(item) {
    return item.getBoundingClientRect().top > this.#view.getBoundingClientRect().bottom - NEAR;
  }
}
