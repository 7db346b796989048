// Which documents fit a query best: BM25F with what measuring added to it (docs/contributing).

import { conceptsOf } from "./concepts.js";
import { stem, words } from "./words.js";

/** Weights are kept in eighths; a name is told as (document * 16 + name) * 16 + its words. */
const FINE = 8;
const NAMES = 16;
const SATURATION = 5;
const PAGE_NAME = 3;
/** Below 1, rare words count less beside common ones than in BM25. */
const RARITY = 0.6;
const LIGHT = 0.55;
const COVERAGE = 1;
const CLOSENESS = 3.5;
const NAMED = 0.4;
/** How well a section fits, measured by the page as a whole, to be led to in its place. */
const NEARLY = 0.85;

/**
 * The pages that fit a query, best first, each by its best document: `page` and `document` are
 * numbers, `score` says how well it fits. `concepts` are what the words were taken for.
 */
export async function rank(query, pieces) {
  const [index, concepts] = await Promise.all([pieces.index(), conceptsOf(query, pieces)]);
  const met = concepts.filter(({ variants }) => variants.size);
  const held = await Promise.all(met.map((concept) => postings(concept, pieces)));
  const light = new Set(index.light);
  const weights = met.map(
    ({ word }, at) =>
      rarity(index.documents, held[at].found.size) * (light.has(word) ? LIGHT : 1),
  );
  const lost = concepts.length - met.length;
  const total = sum(weights) + lost * rarity(index.documents, 0);
  const scores = scored(index, met, held, weights, total);
  return { concepts, pages: bestOfEach(scores) };
}

const sum = (numbers) => numbers.reduce((all, one) => all + one, 0);
const rarity = (all, some) => Math.log(1 + (all - some + 0.5) / (some + 0.5)) ** RARITY;

/** Where a concept stands: the weight by document, and by name with the words of that name. */
async function postings({ variants }, pieces) {
  const [found, named] = [new Map(), new Map()];
  for (const [word, share] of variants) {
    const entry = (await pieces.beside(word))[word] ?? [];
    for (const [page, ...rest] of entry) {
      for (let at = 0; at < rest.length; at++) {
        if (rest[at] < 0) {
          const name = -1 - rest[at];
          const key = `${page}.${Math.floor(name / NAMES)}`;
          if ((named.get(key)?.share ?? 0) < share) named.set(key, { share, words: name % NAMES });
        } else {
          const key = `${page}.${rest[at]}`;
          found.set(key, (found.get(key) ?? 0) + (share * rest[++at]) / FINE);
        }
      }
    }
  }
  return { found, named };
}

function scored(index, concepts, held, weights, total) {
  const near = closeness(held, weights, total);
  const pageNames = index.pages.map(([address, title]) => stems(`${title} ${spaced(address)}`));
  const inPageName = pageNames.map((names) =>
    concepts.map(({ variants }) =>
      Math.max(0, ...[...variants].map(([word, share]) => (names.has(stem(word)) ? share : 0))),
    ),
  );
  const keys = new Set(held.flatMap(({ found }) => [...found.keys()]));
  return [...keys].map((key) => {
    const [page, document] = key.split(".").map(Number);
    let [score, matched] = [0, 0];
    held.forEach(({ found }, at) => {
      const weight = (found.get(key) ?? 0) + PAGE_NAME * inPageName[page][at];
      if (weight) matched += weights[at];
      score += (weights[at] * weight) / (weight + SATURATION);
    });
    const share = sum(inPageName[page]) / (concepts.length || 1);
    score *= (matched / total) ** COVERAGE * (1 + CLOSENESS * (near.get(key) ?? 0));
    const [, , , weight, sections] = index.pages[page];
    score *= (1 + NAMED * share) * weight * (document ? sections : 1);
    return { page, document, score };
  });
}

const spaced = (address) => address.replace(/[/-]/g, " ");
const stems = (text) => new Set(words(text).map(stem));

/** How near the query is to a name of each document: 1 for the same words, less for others. */
function closeness(held, weights, total) {
  const names = new Map();
  held.forEach(({ named }, at) => {
    for (const [key, { share, words }] of named) {
      const name = names.get(key) ?? { words, met: 0, weight: 0 };
      name.met += share;
      name.weight += share * weights[at];
      names.set(key, name);
    }
  });
  const best = new Map();
  for (const [key, { words, met, weight }] of names) {
    const [page, rest] = key.split(".").map(Number);
    const document = `${page}.${Math.floor(rest / NAMES)}`;
    const [kept, told] = [weight / total, Math.min(1, met / words)];
    const near = ((2 * kept * told) / (kept + told)) ** 2;
    if (near > (best.get(document) ?? 0)) best.set(document, near);
  }
  return best;
}

/** Each page once, by its best section where one fits nearly as well as the page itself. */
function bestOfEach(scores) {
  const best = new Map();
  for (const one of scores.sort((a, b) => b.score - a.score || a.document - b.document)) {
    const other = best.get(one.page);
    if (!other) best.set(one.page, one);
    else if (!other.document && one.score >= NEARLY * other.score) {
      best.set(one.page, { ...one, score: other.score });
    }
  }
  return [...best.values()].sort((a, b) => b.score - a.score || a.page - b.page);
}
