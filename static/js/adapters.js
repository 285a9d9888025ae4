import { ClassicAdapter } from "./sdk-classic.js";
import { CurrentAdapter } from "./sdk-current.js";
import { fetchTicket } from "./ticket.js";

/** @import { Adapter, AdapterListener, LoadedSdk, TicketForm } from "./types/phone.d.ts" */

/** @typedef {import("./sdk-current.js").ClientOptions} CurrentOptions */
/** @typedef {import("./sdk-classic.js").ClassicOptions} ClassicOptions */
/**
 * @typedef {object} Surroundings
 * @property {CurrentOptions & ClassicOptions} options
 * @property {import("./api.js").Api} api
 * @property {import("./event-log.js").EventLog} log
 */

/** @type {(sdk: LoadedSdk, page: Surroundings, listener: AdapterListener) => Adapter} */
export const makeAdapter = (loaded, { options, api, log }, listener) => {
  /** @param {TicketForm} form */
  const getTicket = async (form) => {
    const ticket = await fetchTicket(api, form);
    log.note(`Ticket issued: ${form}, valid until ${ticket.expiresAt}`);
    return ticket;
  };
  if (loaded.generation === "classic") {
    return new ClassicAdapter(loaded.sdk, options, () => getTicket("userTicket"), listener);
  }
  const getToken = async () => (await getTicket("registrationToken")).ticket;
  return new CurrentAdapter(loaded.sdk, options, getToken, listener);
};
