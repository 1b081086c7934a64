/* One conversation over one WebSocket at a time: hello, resume, resend, back off. Speaks docs/protocol.md,
   knows nothing of the screen. One message is under way at a time, so a refused one cannot be overtaken. */

const FIRST_WAIT = 500;
const LONGEST_WAIT = 30_000;
const PATIENCE = 10_000;
const LATER = ["too_fast", "unavailable"];

export class Connection {
  #url;
  #memory;
  #outbox;
  #page;
  #on;
  #socket = null;
  #ready = false;
  #underWay = null;
  #attempts = 0;
  #seen = 0;
  #timers = {};

  /* `page()` gives what hello says of the page and the language. `on` hears welcome(frame, read), message(frame),
     acked(frame), done(frame), refused(frame, mine) and state(open); up to `read` the shopper saw it before a reload. */
  constructor({ url, memory, outbox, page, on }) {
    this.#url = url;
    this.#memory = memory;
    this.#outbox = outbox;
    this.#page = page;
    this.#on = on;
  }

  start() {
    addEventListener("online", () => this.#connect());
    addEventListener("offline", () => this.#lost());
    this.#connect();
  }

  send(frame) {
    this.#outbox.add(frame);
    this.#pump();
  }

  #connect() {
    if (this.#socket) return;
    clearTimeout(this.#timers.again);
    const socket = new WebSocket(this.#url);
    this.#socket = socket;
    this.#expectAnswer();
    socket.onopen = () => this.#write({ type: "hello", after: this.#seen, ...this.#remembered(), ...this.#page() });
    socket.onmessage = ({ data }) => socket === this.#socket && this.#receive(JSON.parse(data));
    socket.onclose = ({ code }) => socket === this.#socket && this.#lost(code);
  }

  #remembered() {
    const token = this.#memory.get("token");
    return token ? { token, epoch: this.#memory.get("epoch") } : {};
  }

  #write(frame) {
    this.#socket.send(JSON.stringify(frame));
  }

  /* A line that is cut silently is only noticed by what does not come back over it. */
  #expectAnswer() {
    clearTimeout(this.#timers.answer);
    this.#timers.answer = setTimeout(() => this.#lost(), PATIENCE);
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

  /* Random, so that the shoppers of a server that restarts do not all come back in one moment. */
  #wait(code) {
    const most = code === 1012 ? 4000 : Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** this.#attempts);
    this.#attempts += 1;
    return most * (0.5 + Math.random() / 2);
  }

  #receive(frame) {
    const receivers = { welcome: this.#welcomed, ack: this.#acknowledged, message: this.#told, done: this.#done, error: this.#refused };
    receivers[frame.type]?.call(this, frame);
  }

  #welcomed(frame) {
    clearTimeout(this.#timers.answer);
    if (frame.reset) this.#remember(0);
    this.#memory.set("token", frame.token);
    this.#memory.set("epoch", frame.epoch);
    this.#attempts = 0;
    this.#ready = true;
    this.#on.state(true);
    this.#on.welcome(frame, this.#seen ? 0 : Math.min(this.#memory.get("last") ?? 0, frame.last_seq));
    this.#pump();
  }

  #told(frame) {
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

  /* A frame the server could not even read has no id in its error: then it is the one under way. */
  #refused(frame) {
    const later = LATER.includes(frame.code);
    if (later) this.#hold(frame.retry_after ?? 5);
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

  #hold(seconds) {
    clearTimeout(this.#timers.answer);
    clearTimeout(this.#timers.held);
    this.#timers.held = setTimeout(() => (this.#ready ? this.#next() : this.#lost()), seconds * 1000);
  }

  #pump() {
    const frame = this.#outbox.oldest;
    if (!this.#ready || this.#underWay || !frame) return;
    this.#underWay = frame.id;
    this.#write(frame);
    this.#expectAnswer();
  }
}
