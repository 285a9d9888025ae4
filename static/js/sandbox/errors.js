/**
 * An error with one of the SDK's names, or with the browser's own: NotFoundError, NotAllowedError.
 *
 * @param {string} name
 * @param {string} message
 * @param {unknown} [cause]
 */
export const sinchError = (name, message, cause) =>
  Object.assign(new Error(message, { cause }), { name });
