/* Links and pictures from what a feed or the assistant gave; whatever is no web address stays text. */

import { make } from "./element.js";

export function link(text, address, base, attributes = {}) {
  const href = webAddress(address, base);
  return href ? make("a", { ...attributes, href }, ...[text].flat()) : null;
}

/* One or none; a picture that cannot be had leaves no hole. */
export function picture(address, base, size) {
  const src = webAddress(address, base);
  if (!src) return [];
  const image = make("img", { src, alt: "", width: size, height: size, loading: "lazy" });
  image.addEventListener("error", () => image.remove());
  return [image];
}

/* Addresses without a host are the gateway's; anything but a web page or picture is left out. */
function webAddress(address, base) {
  if (!address || !URL.canParse(address, base)) return null;
  const url = new URL(address, base);
  return ["http:", "https:"].includes(url.protocol) ? url.href : null;
}
