import { createApi } from "./api.js";
import { CallbackList } from "./callback-list.js";
import { find } from "./dom.js";

const csrfToken = find(document, "meta[name=csrf-token]").getAttribute("content") ?? "";
const list = new CallbackList(find(document, ".callbacks"), createApi({ csrfToken }));

void list.refresh();
