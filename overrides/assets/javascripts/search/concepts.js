// What the words of a query may mean: themselves in any form, synonyms, and what was meant.

import { compounds, distance, stem } from "./words.js";

const FORM = 0.8;
const SYNONYM = 0.5;
/** A word beside which another makes one word of the two: `node` in `node js`. */
const PART = 0.7;
const GUESS = 0.8;
const BEGUN = 0.8;
/** Words are guessed by their begin from so many letters on, and at most so many of them. */
const FEWEST = 3;
const MOST = 6;
/** How many wrong letters are forgiven in a word of so many letters. */
const forgiven = (length) => (length < 4 ? 0 : length < 8 ? 1 : 2);

/**
 * The concepts of a query: `word` as typed, and `variants`, a weight for each word of the index.
 * The last word may not be finished yet, unless something follows it.
 */
export async function conceptsOf(query, pieces) {
  const { stop, synonyms, written } = await pieces.index();
  const typed = compounds(query).flatMap((parts) => inFull(parts, written));
  const said = new Set(stop);
  const open = /[a-z0-9]$/i.test(query);
  const made = typed.flatMap((parts, at) => {
    const whole = parts.length > 1 ? parts.at(-1) : null;
    const single = parts.length > 1 && isWhole(parts) ? parts.slice(0, -1) : parts;
    return single.map((word, place) => ({
      word,
      joins: [whole, ...neighbors(typed, at, place === 0, place === single.length - 1)],
      open: open && at === typed.length - 1 && place === single.length - 1,
    }));
  });
  const telling = made.filter(({ word }) => !said.has(word) && !/^[0-9]$/.test(word));
  const asked = telling.length ? telling : made;
  const unique = asked.filter(({ word }, at) => asked.findIndex((one) => one.word === word) === at);
  return Promise.all(unique.map((one) => meant(one, synonyms, pieces)));
}

const inFull = (parts, written) =>
  Object.hasOwn(written, parts.at(-1)) ? compounds(written[parts.at(-1)]) : [parts];

const isWhole = (parts) => parts.at(-1) === parts.slice(0, -1).join("");

/** A word written as one with the word before or after it, when both are single. */
function neighbors(typed, at, first, last) {
  const [before, word, after] = [typed[at - 1], typed[at], typed[at + 1]];
  if (word.length > 1) return [];
  return [
    first && before?.length === 1 ? before[0] + word[0] : null,
    last && after?.length === 1 ? word[0] + after[0] : null,
  ];
}

async function meant({ word, joins, open }, synonyms, pieces) {
  const variants = new Map();
  const add = (found, weight) => {
    for (const [one, share] of found) {
      variants.set(one, Math.max(variants.get(one) ?? 0, share * weight));
    }
  };
  for (const join of joins.filter(Boolean)) add(await exact(join, pieces), 1);
  add(await forms(word, pieces), variants.size ? PART : 1);
  const same = synonyms.filter((group) => group.some((one) => alike(one, word)));
  const others = new Set(same.flat().filter((one) => !alike(one, word)));
  for (const found of await Promise.all([...others].map((one) => exact(one, pieces)))) {
    add(found, SYNONYM);
  }
  const known = variants.size > 0;
  if (!known && open) add(await begun(word, pieces), BEGUN);
  if (!variants.size) add(await split(word, pieces), GUESS);
  const guesses = variants.size ? [] : await guessed(word, pieces);
  for (const found of await Promise.all(guesses.map((one) => forms(one, pieces)))) {
    add(found, GUESS);
  }
  return { word, variants, known, guesses };
}

/** Whether two words are one but for a plural; by their stems, `open` would be an `opening`. */
const alike = (one, other) => singular(one) === singular(other);
const singular = (word) => word.replace(/(?<=[a-z]{2}[^s])s$/, "");

async function exact(word, pieces) {
  return Object.hasOwn(await pieces.beside(word), word) ? [[word, 1]] : [];
}

/** The word itself, and other forms of it. */
async function forms(word, pieces) {
  const root = stem(word);
  const held = Object.keys(await pieces.beside(word)).filter((one) => stem(one) === root);
  return held.map((one) => [one, one === word ? 1 : FORM]);
}

async function begun(word, pieces) {
  if (word.length < FEWEST) return [];
  const held = Object.entries(await pieces.beside(word)).filter(([one]) => one.startsWith(word));
  const common = held.sort(([, a], [, b]) => b.length - a.length).slice(0, MOST);
  return common.map(([one]) => [one, 1]);
}

/** Two words that were written as one. */
async function split(word, pieces) {
  const beside = await pieces.beside(word);
  for (let at = word.length - FEWEST; at >= FEWEST; at--) {
    const [first, second] = [word.slice(0, at), word.slice(at)];
    if (Object.hasOwn(beside, first) && (await exact(second, pieces)).length) {
      return [[first, 1], [second, 1]];
    }
  }
  return [];
}

/** The known words that differ least from one that nobody knows. */
export async function guessed(word, pieces, most = forgiven(word.length)) {
  if (!most) return [];
  const letters = [...new Set(word.slice(0, 2))];
  const lists = await Promise.all(letters.map((letter) => pieces.known(letter)));
  const near = lists.flat().map((one) => [distance(word, one, most), one]);
  const least = Math.min(...near.map(([far]) => far));
  const closest = near.filter(([far]) => far === least && far <= most).map(([, one]) => one);
  const ends = (one) => (one[0] === word[0] ? 0 : 1) + (one.at(-1) === word.at(-1) ? 0 : 1);
  return closest.sort((a, b) => ends(a) - ends(b)).slice(0, MOST);
}
