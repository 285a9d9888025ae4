/** Asks a question again and again; only the answer to the last one counts. */
export class LastQuestion {
  #ask;
  #last = new AbortController();

  /** @param {(about: string, signal: AbortSignal) => Promise<any>} ask */
  constructor(ask) {
    this.#ask = ask;
  }

  /** The question before this one is forgotten, with its answer. */
  forget() {
    this.#last.abort();
  }

  /**
   * @param {string} about
   * @param {number} [pauseMs] how long to wait for the next question instead
   * @returns {Promise<any>} null when another question took this one's place
   */
  async answer(about, pauseMs = 0) {
    this.forget();
    const { signal } = (this.#last = new AbortController());
    if (pauseMs) await new Promise((resolve) => setTimeout(resolve, pauseMs));
    if (signal.aborted) return null;
    try {
      const answer = await this.#ask(about, signal);
      return signal.aborted ? null : answer;
    } catch (error) {
      if (signal.aborted) return null;
      throw error;
    }
  }
}
