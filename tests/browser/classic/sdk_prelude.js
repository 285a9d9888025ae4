// Before the packages' files: what they ask Node.js for, from the browser. No part of this is Sinch's.
var mods = {};
var need = function (name) {
  if (!(name in mods)) throw new Error("The classic SDK asks for an unknown module: " + name);
  return mods[name];
};
mods["xmlhttprequest"] = { XMLHttpRequest: window.XMLHttpRequest };
mods["localStorage"] = window.localStorage;
mods["wrtc"] = {};
mods["atob"] = function (text) { return window.atob(text); };
mods["btoa"] = function (text) { return window.btoa(text); };
mods["sinch-ticketgen"] = function () { throw new Error("Tickets come from the server."); };
// By way of the global, which a page may have wrapped; the real init() would connect at once.
mods["pubnub"] = { init: function () { return function (options) { return window.PUBNUB(options); }; } };
