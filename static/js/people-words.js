/** @import { Person } from "./types/phone.d.ts" */

const [MINUTE, HOUR, DAY] = [60_000, 3_600_000, 86_400_000];
const MOST_DAYS = 30;

/** @typedef {{query: string, people: Person[], hasMore: boolean}} Found */

/** @type {(found: Found) => string} - what the list holds, where it is not all there are; may be empty */
export const foundSentence = ({ query, people: { length }, hasMore }) => {
  if (hasMore) return `These are ${length} of more people: type to find more.`;
  if (!query) return "";
  if (!length) return `Nobody here is called \u201c${query}\u201d.`;
  return length === 1 ? "One person found." : `${length} people found.`;
};

/** @type {(person: Person, isOnlineKnown: boolean, now: Date) => string} - may be empty */
export const presenceOf = ({ isOnline, lastSeenAt }, isOnlineKnown, now) => {
  if (isOnlineKnown) return isOnline ? "online" : "not online";
  return lastSeenAt === null ? "" : `last seen ${timeSince(new Date(lastSeenAt), now)}`;
};

/** @type {(then: Date, now: Date) => string} - "just now" also where the clocks differ */
const timeSince = (then, now) => {
  const passed = now.getTime() - then.getTime();
  const words = new Intl.RelativeTimeFormat("en");
  if (passed < 2 * MINUTE) return "just now"; // the server notes it once a minute
  if (passed < HOUR) return words.format(-Math.floor(passed / MINUTE), "minute");
  if (passed < DAY) return words.format(-Math.floor(passed / HOUR), "hour");
  if (passed < MOST_DAYS * DAY) return words.format(-Math.floor(passed / DAY), "day");
  return `on ${then.toLocaleDateString([], { dateStyle: "medium" })}`;
};
