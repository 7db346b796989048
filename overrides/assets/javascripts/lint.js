// The checker: the rules of check/rules.json applied to the text of a job posting.
// It imports nothing and asks for nothing of a browser: `handbook lint` and `handbook check` run
// this very file in an engine of their own (macros/lint/engine.py).

export const SEVERITIES = ["blocks", "warns", "hint"];
const SECTIONS = ["requirements", "nice", "other"];
const MARKED = /^(?:#{1,6}\s+(.*)|\*\*(.+?)\*\*:?|__(.+?)__:?)$/;
/** Characters that are read: seven times as many as the longest advert has that no rule finds too long. */
export const LONGEST = 30_000;
const MOST = 50; // different findings of one rule that are listed
const LONGEST_HEADING = 60;
const LONGEST_SLUG = 48;
const KEPT = 5; // letters of a word that are compared: "design", "designs" and "designing" are one
const made = new Map();

/**
 * What the rules say about a posting: the findings, worst first, then in the order of the rules
 * and of the text; the number of words; and `notes`, a sentence for each thing that was left out
 * because there was too much of it. `rules` is check/rules.json, `role` and `places` are ids,
 * `year` is the year of posting. The work grows with the text, up to LONGEST characters of it.
 */
export function lint(text, rules, { role = null, places = [], year }) {
  const posting = read(begun(text), rules);
  const choices = {
    role: rules.roles.find((row) => row.id === role) ?? null,
    places: rules.places.filter((row) => places.includes(row.id)),
    year,
  };
  const taken = new Uint8Array(posting.text.length);
  let unlisted = 0;
  const findings = rules.rules.flatMap((rule) => {
    const all = STEPS[rule.check](rule, posting, choices);
    const hits = rule.severity === "hint" ? all.filter((hit) => !isTaken(taken, hit)) : all;
    for (const hit of hits) taken.fill(1, hit.start, hit.end);
    const about = byMatter(hits);
    unlisted += Math.max(0, about.length - MOST);
    return about.slice(0, MOST).map((one) => findingOf(rule, one, posting));
  });
  findings.sort((one, other) => SEVERITIES.indexOf(one.severity) - SEVERITIES.indexOf(other.severity));
  return { findings, words: countWords(posting), notes: notesOf(text, unlisted) };
}

/** The musts of a posting, each as it was written: what the kit builder maps to skills. */
export function mustsOf(text, rules) {
  const posting = read(begun(text), rules);
  return items(posting, "requirements").map(([start, end]) => quote(posting, start, end).trim()).filter(Boolean);
}

/** The text up to LONGEST characters; a longer one ends with a word, where there is one to end with. */
function begun(text) {
  return text.length > LONGEST ? text.slice(0, LONGEST).replace(/\S{0,40}$/, "") : text;
}

function notesOf({ length }, unlisted) {
  const said = (number) => String(number).replace(/\B(?=(?:\d{3})+$)/g, ",");
  return [
    ...(length > LONGEST ? [`No advert is this long: only its first ${said(LONGEST)} characters were checked.`] : []),
    ...(unlisted ? [`And ${said(unlisted)} more of the same kinds, which are not listed.`] : []),
  ];
}

/** The first find of each pattern in each text: [number of the text, number of the pattern, words]. */
export function firstFinds(texts, patterns) {
  const any = compiled(patterns.join("|"));
  return texts.flatMap((text, number) => {
    if (!any.test(text)) return [];
    const found = patterns.map((pattern) => text.match(compiled(pattern)));
    return found.flatMap((match, index) => (match ? [[number, index, match[0]]] : []));
  });
}

/** What is wrong with each pattern, in the engine's words; "" for one that can be used. */
export function faultsOf(patterns) {
  return patterns.map((pattern) => {
    try {
      return compiled(pattern).test("") ? "it finds nothing at all, everywhere" : "";
    } catch (error) {
      return `it does not compile: ${error.message}`;
    }
  });
}

// Patterns. Strict about escapes (u), so that a mistyped one is refused and not taken for a letter.

/** A pattern of the rules as a RegExp; one that finds nothing when its source is empty. */
function compiled(source, flags = "iu") {
  const key = `${flags} ${source}`;
  if (!made.has(key)) made.set(key, new RegExp(source || "(?!)", flags));
  return made.get(key);
}

/** Every find of a pattern in a text, as [start, end, match]. */
function finds(source, text) {
  const found = text.matchAll(compiled(source, "giu"));
  return Array.from(found, (match) => [match.index, match.index + match[0].length, match]);
}

/** Whether the whole text is one find of the pattern. */
function isWhole(source, text) {
  return compiled(`^(?:${source})$`).test(text);
}

/** The text with every find as spaces, line breaks kept, so that all positions hold. */
function whitedOut(text, pattern) {
  return text.replace(compiled(pattern, "giu"), (found) => found.replace(/[^\n]/g, " "));
}

// Reading: a posting as ASCII, with a way back to the words as they were written.

/**
 * Every character becomes the ASCII that stands for it, or vanishes. `starts` and `places` hold,
 * for each character of `text`, where it came from in `raw`: as an index, and as line and column
 * (in characters), both from 1.
 */
function read(raw, rules) {
  const [starts, places] = [[], []];
  let text = "";
  let index = 0;
  let [line, column] = [1, 1];
  for (const char of raw) {
    const following = raw[index + char.length];
    const plain = plainOf(char, following, rules);
    for (const _ of plain) {
      starts.push(index);
      places.push([line, column]);
    }
    text += plain;
    index += char.length;
    const ends = char === "\n" || (char === "\r" && following !== "\n");
    [line, column] = ends ? [line + 1, 1] : [line, column + 1];
  }
  const masked = whitedOut(text, rules.structure.blank); // a blank to fill in says nothing yet
  const worded = whitedOut(masked, rules.structure.literal);
  return {
    raw,
    text,
    starts,
    places,
    rules,
    masked,
    worded,
    spared: whitedOut(worded, rules.allowed),
    lines: outline(text, rules),
    sentenceEnds: finds(rules.structure.sentence_end, text),
  };
}

function plainOf(char, following, rules) {
  const code = char.codePointAt(0);
  if (Object.hasOwn(rules.characters, char)) return rules.characters[char];
  if (char === "\r") return following === "\n" ? "" : "\n";
  if (code < 128) return code >= 32 || char === "\n" ? char : " ";
  if (rules.ignored.some(([first, last]) => first <= code && code <= last)) return "";
  return char.normalize("NFKD").replace(/[^ -~]/gu, "") || "*";
}

/** The words as they were written, for a stretch of the text. */
function quote({ raw, starts }, start, end) {
  const last = starts[end - 1];
  const stop = last + String.fromCodePoint(raw.codePointAt(last)).length;
  return raw.slice(starts[start], Math.max(stop, starts[end] ?? raw.length));
}

function countWords({ text, rules }) {
  return text.match(compiled(rules.structure.word, "giu"))?.length ?? 0;
}

/** The bounds of the sentence, or sentences, that a stretch of the text lies in. */
function sentence({ text, sentenceEnds }, start, end) {
  const before = sentenceEnds[firstOf(sentenceEnds, ([, stop]) => stop > start) - 1];
  const after = sentenceEnds[firstOf(sentenceEnds, ([begin]) => begin >= end)];
  return [before?.[1] ?? 0, after?.[0] ?? text.length];
}

/** The index of the first row of which something holds, when it holds of all rows behind it too. */
function firstOf(rows, holds) {
  let [low, high] = [0, rows.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(rows[middle])) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** The section of the line that a position of the text lies in. */
function sectionAt({ lines }, at) {
  return lines[firstOf(lines, (line) => at <= line.end)]?.section ?? "other";
}

/** The list items of a section, each with the lines that continue it. */
function items(posting, section) {
  const found = [];
  let goesOn = false;
  for (const line of posting.lines) {
    const wanted = line.isItem && line.section === section;
    if (wanted) found.push([line.body, line.end]);
    else if (goesOn && !(line.body === line.end || line.isItem || line.isHeading)) {
      found.at(-1)[1] = line.end;
      continue;
    }
    goesOn = wanted;
  }
  return found;
}

/** Every line: its bounds, where its words begin, whether it is a heading or an item, its section. */
function outline(text, rules) {
  const rows = text.split("\n");
  const marker = compiled(`^\\s*(?:${rules.structure.list_marker})`);
  let section = "other";
  let start = 0;
  return rows.map((row, number) => {
    const marked = row.match(marker);
    const heading = marked ? null : headingOf(rows, number, marker, rules);
    if (heading && heading !== "lead") section = heading;
    const end = start + row.length;
    const body = start + (marked ? marked[0].length : row.search(/[^ ]|$/));
    const line = { start, end, body, isHeading: heading !== null, isItem: marked !== null, section };
    start = end + 1;
    return line;
  });
}

/** The section that a line opens, "lead" for one that opens none, or null for no heading. */
function headingOf(rows, number, marker, rules) {
  const row = stripped(rows[number], " ");
  const marks = row.match(MARKED);
  const name = stripped(marks ? (marks[1] ?? marks[2] ?? marks[3]) : row, " *_");
  const label = stripped(name, ": ");
  if (!label || label.length > LONGEST_HEADING) return null;
  const known = SECTIONS.find((section) => isWhole(rules.structure[section], label));
  if (known) return known;
  if (marks || (/[A-Z]{3}/.test(label) && !/[a-z]/.test(label))) return "other";
  if (name.endsWith(":")) return "lead";
  return standsAlone(rows, number, label, marker) ? "other" : null;
}

/** Whether a short line without a full stop stands after a gap and right above a list. */
function standsAlone(rows, number, label, marker) {
  if (".,;!?".includes(label.at(-1)) || (number && /[^ ]/.test(rows[number - 1]))) return false;
  let next = number + 1;
  while (next < rows.length && !/[^ ]/.test(rows[next])) next += 1;
  return marker.test(rows[next] ?? "");
}

/** The text without some characters at its ends; / +$/ would take the square of a long line. */
function stripped(text, characters) {
  let [start, end] = [0, text.length];
  while (start < end && characters.includes(text[start])) start += 1;
  while (start < end && characters.includes(text[end - 1])) end -= 1;
  return text.slice(start, end);
}

// Findings. A hit is one place where a rule fires; an empty stretch is about what is not there.

function hitAt(about, start = 0, end = 0, values = {}, rest = {}) {
  return { about, start, end, values, ...rest };
}

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
    page: page || rule.page,
    label: rule.label,
  };
}

function filled(text, values) {
  return text.replace(/\{([a-z]+)\}/g, (blank, name) => (Object.hasOwn(values, name) ? values[name] : blank));
}

/** The words of a find as the second half of an id. */
function slug(text) {
  const words = text.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");
  return words.slice(0, LONGEST_SLUG).replace(/-$/, "") || "here";
}

// Steps: the hits of a rule in a posting, by what the rule's `check` says.

const STEPS = {
  words(rule, posting) {
    const spared = rule.spare_allowed ? posting.spared : posting.worded;
    const text = rule.in_blanks ? posting.text : spared;
    const taken = new Uint8Array(text.length);
    const isExcused = excuses(rule, posting);
    const hits = [];
    for (const item of rule.items) {
      for (const [start, end, found] of finds(item.pattern, text)) {
        const hit = hitAt(slug(found[0]), start, end, {}, { item });
        if (isTaken(taken, hit) || isExcused(hit)) continue;
        taken.fill(1, start, end);
        hits.push(hit);
      }
    }
    return hits;
  },

  missing(rule, posting) {
    return compiled(rule.pattern).test(posting.masked) ? [] : [hitAt("")];
  },

  beside(rule, { masked: text }) {
    return finds(rule.pattern, text)
      .filter(([start, end]) => {
        const around = text.slice(Math.max(0, start - rule.reach), end + rule.reach);
        return !compiled(rule.needs).test(around);
      })
      .map(([start, end, found]) => hitAt(slug(found[0]), start, end));
  },

  descending(rule, { masked: text }) {
    return finds(rule.pattern, text)
      .filter(([, , [words]]) => isDescending(words))
      .map(([start, end, [words]]) => hitAt(slug(words), start, end));
  },

  duties(rule, posting, { places }) {
    return places
      .filter((place) => place.in_force)
      .flatMap((place) => place.in_posting.map((one) => [place, one]))
      .filter(([, { duty }]) => rule.duties[duty] !== undefined && !compiled(rule.duties[duty]).test(posting.masked))
      .map(([place, { duty, says }]) => {
        const values = { place: place.title, says, who: place.who };
        const page = rule.place_page && `${rule.place_page}#${place.id}`;
        return hitAt(`${place.id}:${duty}`, 0, 0, values, { page });
      });
  },

  "expired-place"(rule, posting, { places }) {
    return places.filter((place) => place.expired).map((place) => hitAt(place.id, 0, 0, { place: place.title }));
  },

  musts(rule, posting) {
    const asked = items(posting, "requirements");
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
  },

  length(rule, posting) {
    const count = countWords(posting);
    const values = { count: String(count), most: String(rule.most || rule.least) };
    return count < rule.least || (rule.most && count > rule.most) ? [hitAt("", 0, 0, values)] : [];
  },
};

/**
 * Whether a find stands where the rule does not look, or beside words that take it back. Each
 * sentence is read once, however many finds are in it.
 */
function excuses(rule, posting) {
  const known = new Map();
  const takenBack = (first, last) => {
    const key = `${first} ${last}`;
    if (!known.has(key)) known.set(key, compiled(rule.unless).test(posting.masked.slice(first, last)));
    return known.get(key);
  };
  return ({ start, end }) =>
    rule.outside.includes(sectionAt(posting, start)) ||
    (rule.unless !== "" && takenBack(...sentence(posting, start, end)));
}

/** Whether a line names a skill that the role's loop tests, or says a tested requirement again. */
function isTested(line, rule, rules, stated) {
  const own = contentWords(line, rules);
  const again = stated.filter((one) => isSame(own, one.words, rule));
  if (again.length) return again.some((one) => one.questions.length);
  const tested = stated.filter((one) => one.questions.length);
  return tested.some((one) => compiled(rules.skills[one.skill]).test(line));
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

/** Whether the first amount of a range is above its last; "90-100k" says its thousands once. */
function isDescending(words) {
  const found = [...words.matchAll(/(\d[\d., ']*)(k|cr|l)?/giu)];
  const [first, last] = [found[0], found.at(-1)].map(([, figures, unit = ""]) => {
    const whole = figures.trim().replace(/[.,]\d{1,2}$/, "").replace(/\D/g, "");
    return { amount: Number(whole), unit: unit.toLowerCase() };
  });
  const unit = first.unit || (first.amount < 1000 ? last.unit : "");
  return unit === last.unit && first.amount > last.amount;
}

function numberOf(match, rules) {
  const word = (match.slice(1).find(Boolean) ?? "0").toLowerCase();
  return rules.numerals[word] || Number(word);
}
