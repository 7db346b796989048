// Fills the JobPosting template of a recipe; the twin of macros/posting/fill_jobposting.py.

import { Filler } from "./fill.js";
import { toHtml } from "./write.js";

/** The JobPosting file: JSON, indented by two, keys in the template's order. */
export function toJobposting(recipe, draft, tree) {
  return JSON.stringify(made(recipe.jobposting, new Filler(recipe, draft), tree), null, 2) + "\n";
}

function made(template, filler, tree) {
  if (template === null || typeof template !== "object") return template;
  if ("$title" in template) return tree.title;
  if ("$html" in template) return toHtml(tree);
  if ("$raw" in template) return raw(template, filler);
  if ("$each" in template) return each(template, filler);
  if ("$first" in template) {
    const found = template.$first.find((one) => filler.holds(one.when));
    return made(found?.then ?? null, filler, tree);
  }
  const entries = Object.entries(template).map(([key, value]) => [key, made(value, filler, tree)]);
  return Object.fromEntries(entries.filter(([, value]) => value !== null));
}

function each({ $each: id, make }, filler) {
  const values = filler.draft.values[id] ?? [filler.fields[id].blank];
  return values.map((value) =>
    Object.fromEntries(Object.entries(make).map(([key, item]) => [key, item.$value ? value : item])),
  );
}

function raw({ $raw: id, $words: words = {} }, filler) {
  const value = filler.value(id);
  if (!value) return filler.fields[id].blank;
  if (filler.fields[id].input === "number") return Number(value);
  return words[value] ?? value;
}
