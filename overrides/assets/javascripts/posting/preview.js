// Shows a document tree on the page, blanks marked, as _job_description.html.j2 does.
// What a field says is found again: by the marks that the filling put round it.

const [OPEN, NAMED, CLOSE] = ["\ue000", "\ue001", "\ue002"];
const MARKS = /\ue000([a-z-]+)\ue001|\ue002/g;
const BLANK = /(\[[^[\]]+\])/;

/** A text with the field it comes from, for the filling of a tree that is shown. */
export function marked(text, id) {
  return text && OPEN + id + NAMED + text + CLOSE;
}

/** Put the tree into an element. */
export function preview(target, tree) {
  const facts = tree.facts.map(({ id, label, value, about }) => {
    const fact = element("p", "advert-fact", about);
    const name = element("strong");
    name.textContent = `${label}:`;
    fact.id = `advert-${id}`;
    fact.append(name, " ", ...pieces(value));
    return fact;
  });
  const title = line("p", tree.title, ["title"], "advert-title");
  target.replaceChildren(title, ...facts, ...tree.sections.flatMap(section));
}

/** Outline what a field says, or else the part that depends on it; nothing without a field. */
export function outline(target, field) {
  for (const one of target.querySelectorAll(".is-filling")) one.classList.remove("is-filling");
  if (!field) return;
  const said = [...target.querySelectorAll(`[data-from="${field}"]`)];
  const parts = said.length ? said : [...target.querySelectorAll(`[data-about~="${field}"]`)];
  for (const part of parts) part.classList.add("is-filling");
  if (parts.length) bringIntoView(target, parts[0]);
}

/** Scroll the text, and not the page, until a part of it is seen. */
function bringIntoView(target, part) {
  const frame = target.closest("[data-compose-scroll]");
  const [inner, outer] = [part.getBoundingClientRect(), frame.getBoundingClientRect()];
  const [top, bottom] = [Math.max(outer.top, 0), Math.min(outer.bottom, window.innerHeight)];
  if (inner.top >= top && inner.bottom <= bottom) return;
  frame.scrollTop += inner.top - top - (bottom - top) / 3;
}

function section({ id, title, blocks }) {
  const heading = line("h3", title, []);
  heading.id = `advert-${id}`;
  return [heading, ...blocks.flatMap(block)];
}

function block({ text, lead, items, about }) {
  const lines = [text, lead].filter(Boolean).map((said) => line("p", said, about));
  if (!items) return lines;
  const list = element("ul", "", about);
  list.append(...items.map((item) => line("li", item, [])));
  return [...lines, list];
}

function line(name, text, about, style = "") {
  const made = element(name, style, about);
  made.append(...pieces(text));
  return made;
}

/** A text as nodes: what a field says knows its field, blanks are marked. */
function pieces(text) {
  const open = [];
  const nodes = [];
  let end = 0;
  for (const found of text.matchAll(MARKS)) {
    nodes.push(...said(text.slice(end, found.index), open[0]));
    if (found[1]) open.push(found[1]);
    else open.pop();
    end = found.index + found[0].length;
  }
  return [...nodes, ...said(text.slice(end), open[0])];
}

function said(text, field) {
  return text.split(BLANK).filter(Boolean).map((part) => {
    const blank = BLANK.test(part);
    if (!blank && !field) return part;
    const made = element(blank ? "mark" : "span", blank ? "slot" : "");
    if (field) made.dataset.from = field;
    made.textContent = part;
    return made;
  });
}

function element(name, style = "", about = []) {
  const made = document.createElement(name);
  if (style) made.className = style;
  if (about.length) made.dataset.about = about.join(" ");
  return made;
}
