import { describeCount, drawDelivery } from "./callback-delivery.js";
import { find, newRow, setText } from "./page.js";

/** @import { Api, ApiError } from "./page.js" */
/** @import { Delivery } from "./types/callbacks.d.ts" */

const EVERY_MS = 2000;

/** The deliveries, newest first; asks again every two seconds while somebody looks. */
export class CallbackList {
  /** @type {Map<string, HTMLElement>} by id: a row stays the same element, open and with its focus */
  #rows = new Map();
  #timer = 0;
  #path;
  #root;
  #api;

  /** @param {HTMLElement} root @param {Api} api */
  constructor(root, api) {
    this.#root = root;
    this.#api = api;
    this.#path = `/api/callbacks?call=${encodeURIComponent(root.dataset.call ?? "")}`;
    document.addEventListener("visibilitychange", () => void this.refresh());
  }

  async refresh() {
    clearTimeout(this.#timer);
    if (document.visibilityState === "hidden") return;
    try {
      this.#draw((await this.#api.get(this.#path)).deliveries);
      this.#tell("");
    } catch (error) {
      const { message, code } = /** @type {ApiError} */ (error);
      this.#tell(message);
      if (code === "session_ended") return;
    }
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => void this.refresh(), EVERY_MS);
  }

  /** @param {Delivery[]} deliveries */
  #draw(deliveries) {
    const known = this.#rows;
    this.#rows = new Map(deliveries.map((delivery) => [delivery.id, this.#row(delivery)]));
    for (const [id, row] of known) if (!this.#rows.has(id)) row.remove();
    this.#putInOrder([...this.#rows.values()]);
    find(this.#root, ".callbacks__empty").hidden = deliveries.length > 0;
    setText(find(this.#root, ".callbacks__state"), describeCount(deliveries));
  }

  /** @param {Delivery} delivery */
  #row(delivery) {
    const row = this.#rows.get(delivery.id) ?? newRow(this.#root);
    drawDelivery(row, delivery);
    return row;
  }

  /**
   * From the end: what is in its place is not touched, so nothing open closes and no focus is lost.
   *
   * @param {HTMLElement[]} rows
   */
  #putInOrder(rows) {
    const list = find(this.#root, ".deliveries");
    /** @type {HTMLElement | null} */
    let below = null;
    for (const row of rows.toReversed()) {
      if (row.parentElement !== list || row.nextElementSibling !== below) {
        list.insertBefore(row, below);
      }
      below = row;
    }
  }

  /** @param {string} problem */
  #tell(problem) {
    const line = find(this.#root, ".callbacks__problem");
    setText(line, problem);
    line.hidden = !problem;
  }
}
