/* Where in the shop the shopper is, as the shop told it by its script tag or by a KoopwijzerPage event. */

const MOST_LINES = 20;
const MOST_PIECES = 999;
const LONGEST = 300;

/* The `page` of docs/protocol.md. The address goes without its query: shops put names and codes there. */
export function told({ product, category, basket }) {
  return { product: text(product), category: text(category), url: location.origin + location.pathname, basket: lines(basket) };
}

function text(given) {
  return given ? String(given) : undefined;
}

function lines(basket) {
  const given = typeof basket === "string" ? basket.split(/\s+/).filter(Boolean).map(line) : Array.isArray(basket) ? basket : [];
  return given.map(counted).filter(({ product, quantity }) => product && product.length <= LONGEST && quantity > 0).slice(0, MOST_LINES);
}

/* `id:quantity`; an id may have colons of its own. */
function line(given) {
  const [, product, quantity] = given.match(/^(.+):(\d+)$/) ?? [null, given, 1];
  return { product, quantity };
}

function counted(line) {
  const { product, quantity = 1 } = Object(line);
  return { product: text(product), quantity: Math.min(Math.trunc(quantity), MOST_PIECES) };
}
