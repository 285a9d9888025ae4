/** @import { Ticket, TicketForm } from "./types/phone.d.ts" */

/**
 * Get a new credential for the logged-in user. One per use, never kept.
 *
 * @param {import("./api.js").Api} api
 * @param {TicketForm} form
 * @returns {Promise<Ticket>}
 */
export const fetchTicket = (api, form) => api.post("/api/ticket", { form });
