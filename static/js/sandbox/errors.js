/**
 * An error with one of the SDK's names.
 *
 * @param {"InvalidOperationError" | "IllegalArgumentException"} name
 * @param {string} message
 * @param {unknown} [cause]
 */
export const sinchError = (name, message, cause) =>
  Object.assign(new Error(message, { cause }), { name });
