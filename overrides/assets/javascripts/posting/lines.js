// Lists that a poster edits: lines of ours and of their own, moved by buttons or Alt and an arrow.
// A row knows the id of our line, and stands for it as long as its words are ours.

import { cleaned, ID, NONE } from "./draft.js";

/** The keys of a list's rows in their order: ids of our lines, or own words. Empty rows are none. */
export function keysOf(list) {
  return [...list.children].map(keyOf).filter(Boolean);
}

function keyOf(row) {
  const text = cleaned(wordsOf(row).value);
  if (row.dataset.id && text === row.dataset.ours) return row.dataset.id;
  return ID.test(text) ? text[0].toUpperCase() + text.slice(1) : text; // what is no id begins so
}

/** Put lines into a list: ids of `ours` (id to words), or own words. */
export function showLines(list, keys, ours) {
  list.replaceChildren(...keys.map((key) => rowOf(list, key, ours)));
  number(list);
}

/** Add a line at the end of a list, ready to be written. */
export function addLine(list, key = "", ours = new Map()) {
  list.append(rowOf(list, key, ours));
  number(list);
  wordsOf(list.lastElementChild).focus();
}

/** What a field of lines says: nothing while the lines are ours, in our order. */
export function valuesOf(list, ours) {
  const keys = keysOf(list);
  if (!keys.length) return ours.size ? [NONE] : [];
  return keys.join("\n") === [...ours.keys()].join("\n") ? [] : keys;
}

/** Give rows that hold our lines the words these have now, such as the tools just chosen. */
export function renewLines(list, ours) {
  for (const row of list.children) {
    const words = wordsOf(row);
    const now = ours.get(row.dataset.id);
    if (now === undefined || now === row.dataset.ours || cleaned(words.value) !== row.dataset.ours) continue;
    words.value = row.dataset.ours = now;
    fit(words);
  }
}

/** Wire the lists of a form; `changed` is called after a row moved, went or came. */
export function wireLines(form, changed) {
  form.addEventListener("click", ({ target }) => {
    const button = target.closest("[data-line]");
    if (!button) return;
    if (button.dataset.line === "add") addLine(button.parentElement.querySelector(".line-rows"));
    else act(button.closest("li"), button.dataset.line, button);
    changed();
  });
  form.addEventListener("keydown", (event) => {
    const row = event.target.closest?.(".line-rows > li");
    if (!row || event.isComposing) return;
    const way = event.altKey && { ArrowUp: "up", ArrowDown: "down" }[event.key];
    if (!way && event.key !== "Enter") return;
    if (event.target.localName !== "textarea") return;
    event.preventDefault();
    if (way) act(row, way, event.target);
    else insertAfter(row);
    changed();
  });
  form.addEventListener("input", ({ target }) => target.matches(".line-rows textarea") && fit(target));
  form.addEventListener("toggle", () => form.querySelectorAll(".line-rows textarea").forEach(fit), true);
}

/** Move or remove a row; what had the focus keeps it, or else the row beside it gets it. */
function act(row, what, focused) {
  const list = row.parentElement;
  if (what === "up") row.previousElementSibling?.before(row);
  if (what === "down") row.nextElementSibling?.after(row);
  if (what === "remove") {
    const next = row.nextElementSibling ?? row.previousElementSibling;
    row.remove();
    focused = next?.querySelector("[data-line=remove]") ?? list.parentElement.querySelector("[data-line=add]");
  }
  number(list);
  (focused.disabled ? wordsOf(row) : focused).focus();
}

function insertAfter(row) {
  const list = row.parentElement;
  row.after(rowOf(list, "", new Map()));
  number(list);
  wordsOf(row.nextElementSibling).focus();
}

function rowOf(list, key, ours) {
  const row = document.createElement("li");
  const words = document.createElement("textarea");
  words.value = ours.get(key) ?? key;
  words.rows = 1;
  if (ours.has(key)) Object.assign(row.dataset, { id: key, ours: cleaned(words.value) });
  row.append(words, button("up", "↑"), button("down", "↓"), button("remove", "×"));
  requestAnimationFrame(() => fit(words));
  return row;
}

function button(what, sign) {
  const made = document.createElement("button");
  Object.assign(made, { type: "button", className: "line-button", textContent: sign });
  made.dataset.line = what;
  return made;
}

/** Say each row's number, so that a screen reader tells which line is meant. */
function number(list) {
  const rows = [...list.children];
  for (const [at, row] of rows.entries()) {
    const [words, up, down, remove] = row.children;
    const name = `line ${at + 1}`;
    words.setAttribute("aria-label", `${list.dataset.label}, ${name} of ${rows.length}`);
    up.setAttribute("aria-label", `Move ${name} up`);
    down.setAttribute("aria-label", `Move ${name} down`);
    remove.setAttribute("aria-label", `Remove ${name}`);
    up.disabled = at === 0;
    down.disabled = at === rows.length - 1;
  }
}

function wordsOf(row) {
  return row.querySelector("textarea");
}

/** As high as its words. */
function fit(words) {
  words.style.height = "auto";
  words.style.height = `${words.scrollHeight + 2}px`;
}
