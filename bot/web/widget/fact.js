/* Whether a fact meets a wish of the shopper: a tick or a cross, in words for who does not see it. */

import { icon, make } from "./element.js";

/* Adds the verdict to the element that shows the fact; none when no wish is about it. */
export function judged(element, fits, words) {
  if (typeof fits !== "boolean") return element;
  const verdict = fits ? "fits" : "misses";
  element.append(icon(verdict), make("span", { class: "visually-hidden" }, " (", words.element("span", verdict), ")"));
  return element;
}
