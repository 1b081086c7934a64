/* The demo shop's consent: a button that is pressed or not. Only a yes is kept, for as long as it stands. */

const KEY = "demo.measuring";
const choice = document.querySelector(".measuring");
const button = choice.querySelector("button");

/* A browser that blocks storage asks again on the next page. */
function stored(use) {
  try {
    return use(localStorage);
  } catch {
    return null;
  }
}

function answer(yes) {
  button.setAttribute("aria-pressed", yes);
  (window.koopwijzerJourney ??= []).push(["consent", yes]);
}

button.addEventListener("click", () => {
  const yes = button.getAttribute("aria-pressed") !== "true";
  stored((storage) => (yes ? storage.setItem(KEY, "yes") : storage.removeItem(KEY)));
  answer(yes);
});
if (stored((storage) => storage.getItem(KEY))) answer(true);
choice.hidden = false;
