// Pay: the amounts of a posting, which of them are paid for the work, and what they leave open.

import { compiled, finds, has } from "./patterns.js";
import { lineAt, sentence } from "./reading.js";

const [NEAR, AROUND, FAR, JOINED] = [16, 60, 140, 48]; // characters that are looked at around an amount
const LINES_ABOVE = 12;
const BARE = [1000, 90_000_000]; // an amount with no period that can be pay
const SALARY = 12_000; // from here on, an amount alone is rather pay than anything else

/**
 * What is paid for the work: ranges and single amounts, each with `low` and `high`, its bounds,
 * its currency and period ("" for none), and `open` for one that has one end.
 */
export function payOf(posting) {
  const amounts = amountsOf(posting);
  const spans = [];
  for (const [number, one] of amounts.entries()) {
    const last = spans.at(-1);
    if (last && !last.other && joins(posting, last.first, one)) last.other = inherited(last.first, one);
    else spans.push({ first: one, other: null, number });
  }
  const ofAll = finds(posting.rules.pay.period_of_all, posting.masked).map(([, , match]) => match[0]);
  return spans
    .map((span, number) => described(posting, span, [spans[number - 1], spans[number + 1]], ofAll))
    .filter((span) => span.isPay);
}

function amountsOf({ masked: text, rules: { pay } }) {
  return finds(pay.amount, text).map(([start, end, match]) => {
    const { whole, part = "", unit = "" } = match.groups;
    const before = text.slice(Math.max(0, start - NEAR), start).match(compiled(`(?:${pay.currency})\\s{0,2}$`));
    const after = text.slice(end, end + NEAR).match(compiled(`^\\s{0,2}(?:${pay.currency})`));
    const named = pay.units.find((one) => unit && has(`^(?:${one.words})$`, unit));
    const value = Number(`${whole.replace(/\D/g, "")}.${part || 0}`);
    const currency = (before ?? after)?.[0].trim() ?? "";
    return {
      value: value * (named?.times ?? 1),
      padded: whole.startsWith("0"),
      times: unit && named ? named.times : 1,
      unit: unit.toLowerCase(),
      yearly: (named?.yearly ?? false) || /,\d{2},\d{3}$/.test(whole), // as India counts
      currency: currency || (named?.currency ?? ""),
      start: before ? start - before[0].length : start,
      end: after && (!before || !/^\s{0,2}[$]/.test(after[0])) ? end + after[0].length : end,
    };
  });
}

/** Whether two amounts are the ends of one range. */
function joins({ masked: text, rules: { pay } }, one, other) {
  const between = text.slice(one.end, other.start);
  return between.length <= JOINED && has(`^(?:${pay.to})$`, between.replace(compiled(pay.period, "giu"), ""));
}

/** The other end of a range: "90-100k" says its thousands once, and most say the currency once. */
function inherited(first, other) {
  if (first.times === 1 && other.times > 1 && first.value < 1000) first.value *= other.times;
  first.yearly ||= other.yearly;
  first.currency ||= other.currency;
  other.currency ||= first.currency;
  return other;
}

/** A range or an amount with what the words around it, or words that hold for all (`ofAll`), say of it. */
function described(posting, { first, other }, [previous, next], ofAll) {
  const { masked: text, rules: { pay } } = posting;
  const [start, end] = [first.start, (other ?? first).end];
  const [begin, stop] = sentence(posting, start, end);
  const floor = Math.max(begin, belowHeading(posting, start), start - FAR, previous ? (previous.other ?? previous.first).end : 0);
  const ahead = text.slice(end, Math.min(stop, end + AROUND, next?.first.start ?? stop));
  const back = text.slice(Math.min(floor, start), start);
  const above = aboveOf(posting, start, begin);
  const near = [ahead, text.slice(start, end), back.slice(-AROUND), above];
  const period = periodIn([...near, ...ofAll], pay) || (first.yearly ? "a year" : "");
  const low = first.value;
  const high = (other ?? first).value;
  const open = other ? "" : openEnd(back, ahead, pay);
  const said = open && back.match(compiled(`(?:${pay.at_most}|${pay.at_least})\\s{0,3}$`));
  const begun = start - (said || [""])[0].length;
  const words = text.slice(begun, end);
  const span = { start: begun, end, low, high, first, other, open, currency: first.currency, period, words };
  return { ...span, isPay: isPay(span, { back, ahead, above }, pay) };
}

/** Where a line begins that stands right below a heading; 0 for any other. */
function belowHeading(posting, start) {
  const own = lineAt(posting, start);
  return posting.lines[own - 1]?.heading ? posting.lines[own].start : 0;
}

/** What stands above a line that may say what its amounts are: its heading and the lines between. */
function aboveOf(posting, start, begin) {
  const { lines, masked } = posting;
  const own = lineAt(posting, start);
  let number = own;
  const isAbove = (line) => line && (line.said || own - number < 2);
  while (number > 0 && own - number < LINES_ABOVE && !lines[number].heading && isAbove(lines[number - 1])) number -= 1;
  return masked.slice(Math.max(lines[number]?.start ?? 0, begin - 6 * AROUND), begin);
}

function periodIn(places, pay) {
  for (const words of places) {
    const found = words.match(compiled(pay.period));
    if (found) return found[0];
  }
  return "";
}

function openEnd(back, ahead, pay) {
  if (has(`(?:${pay.at_most})\\s{0,3}$`, back)) return "at most";
  return has(`(?:${pay.at_least})\\s{0,3}$`, back) || has(`^\\s?(?:${pay.or_more})`, ahead) ? "at least" : "";
}

/** Whether the words around an amount, or else its shape, say that it is paid for the work. */
function isPay(span, { back, ahead, above }, pay) {
  const { first, other, currency, period } = span;
  const units = [first, other].filter(Boolean);
  if (units.some((one) => one.times >= 1e6 && !one.yearly && one.currency !== "INR") || has(`^(?:${pay.counted})`, ahead)) return false;
  if (has(`^(?:${pay.attached})`, ahead)) return false;
  const amount = Math.max(first.value, other?.value ?? 0);
  const isPlain = other && amount >= SALARY && has(`^\\s{0,2}(?:gross ?|brutto ?|net ?)?(?:${pay.period})`, ahead);
  const nearest = lastSaid(back, pay) ?? (isPlain ? "pay" : lastSaid(above, pay));
  if (nearest === "other") return false;
  const fits = amount >= BARE[0] && amount <= BARE[1];
  if (!currency && isPlain && !isYear(units)) return true;
  if (!currency) return followsWord(back, pay) && !isYear(units) && (fits || (amount >= 8 && !units[0].padded && has(`^\\s{0,2}(?:${pay.period})`, ahead)));
  if (nearest === "pay") return amount >= 8;
  return Boolean(period) || (fits && amount >= SALARY);
}

/** Whether the last word that tells is one for pay or for other money; null for none. */
function lastSaid(words, pay) {
  const found = finds(`(?<pay>${pay.word})|(?<other>${pay.other})`, words).at(-1);
  if (!found) return null;
  return found[2].groups.pay ? "pay" : "other";
}

/** Whether a word for pay stands right before an amount that has no currency. */
function followsWord(back, pay) {
  return has(`(?:${pay.word})[^\\d\\n]{0,30}$`, back);
}

/** Whether these may be years: "since 1998", "2026-2027". */
function isYear(units) {
  return units.every((one) => one.times === 1 && one.value >= 1900 && one.value <= 2100);
}
