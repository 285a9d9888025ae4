/**
 * @typedef {object} Capabilities
 * @property {boolean} isApple an iPhone or iPad, whatever the browser is called
 * @property {boolean} isInstalled opened from the home screen
 * @property {boolean} hasPush
 * @property {NotificationPermission} permission to show notifications
 */

const NOBODY = "or nobody can call you here";

/** @type {(browser: Capabilities) => string} - what this browser needs to be called; empty: nothing */
export const browserNote = ({ isApple, isInstalled, hasPush, permission }) => {
  if (isApple && !isInstalled) {
    return (
      "To be called on an iPhone or iPad (iOS 16.4 or later), put this page on the home screen: " +
      "Share, then Add to Home Screen. Open it from there."
    );
  }
  if (!hasPush) {
    return isApple
      ? "To be called on an iPhone or iPad, update it to iOS 16.4 or later."
      : "This browser, or its private window, has no push messages: nobody can call you here.";
  }
  if (permission === "denied") {
    return `Notifications are blocked: allow them for this page in the browser's settings, ${NOBODY}.`;
  }
  if (permission === "default") {
    return `The browser asks for notifications when you turn on your phone: allow them, ${NOBODY}.`;
  }
  return "";
};

/** @returns {Capabilities} */
export const capabilities = () => {
  const { userAgent, maxTouchPoints } = navigator;
  const hasPush = "PushManager" in window && "Notification" in window;
  return {
    // An iPad calls itself a Mac, but no Mac has a touch screen.
    isApple: /iPhone|iPad/.test(userAgent) || (/Macintosh/.test(userAgent) && maxTouchPoints > 1),
    isInstalled: matchMedia("(display-mode: standalone)").matches,
    hasPush,
    permission: hasPush ? Notification.permission : "denied",
  };
};
