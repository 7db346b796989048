// The checker of adverts: the rules of check/rules.json held against a text. Pure but for the
// last function. macros/lint/engine.py has the same steps under the same names.

import { compiled, finds, items, position, quote, read, sectionAt, sentence } from "./lint-text.js";

export const SEVERITIES = ["blocks", "warns", "hint"];
const LONGEST_SLUG = 48;
const KEPT = 5;

/**
 * Everything the rules say about an advert, worst first, then in the order of the rules and of
 * the text. `rules` is check/rules.json; `role` and `places` are ids, `year` the year of posting.
 */
export function lint(text, rules, { role = null, places = [], year }) {
  const advert = read(text, rules);
  const choices = {
    role: rules.roles.find((row) => row.id === role) ?? null,
    places: rules.places.filter((row) => places.includes(row.id)),
    year,
  };
  const findings = [];
  const taken = [];
  for (const rule of rules.rules) {
    let hits = STEPS[rule.check](rule, advert, choices);
    if (rule.severity === "hint") hits = hits.filter((hit) => !isInside(hit, taken));
    taken.push(...hits);
    findings.push(...findingsOf(rule, hits, advert));
  }
  return findings.sort((one, other) => SEVERITIES.indexOf(one.severity) - SEVERITIES.indexOf(other.severity));
}

/** The number of words in an advert, as the length rules count them. */
export function countWords(text, rules) {
  return finds(rules.structure.word, read(text, rules).text).length;
}

function isInside(hit, taken) {
  return taken.some(({ start, end }) => start < hit.end && hit.start < end);
}

/** One finding for each thing the hits are about, at the first place. */
function findingsOf(rule, hits, advert) {
  const about = new Map();
  for (const hit of [...hits].sort((one, other) => one.start - other.start)) {
    if (!about.has(hit.about)) about.set(hit.about, []);
    about.get(hit.about).push(hit);
  }
  return [...about].map(([name, same]) => {
    const { start, end, values, item, page } = same[0];
    const there = end > start;
    const [line, column] = there ? position(advert, start) : [null, null];
    const all = { words: advert.text.slice(start, end).split(/\s+/).filter(Boolean).join(" "), ...values };
    return {
      id: name ? `${rule.id}:${name}` : rule.id,
      rule: rule.id,
      severity: rule.severity,
      title: filled(rule.title, all),
      words: there ? quote(advert, start, end) : "",
      line,
      column,
      times: same.length,
      why: filled(item?.why || rule.why, all),
      instead: filled(item?.instead || rule.instead, all),
      page: page || rule.page,
      label: rule.label,
    };
  });
}

function filled(text, values) {
  return text.replace(/\{([a-z]+)\}/g, (blank, name) => (Object.hasOwn(values, name) ? values[name] : blank));
}

function hitAt(about, start = 0, end = 0, values = {}, rest = {}) {
  return { about, start, end, values, ...rest };
}

/** The words of a find as the second half of an id. */
export function slug(text) {
  const words = text.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "");
  return words.slice(0, LONGEST_SLUG).replace(/-+$/, "") || "here";
}

function wordsStep(rule, advert) {
  const spared = rule.spare_allowed ? advert.spared : advert.masked;
  const text = rule.in_blanks ? advert.text : spared;
  const hits = [];
  for (const item of rule.items) {
    for (const [start, end, found] of finds(item.pattern, text)) {
      const hit = hitAt(slug(found[0]), start, end, {}, { item });
      if (!isInside(hit, hits) && !isExcused(rule, advert, hit)) hits.push(hit);
    }
  }
  return hits;
}

/** Whether a find stands where the rule does not look, or beside words that take it back. */
function isExcused(rule, advert, { start, end }) {
  if (rule.outside.includes(sectionAt(advert, start))) return true;
  return rule.unless !== "" && inSentence(rule.unless, advert, start, end);
}

function inSentence(pattern, advert, start, end) {
  return compiled(pattern).test(advert.masked.slice(...sentence(advert, start, end)));
}

function missingStep(rule, advert) {
  return compiled(rule.pattern).test(advert.masked) ? [] : [hitAt("")];
}

function besideStep(rule, advert) {
  const text = advert.masked;
  return finds(rule.pattern, text)
    .filter(([start, end]) => {
      const around = text.slice(Math.max(0, start - rule.reach), end + rule.reach);
      return !compiled(rule.needs).test(around);
    })
    .map(([start, end, found]) => hitAt(slug(found[0]), start, end));
}

function dutiesStep(rule, advert, { places }) {
  return places
    .filter((place) => place.in_force)
    .flatMap((place) => place.in_posting.map((one) => [place, one]))
    .filter(([, { duty }]) => rule.duties[duty] !== undefined && !compiled(rule.duties[duty]).test(advert.masked))
    .map(([place, { duty, says }]) => {
      const values = { place: place.title, says, who: place.who };
      const page = rule.place_page && `${rule.place_page}#${place.id}`;
      return hitAt(`${place.id}:${duty}`, 0, 0, values, { page });
    });
}

function expiredPlaceStep(rule, advert, { places }) {
  return places.filter((place) => place.expired).map((place) => hitAt(place.id, 0, 0, { place: place.title }));
}

function mustsStep(rule, advert) {
  const asked = items(advert, "requirements");
  const values = { count: String(asked.length), most: String(rule.most) };
  return asked.length > rule.most ? [hitAt("", ...asked[rule.most], values)] : [];
}

function untestedStep(rule, advert, { role }) {
  if (!role) return [];
  return items(advert, "requirements")
    .map(([start, end]) => [start, end, advert.masked.slice(start, end)])
    .filter(([, , line]) => line.trim() && !isTested(line, rule, advert.rules, role))
    .map(([start, end, line]) => hitAt(slug(line), start, end, { role: role.title }));
}

/** Whether a line names a skill that the role's loop tests, or says a tested line again. */
function isTested(line, rule, rules, role) {
  const own = contentWords(line, rules.stop_words);
  const again = role.requirements.filter((one) => {
    const stated = contentWords(one.line, rules.stop_words);
    return isSame(own, stated) || overlap(own, stated, rule.least) >= rule.share;
  });
  if (again.length) return again.some((one) => one.questions.length);
  const tested = role.requirements.filter((one) => one.questions.length);
  return tested.some((one) => compiled(rules.skills[one.skill]).test(line));
}

/** The words of a line that carry its meaning, cut to their first letters. */
export function contentWords(line, stopWords) {
  const words = line.toLowerCase().match(/[a-z][a-z0-9+#]+/g) ?? [];
  return new Set(words.filter((word) => !stopWords.includes(word)).map((word) => word.slice(0, KEPT)));
}

function overlap(one, other, least) {
  const shared = [...one].filter((word) => other.has(word)).length;
  return shared >= least ? shared / Math.min(one.size, other.size) : 0;
}

function isSame(one, other) {
  return one.size === other.size && [...one].every((word) => other.has(word));
}

function toolAgeStep(rule, advert, { year }) {
  const { masked: text, rules } = advert;
  const found = finds(rule.pattern, text);
  return found.flatMap(([start, end, match], number) => {
    const years = numberOf(match, rules);
    const [first, last] = sentence(advert, start, end);
    const floor = number ? Math.max(first, found[number - 1][1]) : first;
    const ceiling = number + 1 < found.length ? Math.min(last, found[number + 1][0]) : last;
    const ahead = text.slice(end, Math.max(end, ceiling));
    const stop = ahead.search(compiled(rule.ends));
    const named = [stop < 0 ? ahead : ahead.slice(0, stop), text.slice(floor, Math.max(floor, start))]
      .map((stretch) => rules.tools.filter((tool) => compiled(tool.pattern).test(stretch)))
      .find((tools) => tools.length);
    return (named ?? [])
      .filter((tool) => years > year - tool.year)
      .map((tool) => {
        const values = { tool: tool.title, years: String(years), year: String(tool.year) };
        return hitAt(tool.id, start, end, values);
      });
  });
}

function numberOf(match, rules) {
  const word = (match.slice(1).find(Boolean) ?? "0").toLowerCase();
  return rules.numerals[word] || Number(word);
}

function lengthStep(rule, advert) {
  const count = finds(advert.rules.structure.word, advert.text).length;
  const values = { count: String(count), most: String(rule.most || rule.least) };
  return count < rule.least || (rule.most && count > rule.most) ? [hitAt("", 0, 0, values)] : [];
}

const STEPS = {
  words: wordsStep,
  missing: missingStep,
  beside: besideStep,
  duties: dutiesStep,
  "expired-place": expiredPlaceStep,
  musts: mustsStep,
  untested: untestedStep,
  "tool-age": toolAgeStep,
  length: lengthStep,
};
