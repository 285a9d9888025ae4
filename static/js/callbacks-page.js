import { CallbackList } from "./callback-list.js";
import { apiOfPage, find } from "./page.js";

const list = new CallbackList(find(document, ".callbacks"), apiOfPage());

void list.refresh();
