// Reads JSON, writes JSON: {"tickets", "resigned"}, made by Sinch's own sinch-ticketgen.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const require = createRequire(process.argv[2]);
const sinchTicket = require("sinch-ticketgen");
const hmacSha256 = require("crypto-js/hmac-sha256");
const base64 = require("crypto-js/enc-base64");

const { key, secret, users, ours } = JSON.parse(readFileSync(0, "utf8"));
const tickets = users.map(({ id, second }) => {
  const created = new Date(second * 1000).toISOString();
  return sinchTicket(key, secret, { username: id }, created).userTicket;
});
// It signs nothing but its own JSON: so the library that it signs with signs ours.
const resigned = ours.map(({ ticket }) => [
  hmacSha256(base64.parse(ticket.split(":")[0]), base64.parse(secret)).toString(base64),
]);
console.log(JSON.stringify({ tickets, resigned }));
