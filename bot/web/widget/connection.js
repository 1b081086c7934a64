/* One conversation over one WebSocket at a time: hello, resume, resend, back off. Speaks docs/protocol.md,
   knows nothing of the screen. One message is under way at a time, so a refused one cannot be overtaken. */

const FIRST_WAIT = 500;
const LONGEST_WAIT = 30_000;
const PATIENCE = 10_000;
const WAKING = 4_000;

export class Connection {
  #url;
  #memory;
  #outbox;
  #greeting;
  #on;
  #socket = null;
  #ready = false;
  #underWay = null;
  #attempts = 0;
  #told = 0;
  #seen = 0;
  #shown = "";
  #anew = false;
  #timers = {};

  /* `hello()` gives what hello says of the page and the language. `on` hears welcome(frame, read), message(frame),
     acked(frame), done(frame), refused(frame, mine) and state(open); up to `read` the shopper saw it before a reload. */
  constructor({ url, memory, outbox, hello, on }) {
    this.#url = url;
    this.#memory = memory;
    this.#outbox = outbox;
    this.#greeting = hello;
    this.#on = on;
  }

  start() {
    addEventListener("online", () => this.#connect());
    addEventListener("offline", () => this.#lost());
    document.addEventListener("visibilitychange", () => document.hidden || this.#wake());
    this.#connect();
  }

  send(frame) {
    this.#outbox.add(frame);
    this.#pump();
  }

  /* Says something that need not arrive: the next hello says it as well. */
  tell(frame) {
    if (this.#ready) this.#write(frame);
  }

  #connect() {
    if (this.#socket) return;
    clearTimeout(this.#timers.again);
    const socket = new WebSocket(this.#url);
    this.#socket = socket;
    this.#expectAnswer();
    socket.onopen = () => this.#hello();
    socket.onmessage = ({ data }) => socket === this.#socket && this.#receive(JSON.parse(data));
    socket.onclose = ({ code }) => socket === this.#socket && this.#lost(code);
  }

  /* Another tab may have begun a new conversation since: then this one shows that. */
  #hello() {
    this.#anew = this.#seen > 0 && this.#place() !== this.#shown;
    if (this.#anew) this.#seen = 0;
    const token = this.#memory.get("token");
    const remembered = token ? { token, epoch: this.#memory.get("epoch") } : {};
    this.#write({ type: "hello", after: this.#seen, ...remembered, ...this.#greeting() });
  }

  /* What the numbers of messages count in. */
  #place() {
    return ["conversation", "epoch"].map((key) => this.#memory.get(key)).join(" ");
  }

  #write(frame) {
    this.#socket.send(JSON.stringify(frame));
  }

  /* A line that is cut silently is only noticed by what does not come back over it. */
  #expectAnswer(patience = PATIENCE) {
    clearTimeout(this.#timers.answer);
    this.#timers.answer = setTimeout(() => this.#lost(), patience);
  }

  /* A phone that slept holds a line that may have ended long ago. */
  #wake() {
    if (!this.#ready || this.#underWay) return;
    this.#write({ type: "ping" });
    this.#expectAnswer(WAKING);
  }

  #lost(code) {
    clearTimeout(this.#timers.answer);
    clearTimeout(this.#timers.held);
    const socket = this.#socket;
    this.#socket = null;
    this.#ready = false;
    this.#underWay = null;
    socket?.close();
    this.#on.state(false);
    clearTimeout(this.#timers.again);
    this.#timers.again = setTimeout(() => this.#connect(), this.#wait(code));
  }

  /* As long as the server said, else random, so that not all shoppers come back in one moment. */
  #wait(code) {
    const most = code === 1012 ? 4000 : Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** this.#attempts);
    const told = this.#told;
    this.#told = 0;
    this.#attempts += 1;
    return told || most * (0.5 + Math.random() / 2);
  }

  #receive(frame) {
    const receivers = {
      welcome: this.#welcomed,
      ack: this.#acknowledged,
      message: this.#heard,
      done: this.#done,
      error: this.#refused,
      pong: this.#alive,
      bye: this.#leaving,
    };
    receivers[frame.type]?.call(this, frame);
  }

  #welcomed(frame) {
    clearTimeout(this.#timers.answer);
    const reset = frame.reset || this.#anew;
    if (reset) this.#remember(0);
    for (const key of ["token", "conversation", "epoch"]) this.#memory.set(key, frame[key]);
    this.#shown = this.#place();
    this.#attempts = 0;
    this.#ready = true;
    this.#on.state(true);
    this.#on.welcome({ ...frame, reset }, this.#seen ? 0 : Math.min(this.#memory.get("last") ?? 0, frame.last_seq));
    this.#pump();
  }

  #heard(frame) {
    if (frame.seq <= this.#seen) return;
    this.#remember(frame.seq);
    this.#settle(frame.id);
    this.#on.message(frame);
  }

  #remember(seq) {
    this.#seen = seq;
    this.#memory.set("last", seq);
  }

  #acknowledged(frame) {
    this.#settle(frame.id);
    this.#on.acked(frame);
  }

  #done(frame) {
    this.#on.done(frame);
  }

  #alive() {
    if (!this.#underWay) clearTimeout(this.#timers.answer);
  }

  #leaving(frame) {
    this.#told = frame.retry_after * 1000;
    this.#expectAnswer();
  }

  /* What comes with a time to wait is tried again then. A frame the server could not even read has no id in its
     error: then it is the one under way. */
  #refused(frame) {
    const later = "retry_after" in frame;
    if (later) this.#hold(frame.retry_after * 1000 * (1 + Math.random() / 2));
    this.#on.refused(frame, later ? undefined : this.#settle(frame.id ?? this.#underWay));
  }

  #settle(id) {
    const frame = this.#outbox.settle(id);
    if (id !== undefined && id === this.#underWay) this.#next();
    return frame;
  }

  #next() {
    clearTimeout(this.#timers.answer);
    this.#underWay = null;
    this.#pump();
  }

  #hold(wait) {
    clearTimeout(this.#timers.answer);
    clearTimeout(this.#timers.held);
    if (!this.#ready) this.#told = wait;
    this.#timers.held = setTimeout(() => (this.#ready ? this.#next() : this.#lost()), wait);
  }

  #pump() {
    const frame = this.#outbox.oldest;
    if (!this.#ready || this.#underWay || !frame) return;
    this.#underWay = frame.id;
    this.#write(frame);
    this.#expectAnswer();
  }
}
