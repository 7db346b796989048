// From a job posting to the skills that its musts ask for. Nothing here asks for a browser:
// `handbook kit --from` runs this very file (macros/files/kit.py).

import { mustsOf } from "../lint.js";

const TITLE_LINES = 6; // a title stands at the top, behind a company's name at most
const LONGEST_TITLE = 120;
const LEAST = 2; // fewer musts than this are no list

/**
 * What a posting asks for: `role`, the id that its title names, with `titled`, whether it did;
 * `lines`, each must as written with the skills it asks for ([{ skill, level, stated, sure }], none
 * where nothing of the handbook is meant, as in most that are a `condition` of the job); and `musts`, each skill once at its highest level.
 *
 * `rules` is check/rules.json, by which the checker finds the musts; `book` is kit/kit.json.
 * `chosen` is the id of a role that counts instead of the title's.
 */
export function readPosting(book, rules, text, chosen = null) {
  const level = levelOfTitle(book, text);
  const role =
    book.roles.find((one) => one.id === chosen) ??
    book.roles.find((one) => one.level === (level ?? "mid")) ??
    book.roles[0];
  const lines = asked(book, rules, text).map(({ line, condition }) => ({
    ...{ line, condition },
    skills: skillsOf(book, role, line),
  }));
  return { role: role.id, titled: role.level === level, lines, musts: highest(book, lines) };
}

/** A skill that a line asks for, in words: its level, and how sure the reading is. */
export function called(book, { skill, level, stated, sure }) {
  const { title } = book.skills.find((one) => one.id === skill);
  return `${title}, ${book.labels[level].toLowerCase()}${stated ? "" : " (the role's)"}; ${sure ? "sure" : "perhaps"}`;
}

/** What a posting asks for as lines to read, each must with the skills it was read as. */
export function toldPosting(book, { role, titled, lines }) {
  const { title } = book.roles.find((one) => one.id === role);
  return [
    `Read as: ${title}${titled ? ", as its title says" : ""}.`,
    ...lines.map(({ line, skills, condition }) => {
      const none = condition ? "a condition of the job, for the first call" : "no question tests this";
      return `- ${line.replace(/\s+/g, " ")}: ${skills.map((one) => called(book, one)).join(" / ") || none}`;
    }),
  ];
}

/** The lines that ask for something: the checker's musts, or what reads like one without a list. */
function asked(book, rules, text) {
  const listed = mustsOf(text, rules);
  if (listed.length >= LEAST) return listed;
  const asking = pattern(book.asking);
  const sentences = text.split(/\n|(?<=[.!?])\s/).map((one) => one.replace(/^[\s•*–-]+/, "").trim());
  const found = sentences.filter((one) => one.length > 8 && one.length < 400 && asking.test(one));
  return found.map((line) => ({ line, condition: false }));
}

function levelOfTitle(book, text) {
  const top = text.split("\n").map((line) => line.trim()).filter(Boolean).slice(0, TITLE_LINES);
  const titles = top.filter((line) => line.length <= LONGEST_TITLE);
  for (const title of titles) {
    const named = book.role_levels.find((one) => pattern(one.pattern).test(title));
    if (named && pattern(book.titles).test(title)) return named.level;
  }
  return null;
}

/** The skills a line asks for; words that may mean one count where no other is named outright. */
function skillsOf(book, role, line) {
  const skill = line.replace(pattern(book.spared, "giu"), (found) => " ".repeat(found.length));
  const sure = claims(book, skill, "sure");
  const found = sure.length || skill !== line ? sure : claims(book, line, "maybe");
  const stated = book.skill_levels.find((one) => pattern(one.pattern).test(line))?.level ?? null;
  return [...new Set(found.map(({ skill }) => skill))].map((skill) => ({
    skill,
    level: stated ?? role.profile[skill] ?? "working",
    stated: stated !== null,
    sure: sure.length > 0,
  }));
}

/** What each skill finds in a line, without finds that lie inside a longer one of another. */
function claims(book, line, how) {
  const all = book.skills.flatMap(({ id: skill, [how]: source }) =>
    source ? Array.from(line.matchAll(pattern(source, "giu")), (match) => ({ skill, start: match.index, end: match.index + match[0].length })) : [],
  );
  const isOrdinary = ({ start, end }) => book.cased.includes(line.slice(start, end)); // in small letters
  const within = (one, other) => one !== other && other.start <= one.start && one.end <= other.end && other.end - other.start > one.end - one.start;
  const named = all.filter((one) => !isOrdinary(one));
  return named.filter((one) => !named.some((other) => within(one, other))).sort((one, other) => one.start - other.start);
}

function highest(book, lines) {
  const musts = new Map();
  for (const { line, skills } of lines) {
    for (const { skill, level, sure } of skills) {
      const before = musts.get(skill);
      const raised = !before || book.ranks.indexOf(level) > book.ranks.indexOf(before.level);
      if (raised) musts.set(skill, { skill, level, line: before?.line ?? line, sure: sure || (before?.sure ?? false) });
      else if (sure) before.sure = true;
    }
  }
  return [...musts.values()];
}

const made = new Map();

function pattern(source, flags = "iu") {
  const key = `${flags} ${source}`;
  if (!made.has(key)) made.set(key, new RegExp(source || "(?!)", flags));
  const one = made.get(key);
  one.lastIndex = 0;
  return one;
}
