/* The chat: puts panel, connection and transcript together. Loaded by launcher.js when first opened. */

import { Chips } from "./chips.js";
import { Composer } from "./composer.js";
import { Connection } from "./connection.js";
import { Outbox, freshId } from "./outbox.js";
import { told } from "./page.js";
import { panel } from "./panel.js";
import { Scrolling } from "./scrolling.js";
import { Sheet } from "./sheet.js";
import { Transcript } from "./transcript.js";
import { Words } from "./words.js";
import { Work } from "./work.js";

const OTHER = { nl: ["en", "English"], en: ["nl", "Nederlands"] };

/* Builds the chat in the host's shadow root; gives what opens and closes it. */
export async function start(context) {
  const words = new Words(context.strings);
  await words.use(context.host.lang);
  return new Chat(context, words);
}

class Chat {
  #parts = panel();
  #context;
  #words;
  #transcript;
  #scrolling;
  #chips;
  #composer;
  #connection;
  #outbox;
  #offered = [];
  #offeredFor = 0;
  #news = 0;
  #work = new Work();
  #complaint = "";
  #postponed = false;
  #cut = false;

  constructor(context, words) {
    this.#context = context;
    this.#words = words;
    this.#outbox = new Outbox(context.memory);
    context.host.shadowRoot.append(this.#parts.whole);
    this.#show();
    this.#listen();
    this.#label();
    this.#connect();
  }

  open({ focus }) {
    this.#remember(true);
    this.#scrolling.toNewest();
    if (focus) this.#composer.focus();
  }

  close() {
    this.#remember(false);
    this.#context.launcher.focus();
  }

  moved() {
    this.#connection.tell({ type: "page", page: told(this.#context.page()) });
  }

  #remember(open) {
    this.#parts.whole.hidden = !open;
    this.#context.launcher.hidden = open;
    this.#context.memory.set("open", open);
  }

  #show() {
    const { list, view, chips, form, box, counter, whole } = this.#parts;
    const words = this.#words;
    this.#transcript = new Transcript(list, { words, base: this.#context.base });
    this.#scrolling = new Scrolling(view, list);
    this.#chips = new Chips(chips, { choose: (chip) => this.#choose(chip), leave: () => this.#leave() });
    this.#composer = new Composer({ form, box, counter, words, say: (text) => this.#say(text), complain: (...why) => this.#complain(words.say(...why)) });
    new Sheet(this.#context.host, whole, { fitted: () => this.#follow(), left: () => this.#context.memory.set("open", false) });
    for (const frame of this.#outbox.frames) this.#transcript.sending(frame.id, frame.text ?? frame.label);
  }

  #listen() {
    const { whole, close, person, language, box } = this.#parts;
    close.addEventListener("click", () => this.close());
    person.addEventListener("click", () => this.#say(this.#words.say("person")));
    language.addEventListener("click", () => this.#speak(OTHER[this.#words.language][0]));
    whole.addEventListener("keydown", (event) => event.key === "Escape" && !event.isComposing && this.close());
    box.addEventListener("input", () => this.#complain(""));
  }

  /* Whoever types in the other language is answered in it, and reads the rest in it as well. */
  #adopt({ seq, role, language }) {
    if (role === "bot" && seq > this.#news && language in OTHER && language !== this.#words.language) this.#speak(language);
  }

  async #speak(language) {
    await this.#words.use(language);
    this.#context.memory.set("language", language);
    this.#context.host.lang = language;
    this.#complaint = "";
    this.#label();
  }

  #label() {
    const [code, name] = OTHER[this.#words.language];
    this.#words.fill(this.#context.host.shadowRoot);
    this.#parts.language.textContent = name;
    this.#parts.language.lang = code;
    this.#composer.count();
    this.#notify();
  }

  #connect() {
    const on = {
      welcome: (frame, read) => this.#welcome(frame, read),
      message: (frame) => this.#told(frame),
      acked: (frame) => this.#acked(frame),
      done: ({ seq }) => this.#finished(seq),
      refused: (frame, mine) => this.#refused(frame, mine),
      state: (open) => this.#line(open),
    };
    const url = new URL("../chat", this.#context.base);
    url.protocol = url.protocol.replace("http", "ws");
    this.#connection = new Connection({ url, memory: this.#context.memory, outbox: this.#outbox, hello: () => this.#hello(), on });
    this.#connection.start();
  }

  #hello() {
    return { language: this.#words.language, page: told(this.#context.page()) };
  }

  #welcome(frame, read) {
    this.#forgetPostponed();
    if (frame.reset) this.#startAfresh();
    this.#news = read;
    this.#parts.log.setAttribute("aria-live", this.#news ? "off" : "polite");
    this.#composer.allow(frame.max_chars);
    this.#finished(frame.done_seq);
    /* For journey.js, which joins this conversation to the visit when the shopper consented to that. */
    const { conversation, token } = frame;
    dispatchEvent(new CustomEvent("KoopwijzerConversation", { detail: { conversation, token } }));
  }

  #startAfresh() {
    this.#transcript.clear();
    this.#work.clear();
    this.#offered = [];
    this.#complain(this.#words.say("reset"));
  }

  #told(message) {
    const follow = this.#scrolling.following();
    this.#adopt(message);
    this.#transcript.show(message);
    this.#offer(message);
    this.#work.heard(message);
    this.#progress();
    if (follow) this.#scrolling.toNewest();
    if (message.seq >= this.#news) this.#listenAgain();
  }

  /* The choices of the newest answer, in whichever of its messages they came. */
  #offer({ role, re, chips }) {
    const more = role === "bot" && re && re === this.#offeredFor;
    this.#offered = role === "bot" ? (chips ?? (more ? this.#offered : [])) : [];
    this.#offeredFor = re;
  }

  /* What the shopper already heard before a reload is not read out once more. */
  #listenAgain() {
    requestAnimationFrame(() => this.#parts.log.setAttribute("aria-live", "polite"));
  }

  #acked({ id, seq }) {
    this.#transcript.sent(id);
    this.#forgetPostponed();
    this.#work.stored(seq);
    this.#progress();
  }

  #finished(seq) {
    this.#work.done(seq);
    this.#progress();
  }

  #progress() {
    const { typing, intro, person } = this.#parts;
    typing.hidden = this.#cut || !this.#work.busy;
    this.#chips.show(this.#transcript.waiting ? [] : this.#offered);
    const name = this.#work.person;
    if (intro.dataset.name === name) return;
    if (this.#context.host.shadowRoot.activeElement === person) this.#leave();
    person.hidden = Boolean(name);
    this.#words.retext(intro, name ? "intro_person" : "intro", name);
  }

  #say(text) {
    this.#send({ type: "say", text }, text);
  }

  #choose({ id, label }) {
    this.#send({ type: "choose", chip: id, label }, label);
  }

  #send(content, shown) {
    const frame = { ...content, id: freshId(), language: this.#words.language };
    this.#complain("");
    this.#transcript.sending(frame.id, shown);
    this.#progress();
    this.#scrolling.toNewest();
    this.#connection.send(frame);
  }

  #refused(frame, mine) {
    this.#complain(frame.message);
    this.#postponed = !mine;
    if (!mine) return;
    this.#transcript.drop(mine.id);
    this.#composer.giveBack(mine.text ?? mine.label);
    this.#progress();
  }

  /* "We will try again" is over once it worked. */
  #forgetPostponed() {
    if (this.#postponed) this.#complain("");
    this.#postponed = false;
  }

  /* What the reader was looking at stays in view when the keyboard takes its room. */
  #follow() {
    if (this.#scrolling?.following()) this.#scrolling.toNewest();
  }

  #line(open) {
    this.#cut = !open;
    this.#progress();
    this.#notify();
  }

  #complain(text) {
    this.#complaint = text;
    this.#notify();
  }

  /* One line for what is wrong: with the message first, else with the connection. */
  #notify() {
    const text = this.#complaint || (this.#cut ? this.#words.say("offline") : "");
    if (this.#parts.notice.textContent !== text) this.#parts.notice.textContent = text;
    this.#parts.notice.hidden = !text;
  }

  /* Takes the focus from what goes away. On a touch screen the box would bring up the keyboard over what was just chosen. */
  #leave() {
    if (matchMedia("(pointer: coarse)").matches) this.#parts.view.focus({ preventScroll: true });
    else this.#composer.focus();
  }
}
