// A poster's choices: from [key, value] pairs of an address to a draft, faults kept.
// The twin of macros/posting/draft.py; a test compares the two over many random choices.

const SPACE = /[\t\n\v\f\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff]+/gu;
const UNPRINTABLE = /[\u0000-\u0008\u000e-\u001f\u007f\ufffe\uffff\ud800-\udfff]/gu;
const BETWEEN = /\n[ \t\r]*\n/;
const MANY = ["lines", "long-text", "tools", "places", "list"];
const CHOSEN = ["choice", "tools", "places", "list"];
const OPEN = ["tools", "list"];
// What names a line or a tool of ours; anything else is the poster's own wording.
export const ID = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const OWN = "or begin your own with a capital letter.";
const SHAPES = {
  number: [/^(0|[1-9][0-9]{0,8})$/, "write a whole number: nine digits at most."],
  money: [/^(0|[1-9][0-9]{0,8})(\.[0-9]{1,2})?$/, "write an amount in digits, such as 85000 or 45.50."],
  currency: [/^[A-Z]{3}$/, "write three capitals, such as USD."],
  country: [/^[A-Z]{2}$/, "write two capitals, such as US."],
};
const [LONGEST, MOST] = [1200, 250];
export const NECESSITIES = ["must", "nice", "off"];
export const NONE = "none"; // the value of a list without a line

/**
 * The choices that can be used, and the key and the fix of those that cannot. Empty values are none.
 * With `today` (YYYY-MM-DD), a day that may not be past is held against it.
 */
export function readDraft(recipe, pairs, today = "") {
  const draft = { values: {}, necessity: new Map() };
  const fields = Object.fromEntries(recipe.fields.map((field) => [field.id, field]));
  const faults = [];
  for (const [key, raw] of pairs) {
    const field = Object.hasOwn(fields, key) ? fields[key] : null;
    const values = field?.input === "long-text" ? raw.split(BETWEEN) : [raw];
    for (const value of values.map(cleaned).filter(Boolean)) {
      let fix = "use one of the fields.";
      if (NECESSITIES.includes(key)) fix = turn(recipe, draft, key, value);
      else if (field) fix = set(draft, field, value);
      if (fix) faults.push({ key, fix });
    }
  }
  const lower = takeOutLower(fields, draft);
  return { draft, faults: [...faults, ...lower, ...(today ? takeOutPast(fields, draft, today) : [])] };
}

function takeOutLower(fields, { values }) {
  const faults = [];
  for (const { id, at_least, input } of Object.values(fields)) {
    const [floor, value] = [values[at_least]?.[0], values[id]?.[0]];
    if (!floor || !value) continue;
    const below = input === "date" ? value < floor : Number(value) < Number(floor);
    if (below) faults.push({ key: id, fix: `write ${floor} or more, or change: ${fields[at_least].label}.` });
  }
  for (const { key } of faults) delete values[key];
  return faults;
}

function takeOutPast(fields, { values }, today) {
  const past = Object.values(fields).filter(({ id, not_past }) => not_past && values[id]?.[0] < today);
  for (const { id } of past) delete values[id];
  return past.map(({ id }) => ({ key: id, fix: `write ${today} or a later day.` }));
}

/** A value as it is printed: composed characters, single spaces, nothing unprintable. */
export function cleaned(text) {
  return text.normalize("NFC").replace(UNPRINTABLE, "").replace(SPACE, " ").replace(/^ +| +$/g, "");
}

/** The draft as pairs for an address: fields in their order, requirements in the draft's. */
export function pairsOf(recipe, draft) {
  const filled = recipe.fields.flatMap(({ id }) => (draft.values[id] ?? []).map((value) => [id, value]));
  return [...filled, ...[...draft.necessity].map(([line, necessity]) => [necessity, line])];
}

function turn(recipe, draft, key, value) {
  const known = recipe.requirements.some(({ id }) => id === value);
  if (!known && (key === "off" || ID.test(value))) return `use one of the requirements, ${OWN}`;
  if (draft.necessity.has(value)) return "keep one of must, nice and off.";
  const fix = beyond(value, draft.necessity.size);
  if (!fix) draft.necessity.set(value, key);
  return fix;
}

/** Put a value into the draft; the fix when it cannot be used. */
function set(draft, field, value) {
  const fix = fixOf(field, value);
  if (fix) return fix;
  const held = draft.values[field.id] ?? [];
  if (MANY.includes(field.input)) {
    if (held.includes(value)) return "";
    const much = beyond(value, held.length);
    if (!much) draft.values[field.id] = [...held, value];
    return much;
  }
  if (held.length) return "keep one of the two.";
  draft.values[field.id] = [field.input === "money" ? amount(value) : value];
  return "";
}

/** The fix of a value that is too long, or of one too many. */
function beyond(value, held) {
  if ([...value].length > LONGEST) return `write ${LONGEST} characters at most.`;
  return held >= MOST ? `write ${MOST} at most.` : "";
}

/** An amount as it is printed: with two decimals, or with none. */
function amount(value) {
  const [whole, part = ""] = value.split(".");
  return /[1-9]/.test(part) ? `${whole}.${part.padEnd(2, "0")}` : whole;
}

function fixOf(field, value) {
  const much = beyond(value, 0);
  if (much) return much;
  const [shape, fix] = SHAPES[field.input] ?? [];
  if (shape && !shape.test(value)) return fix;
  if (field.input === "date" && !isDay(value)) return "write a day as YYYY-MM-DD.";
  return beside(field, value) || outside(field, value);
}

/** The fix of a value that is none of the field's, nor of the poster's own. */
function beside({ input, options = [] }, value) {
  const known = options.some(({ id }) => id === value) || (input === "list" && value === NONE);
  if (!CHOSEN.includes(input) || known) return "";
  if (!OPEN.includes(input)) return "use one of the values.";
  return options.length && ID.test(value) ? `use one of the values, ${OWN}` : "";
}

/** The fix of a figure that is lower or higher than makes sense. */
function outside({ least, most }, value) {
  if (Number(value) < least) return `write ${least} or more.`;
  return Number(value) > most ? `write ${most} or less.` : "";
}

function isDay(value) {
  const found = /^([0-9]{4})-([0-9]{2})-([0-9]{2})$/.exec(value);
  if (!found) return false;
  const [year, month, day] = found.slice(1).map(Number);
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
  return year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= days[month - 1];
}
