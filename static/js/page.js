// What the scripts of every page need: the elements that its template promises, and its own server.

const PATIENCE_MS = 10_000;
const LEAVING_MS = 1000;

/**
 * An element that the template promises.
 *
 * @template {Element} [Wanted=HTMLElement]
 * @param {ParentNode} root
 * @param {string} selector
 * @returns {Wanted}
 */
export const find = (root, selector) => {
  const element = root.querySelector(selector);
  if (!element) throw new Error(`The page has no ${selector}.`);
  return /** @type {Wanted} */ (element);
};

/**
 * Writing the same text again would make a screen reader say it again.
 *
 * @type {(element: Element, text: string) => void}
 */
export const setText = (element, text) => {
  if (element.textContent !== text) element.textContent = text;
};

/** @type {(section: HTMLElement, selector?: string) => HTMLElement} - from the section's own template */
export const newRow = (section, selector = "template") => {
  const { content } = /** @type {HTMLTemplateElement} */ (find(section, selector));
  return /** @type {HTMLElement} */ (find(content, "*").cloneNode(true));
};

/** @type {(text: string) => Promise<boolean>} - false: on plain http there is no clipboard, and else a browser may refuse it */
export const copy = async (text) => {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
};

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
 * @typedef {object} ApiOptions
 * @property {string} csrfToken
 * @property {string} [origin] only where there is no page
 * @property {(method: string, path: string, error: ApiError) => void} [onRefused] is told of what is also thrown
 */

/**
 * @param {ApiOptions} options
 * @returns {Api} whose functions throw {@link ApiError}, and nothing else
 */
export const createApi = ({ csrfToken, origin = "", onRefused = () => {} }) => {
  /** @type {(path: string, options: RequestInit) => Promise<any>} */
  const ask = async (path, options) => {
    const patience = AbortSignal.timeout(PATIENCE_MS);
    const signal = options.signal ? AbortSignal.any([options.signal, patience]) : patience;
    const answer = await fetch(origin + path, { ...options, signal }).catch(() => null);
    if (!answer) throw new ApiError("The server does not answer. Is it running?", "unreachable");
    const body = await answer.json().catch(() => null);
    if (!answer.ok) throw refusal(answer.status, body);
    return body;
  };
  /** @type {(path: string, options: RequestInit) => Promise<any>} */
  const request = async (path, options) => {
    try {
      return await ask(path, options);
    } catch (error) {
      // Nobody waits any more for the answer to a question that was taken back.
      if (!options.signal?.aborted) onRefused(options.method ?? "GET", path, /** @type {ApiError} */ (error));
      throw error;
    }
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

/** What the server put into the page, to be taken once. @type {(section: HTMLElement) => any} */
export const takeFirst = ({ dataset }) => {
  const { first = "null" } = dataset;
  delete dataset.first;
  return JSON.parse(first);
};

/** @type {(root: HTMLElement, userId: string) => string} - by the list of people, before it is taken */
export const nameInPage = (root, userId) => {
  const { people = [] } = JSON.parse(find(root, ".people").dataset.first ?? "{}");
  return people.find((/** @type {any} */ each) => each.userId === userId)?.displayName ?? userId;
};

/** @type {(onRefused?: ApiOptions["onRefused"]) => Api} */
export const apiOfPage = (onRefused) => {
  const csrfToken = find(document, "meta[name=csrf-token]").getAttribute("content") ?? "";
  return createApi({ csrfToken, onRefused });
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

/**
 * Let the call end, and be kept in the history, before the session is gone; wait a moment at most.
 *
 * @param {HTMLFormElement} form
 * @param {() => Promise<unknown>} leave
 */
export const logOutAfter = (form, leave) => {
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    await Promise.race([leave(), new Promise((resolve) => setTimeout(resolve, LEAVING_MS))]);
    forgetSdk();
    form.submit();
  });
};

/** What the SDKs keep in this browser; the server asks browsers to drop it too, but not all obey. */
const forgetSdk = () => {
  for (const key of Object.keys(localStorage)) {
    if (/^(sinch:|SinchSDK-)/.test(key)) localStorage.removeItem(key);
  }
};

/** In sessionStorage: the call that ended because its page was reloaded or left. */
export const CUT_OFF = "cut-off-call";
