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
  if ("$areas" in template) return given(template.$areas, filler).map((value) => area(filler, value));
  if ("$skills" in template) return skills(filler);
  if ("$first" in template) {
    const found = template.$first.find((one) => filler.holds(one.when));
    return made(found?.then ?? null, filler, tree);
  }
  const entries = Object.entries(template).map(([key, value]) => [key, made(value, filler, tree)]);
  return Object.fromEntries(entries.filter(([, value]) => value !== null));
}

function given(id, filler) {
  return filler.draft.values[id] ?? [filler.fields[id].blank];
}

function area(filler, value) {
  const name = value.replace(/ State$/, "");
  const country = countryOf(filler, name);
  return country ? { "@type": "State", name: `${name}, ${country}` } : { "@type": "Country", name: value };
}

function countryOf({ recipe: { regions = {} } }, name) {
  return Object.hasOwn(regions, name) ? regions[name] : null;
}

function skills(filler) {
  const titles = new Map(filler.recipe.requirements.map((one) => [one.id, one.skill]));
  const asked = filler.required("must").filter((id) => titles.has(id));
  return [...new Set(asked.map((id) => titles.get(id)))].join(", ") || null;
}

function raw({ $raw: id, $part: part, $as: as, $words: words = {} }, filler) {
  const value = filler.value(id);
  if (!value) return part === "region" ? null : filler.fields[id].blank;
  if (as) return as.replaceAll("#", () => value);
  if (part) return partOfPlace(filler, value, part);
  if (["number", "money"].includes(filler.fields[id].input)) return Number(value);
  return words[value] ?? value;
}

function partOfPlace(filler, place, part) {
  const [town, ...rest] = place.split(", ");
  if (part === "locality") return town;
  const known = rest.find((one) => countryOf(filler, one));
  return known ?? (rest.length > 1 ? rest[0] : null);
}
