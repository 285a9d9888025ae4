const PATIENCE_MS = 10_000;

/** What went wrong between the page and its own server, as a sentence. */
export class ApiError extends Error {
  /** @param {string} message @param {string} code */
  constructor(message, code) {
    super(message);
    this.name = "ApiError";
    this.code = code;
  }
}

/**
 * @typedef {object} Api
 * @property {(path: string, signal?: AbortSignal) => Promise<any>} get
 * @property {(path: string, body: object) => Promise<any>} post
 * @property {(path: string) => Promise<any>} delete
 */

/**
 * @param {{csrfToken: string, origin?: string}} options `origin` only where there is no page
 * @returns {Api} whose functions throw {@link ApiError}, and nothing else
 */
export const createApi = ({ csrfToken, origin = "" }) => {
  /** @type {(path: string, options: RequestInit) => Promise<any>} */
  const request = async (path, options) => {
    const patience = AbortSignal.timeout(PATIENCE_MS);
    const signal = options.signal ? AbortSignal.any([options.signal, patience]) : patience;
    const answer = await fetch(origin + path, { ...options, signal }).catch(() => null);
    if (!answer) throw new ApiError("The server does not answer. Is it running?", "unreachable");
    const body = await answer.json().catch(() => null);
    if (!answer.ok) throw refusal(answer.status, body);
    return body;
  };
  return {
    get: (path, signal) => request(path, { signal, headers: { Accept: "application/json" } }),
    post: (path, body) =>
      request(path, {
        method: "POST",
        keepalive: true, // the report of a call that ended because the page was closed
        headers: { "Content-Type": "application/json", "X-CSRFToken": csrfToken },
        body: JSON.stringify(body),
      }),
    delete: (path) =>
      request(path, { method: "DELETE", headers: { "X-CSRFToken": csrfToken } }),
  };
};

/** @type {(status: number, body: any) => ApiError} */
const refusal = (status, body) => {
  const { message, code } = body?.error ?? {};
  // The CSRF token lives as long as the session: a refused one belongs to a session that is over.
  if (status === 401 || code === "csrf") {
    return new ApiError("Your session has ended: log in again.", "session_ended");
  }
  return new ApiError(
    message || `The server answered with error ${status}. Try again in a moment.`,
    code || "server_error",
  );
};
