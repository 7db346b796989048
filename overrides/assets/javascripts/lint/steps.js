// Steps: the hits of a rule in a posting, by what the rule's `check` says.

import { compiled, finds, has } from "./patterns.js";
import { countWords, lineAt, sentence } from "./reading.js";
import { items } from "./sections.js";
import { toldIn } from "./told.js";

const LONGEST_SLUG = 48;
const KEPT = 5; // letters of a word that are compared: "design", "designs" and "designing" are one
const DENIED = 100; // characters before and behind a find in which a denial is looked for

/** A place where a rule fires, or an empty stretch for something that is not there. */
function hitAt(about, start = 0, end = 0, values = {}, rest = {}) {
  return { about, start, end, values, ...rest };
}

/** The words of a find as the second half of an id. */
function slug(text) {
  const words = text.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");
  return words.slice(0, LONGEST_SLUG).replace(/-$/, "") || "here";
}

export const STEPS = {
  words(rule, posting) {
    const spared = rule.spare_allowed ? posting.spared : posting.worded;
    const text = rule.in_blanks ? posting.text : spared;
    const taken = new Uint8Array(text.length);
    const isExcused = excuses(rule, posting);
    const hits = [];
    for (const item of rule.items) {
      for (const [start, end, found] of finds(item.pattern, text)) {
        const hit = hitAt(slug(found[0]), start, end, {}, { item });
        if (taken.subarray(start, end).includes(1) || isExcused(hit)) continue;
        taken.fill(1, start, end);
        hits.push(hit);
      }
    }
    return hits;
  },

  missing(rule, posting) {
    const inSection = posting.lines.filter((line) => rule.sections.includes(line.section) && line.said && !line.heading);
    return toldIn(inSection, posting) || has(rule.pattern, posting.masked) ? [] : [hitAt("")];
  },

  pay(rule, posting) {
    return FAULTS[rule.fault](posting.pay, rule).map(({ start, end, words }) => hitAt(end > start ? slug(words) : "", start, end));
  },

  duties(rule, posting, { places }) {
    return places
      .filter((place) => place.in_force)
      .flatMap((place) => [...owed(rule, posting, place), ...tooWide(rule, posting, place)]);
  },

  "expired-place"(rule, posting, { places }) {
    return places.filter((place) => place.expired).map((place) => hitAt(place.id, 0, 0, { place: place.title }));
  },

  both(rule, posting) {
    const denied = denials(posting);
    const [own, other] = [rule.pattern, rule.needs].map((pattern) =>
      finds(pattern, posting.masked).filter(([start, end]) => !denied(start, end)),
    );
    if (!own.length || !other.length || has(rule.unless, posting.masked)) return [];
    const [start, end, [words]] = own[0];
    return [hitAt(slug(words), start, end, { other: other[0][2][0] })];
  },

  musts(rule, posting) {
    const asked = items(posting, "requirements", "conditions");
    const values = { count: String(asked.length), most: String(rule.most) };
    return asked.length > rule.most ? [hitAt("", ...asked[rule.most], values)] : [];
  },

  untested(rule, posting, { role }) {
    if (!role) return [];
    const { masked, rules } = posting;
    const stated = role.requirements.map((one) => ({ ...one, words: contentWords(one.line, rules) }));
    return items(posting, "requirements")
      .map(([start, end]) => [start, end, masked.slice(start, end)])
      .filter(([, , line]) => line.trim() && !isTested(line, rule, rules, stated))
      .map(([start, end, line]) => hitAt(slug(line), start, end, { role: role.title }));
  },

  "tool-age"(rule, posting, { year }) {
    const { masked: text, rules } = posting;
    const found = finds(rule.pattern, text);
    return found.flatMap(([start, end, match], number) => {
      const years = numberOf(match, rules);
      const [first, last] = sentence(posting, start, end);
      const floor = number ? Math.max(first, found[number - 1][1]) : first;
      const ceiling = number + 1 < found.length ? Math.min(last, found[number + 1][0]) : last;
      const ahead = text.slice(end, Math.max(end, ceiling));
      const stop = ahead.search(compiled(rule.ends));
      return toolsNear(stop < 0 ? ahead : ahead.slice(0, stop), text.slice(floor, Math.max(floor, start)), rules)
        .filter((tool) => years > year - tool.year)
        .map((tool) => hitAt(tool.id, start, end, { tool: tool.title, years: String(years), year: String(tool.year) }));
    });
  },

  length(rule, posting) {
    const count = countWords(posting);
    const values = { count: String(count), most: String(rule.most || rule.least) };
    return count < rule.least || (rule.most && count > rule.most) ? [hitAt("", 0, 0, values)] : [];
  },
};

/** What may be wrong with the pay of a posting; each gives the stretches of text it is wrong in. */
const FAULTS = {
  none: (pay) => (pay.length ? [] : [{ start: 0, end: 0 }]),
  "one-end": (pay) => (pay.some((one) => one.other) ? [] : pay.filter((one) => one.open)),
  "no-currency": (pay) => pay.filter((one) => !one.currency && !one.open).slice(0, 1),
  "no-period": (pay) => (pay.some((one) => one.period) ? [] : pay.filter((one) => !one.open).slice(0, 1)),
  backwards: (pay) => pay.filter((one) => one.other && one.low > one.high),
  wide: (pay, { times }) => pay.filter((one) => one.other && one.low < one.high && one.high > times * one.low),
};

function owed(rule, posting, place) {
  return place.in_posting
    .filter(({ duty }) => rule.duties[duty] !== undefined && !isMet(rule.duties[duty], duty, posting))
    .map(({ duty, says }) => dutyHit(rule, place, duty, says));
}

function isMet(pattern, duty, posting) {
  const stated = posting.pay.some((one) => !one.open);
  if (duty === "pay-range") return stated || (pattern !== "" && has(pattern, posting.masked));
  return has(pattern, posting.masked) || (duty === "benefits" && posting.lines.some((line) => line.section === "benefits" && line.isItem && !line.heading));
}

/** The ranges of yearly pay that are wider than a place allows. */
function tooWide(rule, posting, place) {
  const cap = place.range_at_most;
  if (!cap) return [];
  return posting.pay
    .filter(({ other, low, high }) => other && low >= 1000 && low <= cap.up_to && high - low > cap.width)
    .slice(0, 1)
    .map(({ start, end }) => dutyHit(rule, place, "range-width", cap.says, start, end));
}

function dutyHit(rule, place, duty, says, start = 0, end = 0) {
  const page = rule.place_page && `${rule.place_page}#${place.id}`;
  return hitAt(`${place.id}:${duty}`, start, end, { place: place.title, says, who: place.who, since: place.since }, { page });
}

/** The tools behind the years, or else before them. */
function toolsNear(ahead, before, rules) {
  const named = [ahead, before].map((stretch) => rules.tools.filter((tool) => has(tool.pattern, stretch)));
  return named.find((tools) => tools.length) ?? [];
}

/**
 * Whether a find stands where the rule does not look, is denied, or is beside words that take it
 * back. Each sentence is read once, however many finds are in it.
 */
function excuses(rule, posting) {
  const known = new Map();
  const denied = denials(posting);
  const within = (pattern, first, last) => {
    const key = `${pattern} ${first} ${last}`;
    if (!known.has(key)) known.set(key, has(pattern, posting.masked.slice(first, last)));
    return known.get(key);
  };
  return ({ start, end }) => {
    const bounds = sentence(posting, start, end);
    const section = sectionAt(posting, start);
    if (rule.not_named && isNamed(posting, bounds)) return true;
    if (rule.outside.includes(section) || (rule.unless_paid && posting.pay.length > 0)) return true;
    if (rule.deniable && denied(start, end)) return true;
    if (rule.asked && section !== "requirements" && !within(rule.asked, ...bounds)) return true;
    return rule.unless !== "" && within(rule.unless, ...bounds);
  };
}

/** Whether a sentence, or the one before it, speaks of somebody by name. */
function isNamed(posting, [first, last]) {
  const [before] = first > 1 ? sentence(posting, first - 2, first - 1) : [first];
  return compiled(posting.rules.structure.person, "u").test(posting.masked.slice(before, last));
}

/** Whether the words around a stretch say that it does not hold here. */
function denials({ masked, rules, ...posting }) {
  return (start, end) => {
    const [first, last] = sentence(posting, start, end);
    const label = posting.lines[lineAt(posting, start)]?.label ?? "";
    if (has(rules.structure.denial, `${label} `)) return true;
    const before = masked.slice(Math.max(first, start - DENIED), start);
    const behind = masked.slice(end, Math.min(last, end + DENIED));
    return has(rules.structure.denial, before) || has(rules.structure.denied, behind);
  };
}

/** The section of the line that a position of the text lies in. */
function sectionAt(posting, at) {
  return posting.lines[lineAt(posting, at)]?.section ?? "other";
}

/**
 * Whether a line says a tested requirement again, or names a skill or a tool. Loops differ in which
 * of these they test most, and what a posting means by a word is too vague to call it untested.
 */
function isTested(line, rule, rules, stated) {
  const own = contentWords(line, rules);
  const again = stated.filter((one) => isSame(own, one.words, rule));
  if (again.length) return again.some((one) => one.questions.length);
  return Object.values(rules.skills).some((names) => has(names, line)) || rules.tools.some((tool) => has(tool.pattern, line));
}

/** The words of a line that carry its meaning, cut to their first letters. */
function contentWords(line, { stop_words }) {
  const words = line.toLowerCase().match(/[a-z][a-z0-9+#]+/g) ?? [];
  return new Set(words.filter((word) => !stop_words.includes(word)).map((word) => word.slice(0, KEPT)));
}

/** Whether two lines hold the same words, or `least` of them and a `share` of the shorter line's. */
function isSame(one, other, { least, share }) {
  const shared = [...one].filter((word) => other.has(word)).length;
  if (shared === one.size && shared === other.size) return true;
  return shared >= least && shared / Math.min(one.size, other.size) >= share;
}

function numberOf(match, rules) {
  const word = (match.slice(1).find(Boolean) ?? "0").toLowerCase();
  return rules.numerals[word] || Number(word);
}
