// The parts of a posting: what each line is, and what the list or the lines under a heading hold.

import { compiled, has, isWhole, stripped } from "./patterns.js";

const MARKED = /^(?:(#{1,6})\s{0,9}(.*)|\*\*(.+?)\*\*:?|__(.+?)__:?)$/;
const RULE = /^\|?[\s:|=-]{3,}$/; // the line below the head of a table, or below a heading
const LABEL = /^(?:\*\*)?([^:|*]{3,40})(?::\*{0,2}|\*\*:?|\|)\s{1,9}\S/;
const LONGEST_HEADING = 80;
const MOST_WORDS = 10; // of a heading
const ASIDE = ["benefits", "process", "legal"]; // what slips into a list of requirements by its look
const CLEAR = 0.75; // of the lines of a list
const LONGEST_NAME = 5; // letters of a word in capitals that is no heading: SQL, KAFKA
const DEEPER = 2; // spaces by which an item below another is set in
const WRAPPED = 50; // letters in a line from which the next one may go on with it
const [BOLD, CAPITALS, COLON, ALONE] = [7, 8, 9, 10]; // how deep a heading is, behind the six of Markdown
const OTHER = "other";
const VAGUE = ["duties", "company"]; // headings such as "The job" stand above lists of anything

/**
 * Every line: its bounds, where its words begin, whether it is a heading or an item (`child` of
 * the item above, when it is set in deeper), and its section.
 */
export function outline(text, rules) {
  const rows = text.split("\n");
  const marker = compiled(`^\\s*(?:${rules.structure.list_marker})`, "u");
  const lines = [];
  let start = 0;
  for (const row of rows) {
    lines.push(lineOf(row, start, marker));
    start += row.length + 1;
  }
  lines.forEach((line, number) => {
    line.isHead = line.said.endsWith("|") && /^\|[\s:|-]*-{3}/.test(lines[number + 1]?.row.trim() ?? "");
    if (line.isHead) line.isItem = false;
  });
  lines.forEach((line, number) => (line.heading = headingOf(lines, number, rules)));
  nest(lines);
  settle(groupsOf(lines), rules);
  for (const line of lines) {
    line.asked = line.section === "requirements";
    if (!line.heading) line.section = sectionOfLine(line, rules);
  }
  return lines;
}

function lineOf(row, start, marker) {
  const marked = row.match(marker);
  const indent = row.search(/[^ ]|$/);
  const body = start + (marked ? marked[0].length : indent);
  const isItem = marked !== null && body < start + row.length && !RULE.test(row);
  const said = RULE.test(row) ? "" : row.slice(body - start).trim();
  return { row, start, end: start + row.length, indent, body, isItem, said };
}

/** The section that a heading names, its depth and its words, or null for no heading. */
function headingOf(lines, number, rules) {
  const { isItem, said } = lines[number];
  const words = stripped(said, " ");
  const marks = words.match(MARKED);
  if (isItem && !marks) return null;
  const name = stripped(marks ? (marks[2] ?? marks[3] ?? marks[4]) : words, " *_#|");
  const label = stripped(name, ":?!-. *");
  if (!label || label.length > LONGEST_HEADING) return null;
  const shape = shapeOf(lines, number, marks, name, label);
  const whole = rules.sections.find((one) => isWhole(one.heading, label));
  if (isItem && !whole) return null;
  if (!shape && (!whole || /[.,;]$/.test(name))) return null;
  const part = whole ?? (label.split(/\s+/).length <= MOST_WORDS ? rules.sections.find((one) => has(one.named, label)) : null);
  return { section: part?.section ?? null, depth: shape || ALONE, label };
}

/** How deep a line stands that looks like a heading, or 0 for one that does not. */
function shapeOf(lines, number, marks, name, label) {
  if (marks) return marks[1]?.length ?? BOLD;
  if (lines[number].isHead) return COLON;
  const beside = [lines[number - 1], lines[number + 1]];
  if (isLoud(label) && !beside.some((line) => isLoud(line?.said ?? ""))) return CAPITALS;
  const below = lines[number + 1]?.row ?? "";
  if (/^\s?(?:={3,}|-{3,})\s?$/.test(below)) return 2;
  if (/[:?]$/.test(name)) return COLON;
  return standsAlone(lines, number, label, name) ? ALONE : 0;
}

/** Whether a line is in capitals; a heading is where the lines beside it are not. */
function isLoud(label) {
  return /[A-Z]{3}/.test(label) && !/[a-z]/.test(label) && !/\d{3}|[$]/.test(label) && label.length > LONGEST_NAME;
}

/** Whether a short line without a full stop stands after a gap and right above a list. */
function standsAlone(lines, number, label, name) {
  if (/[.,;!]$/.test(name) || (number && lines[number - 1].said) || label.split(/\s+/).length > MOST_WORDS) return false;
  let next = number + 1;
  while (next < lines.length && !lines[next].said) next += 1;
  return lines[next]?.isItem ?? false;
}

/** Mark the items that are set in deeper than the item above them. */
function nest(lines) {
  let outer = null;
  for (const line of lines) {
    if (line.heading || (!line.isItem && line.said && line.indent <= (outer ?? 0))) outer = null;
    if (!line.isItem) continue;
    if (outer === null || line.indent < outer + DEEPER) outer = Math.min(outer ?? line.indent, line.indent);
    line.child = line.indent >= outer + DEEPER;
  }
}

/** The headings, each with the lines below it; what stands above the first has none. */
function groupsOf(lines) {
  const groups = [{ heading: null, lines: [] }];
  for (const line of lines) {
    if (line.heading) groups.push({ heading: line.heading, lines: [] });
    groups.at(-1).lines.push(line);
  }
  return groups;
}

/** Give every group its section: by its heading, else by what it holds, else by the one it is part of. */
function settle(groups, rules) {
  let above = { section: OTHER, depth: 0 };
  for (const { heading, lines } of groups) {
    const [held, share] = sectionByContent(lines, rules);
    const isPart = heading && heading.depth > above.depth && lines.some((line) => line.isItem);
    const own = heading?.section && (belies(heading.section, held, share) ? held : heading.section);
    const section = own ?? held ?? (isPart ? above.section : OTHER);
    if (heading && (heading.section || !isPart)) above = { section, depth: heading.depth };
    for (const line of lines) [line.section, line.label] = [section, heading?.label];
  }
}

/** Whether a list is so clearly of another part that its heading, such as "The job", says little. */
function belies(section, held, share) {
  if (held === "requirements") return VAGUE.includes(section) && share >= CLEAR;
  return held === "benefits" && section === "requirements";
}

/** The section whose lines most of these look like, when that is at least half of them, and the share. */
function sectionByContent(lines, rules) {
  const said = lines.filter((line) => line.isItem && !line.child && !line.heading);
  if (said.length < 2) return [null, 0];
  const counts = rules.sections.map(({ section, line }) => [section, said.filter((one) => has(line, one.said)).length]);
  const [section, most] = counts.reduce((best, one) => (one[1] > best[1] ? one : best), [null, 0]);
  return most >= 2 && most * 2 >= said.length ? [section, most / said.length] : [null, 0];
}

/** The section of a line: what its label says, and no must that is a wish or a condition of the job. */
function sectionOfLine({ section, said, isItem }, rules) {
  const label = said.match(LABEL)?.[1].trim();
  const own = label && rules.sections.find((one) => isWhole(one.heading, label));
  if (own) return own.section;
  if (section !== "requirements") return section;
  if (has(rules.structure.wish, said.split(/; |\. /)[0])) return "nice";
  if (has(rules.structure.condition, said)) return "conditions";
  const like = rules.sections.find((one) => has(one.line, said) && (!isItem || ASIDE.includes(one.section)));
  const asks = rules.sections.find((one) => one.section === section);
  const isAsked = has(asks.line, said) || has(`^(?:${rules.kinds.addressed})`, said);
  return like && !(isItem && isAsked) ? like.section : section;
}

/**
 * What a section lists: the items, each with the lines that continue it and the items below it,
 * or the lines, where nothing is marked as an item; as [start, end]. Of several sections, those of
 * their lines that stand under what an applicant must have.
 */
export function items({ lines }, ...sections) {
  const isWanted = (line) => sections.includes(line.section) && (sections.length === 1 || line.asked);
  const found = [];
  let [current, previous] = [null, null];
  const groups = groupsOf(lines).map((group) => group.lines);
  const listed = new Set(groups.filter((group) => group.some((line) => line.isItem && !line.heading)).flat());
  for (const line of lines) {
    const isText = !line.isItem && line.said;
    if (line.heading || !line.said) current = null;
    else if (line.child || (isText && (goesOn(previous, line) || (listed.has(line) && !line.said.match(LABEL))))) extend(current, line);
    else current = isWanted(line) ? begin(found, line) : null;
    previous = line;
  }
  return found.map(({ start, end }) => [start, end]);
}

function begin(found, line) {
  const item = { start: line.body, end: line.end };
  found.push(item);
  return item;
}

function extend(item, line) {
  if (item) item.end = line.end;
}

/** Whether a line goes on with the one before it, which was broken at the edge of a page. */
function goesOn(previous, line) {
  return Boolean(previous?.said) && !previous.heading && previous.row.length >= WRAPPED && !/[.;:!?]$/.test(previous.said) && /^[a-z(]/.test(line.said);
}
