// Reading: a posting as ASCII without the tags of HTML, with a way back to the words as written.

import { compiled, finds, firstOf, whitedOut } from "./patterns.js";
import { outline } from "./sections.js";

const TAG = /<!--|<!doctype[^<>]{0,200}>|<(\/?)([a-z][a-z0-9]{0,9})(?:\s[^<>]{0,2000})?\/?>/giu;
const ENTITY = /&(?:#(\d{1,6})|#x([0-9a-f]{1,5})|([a-z]{2,8}\d?));/giu;
const NAMED = {
  amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: " ", euro: "€", pound: "£", yen: "¥", ndash: "–",
  mdash: "—", rsquo: "’", lsquo: "‘", rdquo: "”", ldquo: "“", hellip: "…", bull: "•", middot: "·", szlig: "ß",
  reg: "", trade: "", copy: "", shy: "", ensp: " ", emsp: " ", thinsp: " ",
};
const ACCENTED = /^([a-z])(?:acute|grave|uml|circ|tilde|cedil|ring|slash|caron)$/iu;
const BLOCKS = "p div section article header footer main aside ul ol table tbody thead blockquote dl dt dd body html form".split(" ");
/** What is read by nobody, with where it ends. */
const HIDDEN = { "": "-->", script: "</script>", style: "</style>", head: "</head>" };
const MARKUP = 3; // tags that begin a block; fewer may be a text about tags

/**
 * Every character becomes the ASCII that stands for it, or vanishes. `starts` and `places` hold,
 * for each character of `text`, where it came from in `raw`: as an index, and as line and column
 * (in characters), both from 1.
 */
export function read(raw, rules) {
  const markup = isMarkup(raw);
  const { text, starts, places } = plainText(raw, replacedIn(raw, markup), markup, rules);
  const masked = whitedOut(text, rules.structure.blank); // a blank to fill in says nothing yet
  const worded = whitedOut(masked, rules.structure.literal);
  const named = whitedOut(worded, rules.structure.name, "gu");
  return {
    raw,
    text,
    starts,
    places,
    rules,
    markup,
    masked,
    worded,
    spared: whitedOut(named, rules.allowed),
    lines: outline(text, rules),
    sentenceEnds: finds(rules.structure.sentence_end, text),
  };
}

/** Whether the text is the source of a page and no prose. */
function isMarkup(raw) {
  const blocks = raw.match(/<\/?(?:p|div|li|ul|ol|h[1-6]|table|tr|td|br|section|html|body)\b[^<>]{0,2000}>/giu);
  return (blocks?.length ?? 0) >= MARKUP;
}

/** What stands for a tag or an entity, by where it begins: [its length, what stands for it]. */
function replacedIn(raw, markup) {
  const found = new Map();
  let [depth, behind] = [0, 0];
  for (const { 0: all, 1: closing, 2: tag, index } of raw.matchAll(TAG)) {
    if (index < behind) continue;
    const name = (tag ?? "").toLowerCase();
    if (/^[uo]l$/.test(name)) depth = Math.max(0, depth + (closing ? -1 : 1));
    const hidden = all.length > 4 && !tag ? null : HIDDEN[name];
    const end = hidden && !closing ? raw.indexOf(hidden, index) : -1;
    behind = end < 0 ? index + all.length : end + hidden.length;
    const said = hidden || !tag ? "" : saidBy(name, closing, depth);
    if (said !== null && (markup || name === "br")) found.set(index, [behind - index, said]);
  }
  for (const match of raw.matchAll(ENTITY)) {
    const said = entity(match);
    if (said !== null) found.set(match.index, [match[0].length, said]);
  }
  return found;
}

function saidBy(name, closing, depth) {
  if (name === "li") return closing ? "\n" : `\n${"  ".repeat(Math.max(0, depth - 1))}- `;
  if (/^h[1-6]$/.test(name)) return closing ? "\n" : `\n\n${"#".repeat(Number(name[1]))} `;
  if (name === "br") return "\n";
  if (name === "tr") return closing ? "\n" : "\n| ";
  if (name === "td" || name === "th") return closing ? " | " : "";
  if (name === "b" || name === "strong") return "**";
  if (BLOCKS.includes(name)) return "\n";
  return "";
}

function entity([, decimal, hexadecimal, name]) {
  if (!name) {
    const code = decimal ? Number(decimal) : parseInt(hexadecimal, 16);
    return code > 31 && code < 0x110000 && !(code >= 0xd800 && code < 0xe000) ? String.fromCodePoint(code) : "";
  }
  const known = Object.hasOwn(NAMED, name.toLowerCase());
  return known ? NAMED[name.toLowerCase()] : (name.match(ACCENTED)?.[1] ?? null);
}

function plainText(raw, replaced, markup, rules) {
  const [starts, places] = [[], []];
  let text = "";
  let index = 0;
  let until = 0; // the end of what has been replaced
  let [line, column] = [1, 1];
  for (const char of raw) {
    const following = raw[index + char.length];
    const [length, said] = (index >= until && replaced.get(index)) || [0, ""];
    const shown = length || index < until ? [...said] : [markup && /\s/u.test(char) ? " " : char];
    if (length) until = index + length;
    const plain = shown.map((one) => plainOf(one, following, rules)).join("");
    for (let number = 0; number < plain.length; number += 1) {
      starts.push(index);
      places.push([line, column]);
    }
    text += plain;
    index += char.length;
    const ends = char === "\n" || (char === "\r" && following !== "\n");
    [line, column] = ends ? [line + 1, 1] : [line, column + 1];
  }
  return { text, starts, places };
}

function plainOf(char, following, rules) {
  const code = char.codePointAt(0);
  if (Object.hasOwn(rules.characters, char)) return rules.characters[char];
  if (char === "\r") return following === "\n" ? "" : "\n";
  if (char === "\t") return "    ";
  if (code < 128) return code >= 32 || char === "\n" ? char : " ";
  if (rules.ignored.some(([first, last]) => first <= code && code <= last)) return "";
  return char.normalize("NFKD").replace(/[^ -~]/gu, "") || "*";
}

/** The words as they were written, for a stretch of the text. */
export function quote({ raw, starts }, start, end) {
  const last = starts[end - 1];
  const stop = last + String.fromCodePoint(raw.codePointAt(last)).length;
  const next = starts[end] ?? raw.length;
  return raw.slice(starts[start], Math.max(stop, /[<&]/.test(raw.slice(stop, next)) ? stop : next));
}

export function countWords({ text, rules }) {
  return text.match(compiled(rules.structure.word, "giu"))?.length ?? 0;
}

/** The number of the line that a position of the text lies in. */
export function lineAt({ lines }, at) {
  return firstOf(lines, (line) => at <= line.end);
}

/** The bounds of the sentence, or sentences, that a stretch of the text lies in. */
export function sentence({ text, sentenceEnds }, start, end) {
  const before = sentenceEnds[firstOf(sentenceEnds, ([, stop]) => stop > start) - 1];
  const after = sentenceEnds[firstOf(sentenceEnds, ([begin]) => begin >= end)];
  return [before?.[1] ?? 0, after?.[0] ?? text.length];
}
