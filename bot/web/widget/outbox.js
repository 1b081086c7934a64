/* Messages the server has not acknowledged, oldest first; they survive a reload of this tab. */

export class Outbox {
  #memory;
  #frames;

  constructor(memory) {
    this.#memory = memory;
    this.#frames = memory.get("outbox") ?? [];
  }

  get frames() {
    return [...this.#frames];
  }

  get oldest() {
    return this.#frames[0];
  }

  add(frame) {
    this.#keep([...this.#frames, frame]);
  }

  /* Takes a message off; gives it back, or undefined when it was not there. */
  settle(id) {
    const frame = this.#frames.find((one) => one.id === id);
    if (frame) this.#keep(this.#frames.filter((one) => one !== frame));
    return frame;
  }

  #keep(frames) {
    this.#frames = frames;
    this.#memory.set("outbox", frames);
  }
}

/* An id nobody else chooses; crypto.randomUUID is missing on plain http. */
export function freshId() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
