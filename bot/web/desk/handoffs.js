/* The lists: they renew themselves, and tell of who comes to wait. */

import { follow } from "/static/live.js";

const KEPT = "desk.sound";
const news = document.getElementById("news");
const sound = document.getElementById("sound");
const waiting = () => [...document.querySelectorAll("#waiting-list > li")];
let known = new Set(waiting().map((item) => item.id));
let audio = null;

follow("/handoffs/events", () => {
  const fresh = waiting().filter((item) => !known.has(item.id));
  known = new Set(waiting().map((item) => item.id));
  if (!fresh.length) return;
  const [first] = fresh;
  news.textContent = fresh.length === 1
    ? news.dataset.one.replace("{reason}", first.dataset.reason)
    : news.dataset.many.replace("{n}", fresh.length);
  if (sound.getAttribute("aria-pressed") === "true") beep();
});

sound.hidden = false;
press(localStorage.getItem(KEPT) === "on");
sound.addEventListener("click", () => {
  press(sound.getAttribute("aria-pressed") !== "true");
  localStorage.setItem(KEPT, sound.getAttribute("aria-pressed") === "true" ? "on" : "off");
  if (sound.getAttribute("aria-pressed") === "true") beep();
});

function press(on) {
  sound.setAttribute("aria-pressed", String(on));
}

/* Two short soft tones; a browser that nobody pressed anything in yet keeps silent. */
function beep() {
  audio ??= new AudioContext();
  const [tone, volume] = [audio.createOscillator(), audio.createGain()];
  tone.connect(volume).connect(audio.destination);
  volume.gain.value = 0.08;
  tone.frequency.setValueAtTime(660, audio.currentTime);
  tone.frequency.setValueAtTime(880, audio.currentTime + 0.12);
  tone.start();
  tone.stop(audio.currentTime + 0.24);
}
