// The least that any page does which registers: a credential, a socket, one message. page_speed.py
// serves it on a page with nothing else, as the floor under what the calling page can reach.

const root = /** @type {HTMLElement} */ (document.querySelector(".phone"));
const csrfToken = /** @type {HTMLMetaElement} */ (document.querySelector("meta[name=csrf-token]"));
const socket = new WebSocket("/sandbox/signalling");
const opened = new Promise((resolve) => (socket.onopen = resolve));
const answer = await fetch("/api/ticket", {
  method: "POST",
  headers: { "Content-Type": "application/json", "X-CSRFToken": csrfToken.content },
  body: JSON.stringify({ form: "registrationToken" }),
});
const { ticket: registrationToken, applicationKey, userId } = await answer.json();
await opened;
const instanceId = crypto.randomUUID();
socket.onmessage = ({ data }) => {
  if (JSON.parse(data).type === "registered") root.dataset.status = "ready";
};
const identity = { applicationKey, userId, instanceId };
socket.send(JSON.stringify({ type: "register", ...identity, registrationToken }));

export {};
