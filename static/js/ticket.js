/**
 * Get a new credential for the logged-in user. One per use, never kept: it lives ten minutes.
 *
 * @param {import("./api.js").Api} api
 * @param {import("./types/phone.d.ts").TicketForm} form
 * @returns {Promise<string>}
 */
export const fetchTicket = async (api, form) => {
  const { ticket } = await api.post("/api/ticket", { form });
  return ticket;
};
