// What the reader is told besides the findings: what was understood, and what was not checked.

import { compiled, finds, has } from "./patterns.js";
import { items } from "./sections.js";

/** Characters that are read: seven times as many as the longest posting has that no rule finds too long. */
export const LONGEST = 30_000;
const FRAGMENT = 25; // words up to which a text is taken for a part of a posting
const OFTEN = 3; // times that a sign of another text stands there by no chance
const ADDRESSED = 0.01; // of the words of a posting speak to the one who may apply
const FOREIGN = 2; // times as many words of another language as of English
const TRADE = 100;
const READ = 220; // words a minute

/**
 * What the posting is and says: its `kind` ("posting", "empty", "other" for another text and
 * "trade" for another job), `language`, whether it is `markup`, the number of `musts`, the `pay`
 * as it is written, `mode`, the number of `steps` of the process, what is stated (`good`), the
 * ids of places it names, the minutes it takes to read, and all of it in a `summary`.
 */
export function understandingOf(posting) {
  const language = languageOf(posting);
  const kind = kindOf(posting);
  const found = {
    kind,
    language,
    markup: posting.markup,
    musts: items(posting, "requirements", "conditions").length,
    pay: posting.pay.slice(0, 3).map((one) => `${one.words.replace(/\s+/g, " ").trim()}${saidPeriod(one)}`),
    mode: modeOf(posting),
    steps: stepsOf(posting),
    places: posting.rules.place_names.filter((one) => has(one.pattern, posting.masked)).map((one) => one.place),
    minutes: Math.max(1, Math.round(posting.words / READ)),
  };
  const good = posting.rules.good.filter((one) => isStated(one, posting, found)).map((one) => one.says);
  return { ...found, good, summary: kind === "posting" ? summaryOf(found) : "" };
}

function isStated({ id, pattern }, { pay, masked }, { steps }) {
  if (id === "pay") return pay.some((one) => one.other || !one.open);
  return (id === "process" && steps > 0) || has(pattern, masked);
}

function saidPeriod({ period, words }) {
  return period && !words.toLowerCase().includes(period.toLowerCase()) ? ` ${period.trim()}` : "";
}

/** Words of each language are counted: another one than English has twice as many of them. */
function languageOf({ text, rules: { languages }, words }) {
  if (words < 12) return "en";
  const counted = languages.map(({ id, pattern }) => [id, (text.match(compiled(pattern, "giu")) ?? []).length]);
  const english = counted.find(([id]) => id === "en")?.[1] ?? 0;
  const [id, most] = counted.reduce((best, one) => (one[1] > best[1] ? one : best), ["en", 0]);
  return most >= 5 && most >= FOREIGN * english ? id : "en";
}

function kindOf(posting) {
  const { text, rules: { kinds }, words } = posting;
  if (!words) return "empty";
  const [core, side] = [kinds.core, kinds.posting].map((patterns) => patterns.filter((pattern) => has(pattern, text)).length);
  const often = kinds.other.map((pattern) => finds(pattern, text).length);
  const signs = often.filter((count) => count > 0).length + 2 * often.filter((count) => count >= OFTEN).length;
  const listed = items(posting, "requirements", "conditions").length > 1 ? 1 : 0;
  const own = core + side + listed;
  const spoken = finds(kinds.addressed, text).length >= ADDRESSED * words;
  const other = signs + (words <= FRAGMENT || listed || spoken ? 0 : 2);
  const known = core + listed > (other ? 1 : 0) || (!other && own >= OFTEN);
  const enough = known && own > (listed ? 3 * other - 3 : 4 * other - 2);
  if (words <= FRAGMENT ? !own && other : !enough) return "other";
  return words >= TRADE && core + listed && !has(kinds.trade, text) ? "trade" : "posting";
}

function modeOf({ masked, rules }) {
  return rules.modes.find((one) => has(one.pattern, masked))?.says ?? "";
}

function stepsOf(posting) {
  const { lines, masked, rules } = posting;
  const own = lines.filter((line) => line.section === "process" && line.said && !line.heading);
  const numbered = lines.filter((line) => has(rules.structure.numbered_step, line.said)).length;
  const marked = own.filter((line) => line.isItem && !line.child).length;
  const found = masked.match(compiled(rules.structure.steps));
  const word = found?.slice(1).find(Boolean)?.toLowerCase();
  const said = word ? rules.numerals[word] || Number(word) : 0;
  const told = toldIn(own, posting);
  return [numbered, marked, told, said, timedIn(posting)].find((count) => count > 1) ?? (said || marked);
}

/** The steps that sentences tell: "A call with Dee, half a day on a ticket, then dinner." */
export function toldIn(lines, { masked, rules: { structure } }) {
  const clauses = lines.flatMap(({ start, end }) => masked.slice(start, end).split(compiled(structure.clause_end, "iu")));
  return clauses.filter((one) => has(structure.step, one) && !has(structure.no_step, one)).length;
}

/** The steps that one line tells with the time each takes: "call (20 min), pairing (60 min)". */
function timedIn({ lines, masked, rules }) {
  const counts = lines.map(({ start, end }) => finds(rules.structure.timed, masked.slice(start, end)).length);
  return Math.max(0, ...counts.filter((count) => count > 1));
}

function summaryOf({ musts, pay, mode, steps }) {
  const of = (count, one, many) => `${count} ${count === 1 ? one : many}`;
  return [
    musts ? of(musts, "must-have requirement", "must-have requirements") : "no must-have requirements recognized",
    pay.length ? `pay ${pay.join("; ")}` : "no pay",
    mode || "no place of work",
    steps ? `process in ${of(steps, "step", "steps")}` : "no hiring steps",
  ].join(", ");
}

/** A sentence for each thing that was not checked, or was left out because there was too much of it. */
export function notesOf({ length }, { rules }, { kind, language, markup, musts }, unlisted) {
  const said = (number) => String(number).replace(/\B(?=(?:\d{3})+$)/g, ",");
  const title = rules.languages.find((one) => one.id === language)?.title;
  const isPosting = kind === "posting";
  return [
    length > LONGEST && `No job posting is this long: only its first ${said(LONGEST)} characters were checked.`,
    kind !== "posting" && rules.kinds.notes[kind],
    isPosting && language !== "en" && rules.kinds.notes.language.replace("{language}", title),
    markup && rules.kinds.notes.markup,
    isPosting && !musts && rules.kinds.notes.musts,
    unlisted && `And ${said(unlisted)} more of the same kinds, which are not listed.`,
  ].filter(Boolean);
}

