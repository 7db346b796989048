// A poster's choices: from [key, value] pairs of an address to a draft, faults kept.
// The twin of macros/posting/draft.py; a test compares the two over many random choices.

const SPACE = /[\t\n\v\f\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff]+/gu;
const UNPRINTABLE = /[\u0000-\u0008\u000e-\u001f\u007f\ufffe\uffff\ud800-\udfff]/gu;
const MANY = ["lines", "tools", "places"];
const CHOSEN = ["choice", "tools", "places"];
const LONGEST = 1200;
export const NECESSITIES = ["must", "nice", "off"];

/** The choices that can be used, and the keys of those that cannot. Empty values are none. */
export function readDraft(recipe, pairs) {
  const draft = { values: {}, necessity: {} };
  const fields = Object.fromEntries(recipe.fields.map((field) => [field.id, field]));
  const faults = [];
  for (const [key, raw] of pairs) {
    const value = cleaned(raw);
    if (!value) continue;
    const taken = NECESSITIES.includes(key)
      ? turn(recipe, draft, key, value)
      : Object.hasOwn(fields, key) && set(draft, fields[key], value);
    if (!taken) faults.push(key);
  }
  return { draft, faults };
}

/** A value as it is printed: composed characters, single spaces, nothing unprintable. */
export function cleaned(text) {
  return text.normalize("NFC").replace(UNPRINTABLE, "").replace(SPACE, " ").replace(/^ +| +$/g, "");
}

/** The draft as pairs for an address, in the order of the fields. */
export function pairsOf(recipe, draft) {
  const filled = recipe.fields.flatMap(({ id }) => (draft.values[id] ?? []).map((value) => [id, value]));
  const switched = recipe.requirements
    .filter(({ id }) => draft.necessity[id])
    .map(({ id }) => [draft.necessity[id], id]);
  return [...filled, ...switched];
}

function turn(recipe, draft, key, value) {
  const known = recipe.requirements.some(({ id }) => id === value);
  if (!known || Object.hasOwn(draft.necessity, value)) return false;
  draft.necessity[value] = key;
  return true;
}

function set(draft, field, value) {
  if (!usable(field, value)) return false;
  const held = draft.values[field.id];
  if (MANY.includes(field.input)) {
    if (!held?.includes(value)) draft.values[field.id] = [...(held ?? []), value];
    return true;
  }
  if (held) return false;
  draft.values[field.id] = [value];
  return true;
}

function usable(field, value) {
  if ([...value].length > LONGEST) return false;
  if (field.input === "number") return /^[1-9][0-9]{0,8}$/.test(value);
  if (field.input === "currency") return /^[A-Z]{3}$/.test(value);
  if (field.input === "date") return isDay(value);
  return !CHOSEN.includes(field.input) || (field.options ?? []).some(({ id }) => id === value);
}

function isDay(value) {
  const found = /^([0-9]{4})-([0-9]{2})-([0-9]{2})$/.exec(value);
  if (!found) return false;
  const [year, month, day] = found.slice(1).map(Number);
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
  return year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= days[month - 1];
}
