// The composer's form: from its widgets to the pairs of an address, and back.

import { cleaned } from "./draft.js";
import { renewLines, showLines, valuesOf } from "./lines.js";
import { renewRequirements, requirementPairs, showRequirements } from "./requirements.js";

/** The form as [key, value] pairs, in the order of the page. */
export function pairsIn(form, filler) {
  const typed = [...form.elements].filter(({ name }) => name && name !== "role").flatMap(pairsOfWidget);
  const lines = lineFields(form).flatMap((list) => {
    const id = list.dataset.linesOf;
    return valuesOf(list, filler.linesOf(id)).map((value) => [id, value]);
  });
  return [...typed, ...lines, ...requirementPairs(form, filler.recipe)];
}

function pairsOfWidget(widget) {
  if (widget.type === "checkbox") return widget.checked ? [[widget.name, widget.value]] : [];
  return valuesIn(widget).map((value) => [widget.name, value]);
}

/** The values of a text widget: one a line where lines count, figures as a draft has them. */
function valuesIn(widget) {
  if ("lines" in widget.dataset) return widget.value.split("\n").filter(cleaned);
  const value = widget.inputMode ? figure(widget.value) : widget.value;
  return value ? [value] : [];
}

/** A figure without what people write around it: `€ 85.000`, `85k` and `45,50` are figures too. */
export function figure(text) {
  const bare = text.replace(/[\s'’$€£]/gu, "");
  if (/^[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?$/.test(bare)) return bare.replaceAll(",", "");
  if (/^[0-9]{1,3}(\.[0-9]{3})+(,[0-9]+)?$/.test(bare)) return bare.replaceAll(".", "").replace(",", ".");
  if (/^[0-9]+,[0-9]{1,2}$/.test(bare)) return bare.replace(",", ".");
  const [, thousands] = /^([0-9]+(?:\.[0-9]+)?)k$/i.exec(bare) ?? [];
  return thousands ? String(Math.round(Number(thousands) * 1000)) : bare;
}

/** Put a draft into the form; what it fills in is not left folded away. */
export function show(form, filler) {
  const { values, necessity } = filler.draft;
  for (const widget of form.elements) {
    if (!widget.name || widget.name === "role") continue;
    const held = values[widget.name] ?? [];
    if (widget.type === "checkbox") widget.checked = held.includes(widget.value);
    else widget.value = typedOf(widget, held, filler.fields[widget.name]);
    if (widget.type === "checkbox" ? widget.checked : held.length) openAround(widget);
  }
  for (const list of lineFields(form)) {
    const ours = filler.linesOf(list.dataset.linesOf);
    showLines(list, filler.keysOf(list.dataset.linesOf), ours);
    if (values[list.dataset.linesOf]) openAround(list);
  }
  showRequirements(form, filler);
  if (necessity.size) openAround(form.querySelector("[data-necessity]"));
}

/** Renew what the form shows of our own lines. */
export function renew(form, filler) {
  for (const list of lineFields(form)) renewLines(list, filler.linesOf(list.dataset.linesOf));
  renewRequirements(form, filler);
}

function typedOf(widget, held, { input, options = [] }) {
  const own = input === "tools" ? held.filter((one) => options.every(({ id }) => id !== one)) : held;
  return own.join(input === "long-text" ? "\n\n" : "\n");
}

function lineFields(form) {
  return [...form.querySelectorAll("[data-lines-of]")];
}

function openAround(element) {
  for (let part = element.closest("details"); part; part = part.parentElement.closest("details")) part.open = true;
}

/** Say beside each field why it cannot be used as it is, and how it can. */
export function sayFaults(form, faults) {
  for (const field of form.querySelectorAll("[data-field]")) {
    const { fix } = faults.find(({ key }) => key === field.dataset.field) ?? {};
    field.querySelector(".field-fault").textContent = fix ? `Cannot be used: ${fix}` : "";
    for (const widget of field.querySelectorAll("input, textarea, select")) {
      if (fix) widget.setAttribute("aria-invalid", "true");
      else widget.removeAttribute("aria-invalid");
    }
  }
}
