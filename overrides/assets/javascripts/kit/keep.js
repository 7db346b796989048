// The kit that a reader puts together on many pages: kept in this browser until it is emptied.
// What is kept is the address of the kit's page behind its question mark.

import { addressOf, button, element } from "./card.js";

const KEY = "handbook-kit";
let here = ""; // where nothing may be kept, it holds on this page

/** The choices kept last. */
export function keptKit(win) {
  try {
    return new URLSearchParams(win.localStorage.getItem(KEY) ?? here);
  } catch {
    return new URLSearchParams(here);
  }
}

/** Keep choices for the pages to come. */
export function keepKit(win, choices) {
  here = String(choices);
  try {
    win.localStorage.setItem(KEY, here);
  } catch {
    // It holds on this page, then.
  }
}

/** Put a button on each question of a page that adds it to the kit, and takes it out again. */
export function addToKit(root, win, say) {
  const bar = element("p", "kit-bar");
  bar.hidden = true;
  root.querySelector(".md-content__inner")?.append(bar);
  const refresh = () => showBar(bar, win, all);
  const all = [...root.querySelectorAll(".question header, .bank > li")].flatMap((card) => buttonFor(card, win, refresh, say));
  refresh();
}

function buttonFor(card, win, refresh, say) {
  const titled = card.matches("[id]") ? card : card.querySelector("[id]");
  if (!titled || card.closest("[data-kit-result]")) return [];
  const id = titled.id;
  const title = titled.textContent.replace(/\s*#\s*$/, "").trim();
  const made = button("Add to kit", () => {
    const choices = keptKit(win);
    const ids = choices.getAll("question");
    const next = ids.includes(id) ? ids.filter((one) => one !== id) : [...ids, id];
    choices.delete("question");
    next.forEach((one) => choices.append("question", one));
    keepKit(win, choices);
    refresh();
    say(next.includes(id) ? `Added: ${title}. ${counted(next)} in your kit.` : `Taken out: ${title}.`);
  });
  made.classList.add("kit-add");
  made.dataset.question = id;
  made.dataset.title = title;
  const text = card.querySelector(".bank-text");
  if (text) text.before(made, " ");
  else (card.querySelector(".chips") ?? card).append(made);
  return [made];
}

function showBar(bar, win, buttons) {
  const choices = keptKit(win);
  const ids = choices.getAll("question");
  for (const one of buttons) {
    const inside = ids.includes(one.dataset.question);
    one.textContent = inside ? "In your kit" : "Add to kit";
    one.setAttribute("aria-pressed", String(inside));
    one.setAttribute("aria-label", `${one.textContent}: ${one.dataset.title}`);
  }
  const link = element("a", "button", "Open the kit");
  link.href = `${addressOf("kit/")}?${choices}`;
  const empty = button("Empty it", () => {
    choices.delete("question");
    keepKit(win, choices);
    showBar(bar, win, buttons);
  });
  bar.replaceChildren(element("span", "", `Your kit: ${counted(ids)}.`), link, empty);
  bar.hidden = ids.length === 0;
}

function counted(ids) {
  return ids.length === 1 ? "1 question" : `${ids.length} questions`;
}
