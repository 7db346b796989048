// Requirements in two lists and what is left out of both. A draft names what differs from ours.

import { addLine, keysOf, renewLines, showLines } from "./lines.js";

const LABELS = { must: "Must", nice: "Also useful" };

/** Put the requirements of a draft into the form's lists. */
export function showRequirements(form, filler) {
  for (const list of lists(form)) showLines(list, filler.required(list.dataset.necessity), oursOf(filler));
}

/** Renew the words of our lines, and offer what is in neither list. */
export function renewRequirements(form, filler) {
  const ours = oursOf(filler);
  for (const list of lists(form)) renewLines(list, ours);
  const there = new Set(lists(form).flatMap(keysOf));
  const left = [...ours].filter(([id]) => !there.has(id));
  form.querySelector("[data-left-out]").replaceChildren(...left.map(([id, line]) => leftOut(id, line)));
}

/** The requirements as pairs: what moved, what is the poster's own, and what is off. */
export function requirementPairs(form, recipe) {
  const kept = lists(form).map((list) => [list.dataset.necessity, keysOf(list)]);
  const there = new Set(kept.flatMap(([, keys]) => keys));
  const off = recipe.requirements.filter(({ id, necessity }) => necessity in LABELS && !there.has(id));
  return [...kept.flatMap(([necessity, keys]) => named(recipe, necessity, keys)), ...off.map(({ id }) => ["off", id])];
}

/** Those of a list that must be named: what follows ours in our order, or all of them. */
function named(recipe, necessity, keys) {
  const ours = recipe.requirements.filter((one) => one.necessity === necessity && keys.includes(one.id));
  const inOrder = ours.every(({ id }, at) => keys[at] === id);
  return (inOrder ? keys.slice(ours.length) : keys).map((key) => [necessity, key]);
}

/** Wire the buttons that bring a requirement of ours into one of the lists. */
export function wireRequirements(form, state, changed) {
  form.addEventListener("click", ({ target }) => {
    const button = target.closest("[data-bring]");
    if (!button) return;
    const list = lists(form).find(({ dataset }) => dataset.necessity === button.dataset.bring);
    addLine(list, button.value, oursOf(state.filler));
    changed();
  });
}

function oursOf(filler) {
  return new Map(filler.recipe.requirements.map(({ id, line }) => [id, filler.line(line)]));
}

function lists(form) {
  return [...form.querySelectorAll("[data-necessity]")];
}

function leftOut(id, line) {
  const row = document.createElement("li");
  row.append(`${line} `, ...Object.entries(LABELS).map(([necessity, label]) => bring(id, line, necessity, label)));
  return row;
}

function bring(id, line, necessity, label) {
  const button = document.createElement("button");
  Object.assign(button, { type: "button", className: "line-button", value: id, textContent: `+ ${label}` });
  button.dataset.bring = necessity;
  button.setAttribute("aria-label", `${label}: ${line}`);
  return button;
}
