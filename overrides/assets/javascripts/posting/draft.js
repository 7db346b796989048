// A poster's choices: from [key, value] pairs of an address to a draft, faults kept.
// The twin of macros/posting/draft.py; a test compares the two over many random choices.

const SPACE = /[\t\n\v\f\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff]+/gu;
const UNPRINTABLE = /[\u0000-\u0008\u000e-\u001f\u007f\ufffe\uffff\ud800-\udfff]/gu;
const MANY = ["lines", "tools", "places"];
const CHOSEN = ["choice", "tools", "places"];
const SHAPES = {
  number: [/^[1-9][0-9]{0,8}$/, "write a whole number: nine digits at most."],
  currency: [/^[A-Z]{3}$/, "write three capitals, such as USD."],
  country: [/^[A-Z]{2}$/, "write two capitals, such as US."],
};
const [LONGEST, MOST] = [1200, 250];
export const NECESSITIES = ["must", "nice", "off"];

/** The choices that can be used, and the key and the fix of those that cannot. Empty values are none. */
export function readDraft(recipe, pairs) {
  const draft = { values: {}, necessity: {} };
  const fields = Object.fromEntries(recipe.fields.map((field) => [field.id, field]));
  const faults = [];
  for (const [key, raw] of pairs) {
    const value = cleaned(raw);
    if (!value) continue;
    let fix = "use one of the fields.";
    if (NECESSITIES.includes(key)) fix = turn(recipe, draft, key, value);
    else if (Object.hasOwn(fields, key)) fix = set(draft, fields[key], value);
    if (fix) faults.push({ key, fix });
  }
  return { draft, faults: [...faults, ...takeOutLower(fields, draft)] };
}

function takeOutLower(fields, { values }) {
  const faults = [];
  for (const { id, at_least } of Object.values(fields)) {
    const [floor, value] = [values[at_least]?.[0], values[id]?.[0]];
    if (!floor || !value) continue;
    const below = value.length === floor.length ? value < floor : value.length < floor.length;
    if (below) faults.push({ key: id, fix: `write ${floor} or more, or change: ${fields[at_least].label}.` });
  }
  for (const { key } of faults) delete values[key];
  return faults;
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
  if (!known) return "use one of the requirements.";
  if (Object.hasOwn(draft.necessity, value)) return "keep one of must, nice and off.";
  draft.necessity[value] = key;
  return "";
}

/** Put a value into the draft; the fix when it cannot be used. */
function set(draft, field, value) {
  const fix = fixOf(field, value);
  if (fix) return fix;
  const held = draft.values[field.id];
  if (MANY.includes(field.input)) {
    if (held?.includes(value)) return "";
    if (held?.length >= MOST) return `write ${MOST} at most.`;
    draft.values[field.id] = [...(held ?? []), value];
    return "";
  }
  if (held) return "keep one of the two.";
  draft.values[field.id] = [value];
  return "";
}

function fixOf(field, value) {
  if ([...value].length > LONGEST) return `write ${LONGEST} characters at most.`;
  const [shape, fix] = SHAPES[field.input] ?? [];
  if (shape && !shape.test(value)) return fix;
  if (field.input === "date" && !isDay(value)) return "write a day as YYYY-MM-DD.";
  const known = !CHOSEN.includes(field.input) || (field.options ?? []).some(({ id }) => id === value);
  return known ? "" : "use one of the values.";
}

function isDay(value) {
  const found = /^([0-9]{4})-([0-9]{2})-([0-9]{2})$/.exec(value);
  if (!found) return false;
  const [year, month, day] = found.slice(1).map(Number);
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
  return year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= days[month - 1];
}
