// Letters of Hebrew, Arabic and the other scripts that are written from right to left.
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;
const [ISOLATE, END] = ["\u2068", "\u2069"];

/** @type {(name: string) => string} - a name that does not turn around the sentence it stands in */
export const inSentence = (name) =>
  RIGHT_TO_LEFT.test(name) ? `${ISOLATE}${name}${END}` : name;
