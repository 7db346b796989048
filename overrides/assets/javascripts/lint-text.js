// An advert as the rules see it: ASCII, with a way back to the words as they were written.
// macros/lint/text.py does the same, step by step; tests/lint/test_lint_parity.py compares.

const MARKED = /^(?:#{1,6}\s+(.*)|\*\*(.+?)\*\*:?|__(.+?)__:?)$/;
const LONGEST_HEADING = 60;
const SECTIONS = ["requirements", "nice", "other"];
const made = new Map();

/** A pattern of the rulebook as a RegExp; one that finds nothing when its source is empty. */
export function compiled(source, flags = "i") {
  const key = `${flags} ${source}`;
  if (!made.has(key)) made.set(key, new RegExp(source || "(?!)", flags));
  return made.get(key);
}

/** Every find of a pattern in a text, as [start, end, match]. */
export function finds(source, text) {
  return [...text.matchAll(compiled(source, "gi"))].map((found) => [found.index, found.index + found[0].length, found]);
}

/** Whether the whole text is one find of the pattern. */
function isWhole(source, text) {
  return compiled(`^(?:${source})$`).test(text);
}

/**
 * Read an advert: every character becomes the ASCII that stands for it, or vanishes.
 * `starts` and `ends` hold, for each character of `text`, where it came from in `raw`.
 */
export function read(raw, rules) {
  const starts = [];
  const ends = [];
  let text = "";
  let index = 0;
  for (const char of raw) {
    const plain = plainOf(char, raw[index + char.length], rules);
    for (let count = 0; count < plain.length; count += 1) {
      starts.push(index);
      ends.push(index + char.length);
    }
    text += plain;
    index += char.length;
  }
  const masked = whitedOut(text, rules.structure.blank);
  return {
    raw,
    text,
    starts,
    ends,
    rules,
    masked,
    spared: whitedOut(masked, rules.allowed),
    lines: outline(text, rules),
    sentenceEnds: finds(rules.structure.sentence_end, text),
    lineStarts: [0, ...finds("\\r\\n|\\r|\\n", raw).map(([, end]) => end)],
  };
}

/** The words as they were written, for a stretch of the normalized text. */
export function quote(advert, start, end) {
  return advert.raw.slice(advert.starts[start], rawEnd(advert, end));
}

/** Line and column (in characters) of the original text, both from 1. */
export function position(advert, start) {
  const at = advert.starts[start];
  const line = advert.lineStarts.findLastIndex((begin) => begin <= at) + 1;
  return [line, [...advert.raw.slice(advert.lineStarts[line - 1], at)].length + 1];
}

/** The bounds of the sentence, or sentences, that a stretch of the text lies in. */
export function sentence(advert, start, end) {
  const before = advert.sentenceEnds.filter(([, stop]) => stop <= start).map(([, stop]) => stop);
  const after = advert.sentenceEnds.filter(([begin]) => begin >= end).map(([begin]) => begin);
  return [Math.max(0, ...before), Math.min(advert.text.length, ...after)];
}

/** The section of the line that a position of the text lies in. */
export function sectionAt(advert, at) {
  return advert.lines.find((line) => at <= line.end)?.section ?? "other";
}

/** The list items of a section, each with the lines that continue it. */
export function items(advert, section) {
  const found = [];
  let goesOn = false;
  for (const line of advert.lines) {
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

/** The text with every find as spaces, line breaks kept, so that all positions hold. */
function whitedOut(text, pattern) {
  return text.replace(compiled(pattern, "gi"), (found) => found.replace(/[^\n]/g, " "));
}

function rawEnd(advert, end) {
  if (!end) return 0;
  return Math.max(advert.ends[end - 1], advert.starts[end] ?? advert.raw.length);
}

function plainOf(char, following, rules) {
  const code = char.codePointAt(0);
  if (Object.hasOwn(rules.characters, char)) return rules.characters[char];
  if (char === "\r") return following === "\n" ? "" : "\n";
  if (code < 128) return code >= 32 || char === "\n" ? char : " ";
  if (rules.ignored.some(([first, last]) => first <= code && code <= last)) return "";
  return char.normalize("NFKD").replace(/[^ -~]/gu, "") || "*";
}

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
    const body = start + (marked ? marked[0].length : row.length - row.replace(/^ +/, "").length);
    const line = { start, end, body: Math.min(body, end), isHeading: heading !== null, isItem: marked !== null, section };
    start = end + 1;
    return line;
  });
}

/** The section that a line opens, "lead" for one that opens none, or null for no heading. */
function headingOf(rows, number, marker, rules) {
  const row = rows[number].replace(/^ +| +$/g, "");
  const marks = row.match(MARKED);
  const name = (marks ? (marks[1] ?? marks[2] ?? marks[3]) : row).replace(/^[ *_]+|[ *_]+$/g, "");
  const label = name.replace(/:+$/, "").replace(/ +$/, "");
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
  const after = rows.slice(number + 1).find((row) => /[^ ]/.test(row)) ?? "";
  return marker.test(after);
}
