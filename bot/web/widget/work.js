/* Who is to answer: the assistant is at work from a message that is stored until its turn is over; while a person of
   staff has the conversation it is not, and its turns only end. */

export class Work {
  #said = 0;
  #answered = 0;
  person = "";

  clear() {
    [this.#said, this.#answered, this.person] = [0, 0, ""];
  }

  stored(seq) {
    this.#said = Math.max(this.#said, seq);
  }

  done(seq) {
    this.#answered = Math.max(this.#answered, seq);
  }

  heard({ role, seq, event, name }) {
    if (role === "shopper") this.stored(seq);
    if (role === "agent" || event === "agent_joined") this.person = name ?? this.person;
    if (event === "agent_left") this.person = "";
  }

  get busy() {
    return !this.person && this.#said > this.#answered;
  }
}
