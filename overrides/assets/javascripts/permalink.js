// The `#` beside a heading or line: a click follows it, copies its full address, and opens a small
// menu with what else can be done with the part. Without script it is a link.

import { write } from "./clipboard.js";

const REFUSED = "Your browser did not allow copying. The address bar shows the link.";
const HEADINGS = "h1, h2, h3, h4, h5, h6";
const LINES = ".data-link > a, a[data-search-exclude]"; // to where a block or a row is written
const PLACE = /\/(data\/[^#?]+)#\D+(\d+)$/;

/** Wire every `#` of the page. */
export function permalinks(root, win, say) {
  const menu = "popover" in win.HTMLElement.prototype ? menuIn(root) : null;
  root.addEventListener("click", async (event) => {
    const link = event.target.closest?.("a.headerlink");
    if (!link || event.metaKey || event.ctrlKey) return;
    const id = decodeURIComponent(link.hash.slice(1));
    const done = await write({ "text/plain": win.location.origin + win.location.pathname + link.hash });
    say(done ? "Link copied" : REFUSED);
    root.querySelector(".headerlink.is-copied")?.classList.remove("is-copied");
    link.classList.toggle("is-copied", done);
    if (menu) open(menu, link, done ? "Link copied" : REFUSED, [embedOf(root), correctionOf(root, id)]);
  });
}

function menuIn(root) {
  const menu = root.createElement("span");
  menu.className = "part-menu";
  menu.popover = "auto";
  menu.addEventListener("toggle", ({ newState }) => newState === "closed" && menu.remove());
  return menu;
}

/** Beside its `#`, so that Tab goes from one to the other; the top layer would lose its place. */
function open(menu, link, said, actions) {
  const words = Object.assign(document.createElement("span"), { textContent: said });
  const links = actions.filter(Boolean).map(({ text, href }) => {
    return Object.assign(document.createElement("a"), { textContent: text, href });
  });
  menu.replaceChildren(words, ...links);
  link.after(menu);
  menu.showPopover();
  const [mark, own] = [link.getBoundingClientRect(), menu.getBoundingClientRect()];
  const right = document.documentElement.clientWidth - own.width - 8;
  menu.style.left = `${Math.max(8, Math.min(mark.left, right)) + window.scrollX}px`;
  menu.style.top = `${mark.bottom + window.scrollY}px`;
}

/** Where to take a part of a role's page into another site; null where none of it can be. */
function embedOf(root) {
  const role = root.querySelector('link[type="application/json+oembed"]')?.href.match(/\/oembed\/(.+)-[a-z]+\.json/)?.[1];
  if (!role) return null;
  const page = new URL("../../linking/", import.meta.url);
  return { text: "Embed this list", href: `${page}?role=${role}#embed-${role}` };
}

/** The form that says a part is wrong: it knows the page, the part, and the line of its data. */
function correctionOf(root, id) {
  const form = root.querySelector("[data-form]")?.dataset.form;
  const part = root.getElementById(id);
  if (!form || !part) return null;
  const line = lineOf(root, part);
  const title = line?.parentElement.dataset.about ?? part.textContent.replace(/#$/, "").trim().slice(0, 40);
  const [, file, number] = line?.href.match(PLACE) ?? [];
  const place = file ? `${decodeURIComponent(file)}:${number}` : `#${id}`;
  const filled = form.replace("__title__", encodeURIComponent(title)).replace("__file__", encodeURIComponent(place));
  return { text: "Correct this", href: filled };
}

/** The first line of the data after a part begins, if no other part of its rank begins before it. */
export function lineOf(root, part) {
  const rank = (one) => (one.matches(HEADINGS) ? Number(one.tagName[1]) : 7);
  for (const one of root.querySelectorAll(`${HEADINGS}, ${LINES}`)) {
    const after = part.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING;
    if (!after) continue;
    if (one.matches(LINES)) return PLACE.test(one.href) ? one : null;
    if (!part.contains(one) && rank(one) <= rank(part)) return null;
  }
  return null;
}
