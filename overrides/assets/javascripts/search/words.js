// The words of a text, as macros/search/words.py gives them to the index; and what words share.

const APOSTROPHE = /['\u2018\u2019]s(?![a-z0-9])|['\u2018\u2019]/g;
const WORD = new RegExp(
  "(?<![a-z0-9])[a-z](?:\\+\\+|#)|(?<![a-z0-9])\\.net(?![a-z0-9])" +
    "|[a-z0-9]+(?:[-./&_\\u2010\\u2011][a-z0-9]+)*",
  "g",
);
const JOINT = /[-./&_\u2010\u2011]/;
const LONGEST = 24;
const MOST_PARTS = 3;
const SHORT = 3;

/** The text in small letters without accents and apostrophes. */
export function folded(text) {
  const plain = text.normalize("NFKD").replace(/\p{M}/gu, "");
  return plain.toLowerCase().replace(APOSTROPHE, "");
}

/** The words of a text in order: each a list of its parts, the last of which may be the whole. */
export function compounds(text) {
  return (folded(text).match(WORD) ?? []).map((found) => {
    if (/^[a-z0-9]+$/.test(found)) return [found];
    if (found === ".net") return ["dotnet"];
    if (/[+#]$/.test(found)) return [found];
    const parts = found.split(JOINT);
    const whole = parts.join("");
    const named = !found.includes("/") || parts.every((part) => part.length <= SHORT);
    const kept = named && !/^[0-9]+$/.test(whole) && parts.length <= MOST_PARTS;
    return kept && whole.length <= LONGEST ? [...parts, whole] : parts;
  });
}

/** Every word in order; a compound gives its parts and, as one word, the whole. */
export const words = (text) => compounds(text).flat();

const ENDINGS = [
  ["ational", "at"], ["ization", "iz"], ["ations", "at"], ["ation", "at"], ["ating", "at"],
  ["ators", "at"], ["ated", "at"], ["ates", "at"], ["ate", "at"], ["ments", ""], ["ment", ""],
  ["ings", ""], ["ing", ""], ["ions", ""], ["ion", ""], ["edly", ""], ["ness", ""], ["ies", "i"],
  ["ied", "i"], ["ily", "i"], ["sses", "ss"], ["xes", "x"], ["ches", "ch"], ["shes", "sh"],
  ["able", ""], ["ible", ""], ["ful", ""], ["ed", ""], ["ly", ""], ["al", ""], ["es", ""],
  ["s", ""], ["y", "i"], ["e", ""],
];
const SHORTEST = 3;

/** What the forms of a word share: `calibrating` and `calibration` are `calibrat`. */
export function stem(word) {
  if (word.length < 4 || /[^a-z]/.test(word) || word.endsWith("ss")) return word;
  const fits = ([end, rest]) =>
    word.endsWith(end) && word.length - end.length + rest.length >= SHORTEST && hasVowel(word, end);
  const found = ENDINGS.find(fits);
  const cut = found ? word.slice(0, word.length - found[0].length) + found[1] : word;
  return cut.length > SHORTEST ? cut.replace(/([bdfgklmnprt])\1$/, "$1").replace(/e$/, "") : cut;
}

const hasVowel = (word, end) => /[aeiouy]/.test(word.slice(0, word.length - end.length));

/**
 * How many letters are wrong, missing, too many or swapped between two words, as far as `most`;
 * one more than that if there are more.
 */
export function distance(one, other, most) {
  if (Math.abs(one.length - other.length) > most) return most + 1;
  let [before, last] = [[], Array.from({ length: other.length + 1 }, (_, at) => at)];
  for (let i = 1; i <= one.length; i++) {
    const row = [i];
    for (let j = 1; j <= other.length; j++) {
      const same = one[i - 1] === other[j - 1];
      row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (same ? 0 : 1));
      const swapped = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
      if (swapped) row[j] = Math.min(row[j], before[j - 2] + 1);
    }
    if (Math.min(...row) > most) return most + 1;
    [before, last] = [last, row];
  }
  return last[other.length];
}
