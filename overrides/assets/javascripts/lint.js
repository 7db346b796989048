// The checker: the rules of check/rules.json applied to the text of a job posting.
// It asks for nothing of a browser: `handbook lint` and `handbook check` run this very file, and
// those it imports, in an engine of their own (macros/lint/engine.py).

import { payOf } from "./lint/pay.js";
import { countWords, quote, read } from "./lint/reading.js";
import { items } from "./lint/sections.js";
import { STEPS } from "./lint/steps.js";
import { LONGEST, notesOf, understandingOf } from "./lint/told.js";

export const SEVERITIES = ["blocks", "warns", "hint"];
const MOST = 50; // different findings of one rule that are listed

/**
 * What the rules say about a posting: the findings, worst first, then in the order of the rules
 * and of the text; the number of words; `notes`, a sentence for each thing that was not checked;
 * and what was `understood`. `rules` is check/rules.json, `role` and `places` are ids, `year` is
 * the year of posting. The work grows with the text, up to LONGEST characters of it.
 */
export function lint(text, rules, { role = null, places = [], year }) {
  const posting = read(begun(text), rules);
  posting.pay = payOf(posting);
  posting.words = countWords(posting);
  const understood = understandingOf(posting);
  const choices = {
    role: rules.roles.find((row) => row.id === role) ?? null,
    places: rules.places.filter((row) => places.includes(row.id)),
    year,
  };
  const { findings, unlisted } = findingsOf(posting, choices, understood);
  findings.sort((one, other) => SEVERITIES.indexOf(one.severity) - SEVERITIES.indexOf(other.severity));
  return { findings, words: posting.words, notes: notesOf(text, posting, understood, unlisted), understood };
}

/** The musts of a posting as they were written, each with whether it is a `condition` of the job, such as a visa. */
export function mustsOf(text, rules) {
  const posting = read(begun(text), rules);
  const conditions = new Set(items(posting, "conditions").map(([start]) => start));
  return items(posting, "requirements", "conditions")
    .map(([start, end]) => ({ line: quote(posting, start, end).trim(), condition: conditions.has(start) }))
    .filter(({ line }) => line);
}

/** The text up to LONGEST characters; a longer one ends with a word, where there is one to end with. */
function begun(text) {
  return text.length > LONGEST ? text.slice(0, LONGEST).replace(/\S{0,40}$/, "") : text;
}

/** The findings of the rules that apply to what was understood, and how many are left out. */
function findingsOf(posting, choices, { kind, language }) {
  const { rules } = posting;
  const taken = new Uint8Array(posting.text.length);
  let unlisted = 0;
  const told = rules.rules
    .filter(({ reads }) => kind === "posting" && (language === "en" || reads === "any"))
    .map((rule) => [rule, STEPS[rule.check](rule, posting, choices)]);
  const findings = told.flatMap(([rule, all]) => {
    const hits = rule.severity === "hint" ? all.filter((hit) => !isTaken(taken, hit)) : withoutRepeats(rule, all, told);
    for (const hit of hits) taken.fill(1, hit.start, hit.end);
    const about = byMatter(hits);
    unlisted += Math.max(0, about.length - MOST);
    return about.slice(0, MOST).map((one) => findingOf(rule, one, posting));
  });
  return { findings, unlisted };
}

/** The hits of a rule that yields, without those on whose line another rule has something graver to say. */
function withoutRepeats(rule, hits, told) {
  if (!rule.yields) return hits;
  const others = told.filter(([other]) => other.check === "words" && other.severity !== "hint").flatMap(([, all]) => all);
  return hits.filter(({ start, end }) => !others.some((one) => one.end > one.start && one.start < end && one.end > start));
}

// Findings. A hit is one place where a rule fires; an empty stretch is about what is not there.

/** Whether a stretch of the text has a mark in it. */
function isTaken(taken, { start, end }) {
  return taken.subarray(start, end).includes(1);
}

/** The hits by what they are about, as [name, hits], in the order of the text. */
function byMatter(hits) {
  const about = new Map();
  for (const hit of [...hits].sort((one, other) => one.start - other.start)) {
    if (!about.has(hit.about)) about.set(hit.about, []);
    about.get(hit.about).push(hit);
  }
  return [...about];
}

/** One finding for all hits about one thing, at the first place. */
function findingOf(rule, [name, same], posting) {
  const { start, end, values, item, page } = same[0];
  const there = end > start;
  const [line, column] = there ? posting.places[start] : [null, null];
  const all = { words: posting.text.slice(start, end).split(/\s+/).filter(Boolean).join(" "), ...values };
  return {
    id: name ? `${rule.id}:${name}` : rule.id,
    rule: rule.id,
    severity: rule.severity,
    title: filled(rule.title, all),
    words: there ? quote(posting, start, end) : "",
    line,
    column,
    times: same.length,
    why: filled(item?.why || rule.why, all),
    instead: filled(item?.instead || rule.instead, all),
    use: rule.swaps[posting.text.slice(start, end).toLowerCase()] ?? null,
    page: page || rule.page,
    label: rule.label,
  };
}

function filled(text, values) {
  return text.replace(/\{([a-z]+)\}/g, (blank, name) => (Object.hasOwn(values, name) ? values[name] : blank));
}
