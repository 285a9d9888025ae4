/** @type {(count: number) => string} */
const twoDigits = (count) => String(count).padStart(2, "0");

/** @type {(seconds: number) => string} - 0:07, 12:34, 1:00:00 */
export const formatDuration = (seconds) => {
  const whole = Math.max(0, Math.floor(seconds));
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60];
  const tail = twoDigits(whole % 60);
  return hours ? `${hours}:${twoDigits(minutes)}:${tail}` : `${minutes}:${tail}`;
};
