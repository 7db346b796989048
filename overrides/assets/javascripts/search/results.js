// Results as readers see them: the title, what it is, and two lines around what the query means.

import { compounds } from "./words.js";

const WINDOW = 190;
const RUN = /[\p{L}\p{N}+#]+(?:[-./&_'\u2019][\p{L}\p{N}+#]+)*/gu;
const PART = /[\p{L}\p{N}+#]+/gu;

/** The documents of some pages with what is shown of them; a text that is told again is left out. */
export async function textsOf(pages, pieces, list = null) {
  const told = new Set([...(list?.children ?? [])].map(({ dataset }) => dataset.told));
  const texts = await Promise.all(
    pages.map(async (one) => {
      const [anchor, title, label, text] = await pieces.shown(one.page, one.document);
      return { ...one, anchor, title, label, text, told: `${title} ${text.slice(0, 80)}` };
    }),
  );
  return texts.filter(({ told: one }) => !told.has(one) && told.add(one));
}

/** A result of the list: its link is the first thing in it. */
export function resultOf(text, [address, title, kind], concepts, number, base) {
  const item = document.createElement("li");
  item.role = "none";
  Object.assign(item.dataset, { searchResult: "", told: text.told });
  const link = document.createElement("a");
  Object.assign(link, { id: `finder-${number}`, role: "option", tabIndex: -1 });
  link.setAttribute("aria-selected", "false");
  link.href = new URL(`.${address}${text.anchor && `#${text.anchor}`}`, base);
  const means = meaning(concepts);
  const where = text.title === title ? kind : `${text.label || kind} · ${title}`;
  const parts = [["title", text.title], ["kind", where], ["text", around(text.text, means)]];
  for (const [name, words] of parts.filter(([, words]) => words)) {
    const line = document.createElement("span");
    line.className = `finder__${name}`;
    line.append(...(name === "kind" ? [words] : marked(words, means)));
    link.append(line, " ");
  }
  item.append(link);
  return item;
}

const meaning = (concepts) => new Set(concepts.flatMap(({ variants }) => [...variants.keys()]));

/** The part of a text in which most of the words meant stand, cut between words. */
function around(text, means) {
  const at = [...found(text, means)].map(([start]) => start);
  const within = (start) => at.filter((one) => one >= start && one < start + WINDOW - 20).length;
  const best = at.reduce((one, other) => (within(other) > within(one) ? other : one), at[0] ?? 0);
  if (best < WINDOW - 40) return cut(text, 0);
  const sentence = text.slice(0, best).search(/[^.!?·]{0,70}$/);
  const space = text.indexOf(" ", sentence);
  const start = sentence === 0 || /[.!?·]/.test(text[sentence - 1] ?? "") ? sentence : space;
  return `… ${cut(text, start + (text[start] === " " ? 1 : 0))}`;
}

function cut(text, start) {
  if (text.length - start <= WINDOW) return text.slice(start);
  return `${text.slice(start, text.lastIndexOf(" ", start + WINDOW))} …`;
}

/** Where words meant stand in a text: begin and end of each. */
export function* found(text, means) {
  for (const run of text.matchAll(RUN)) {
    const parts = compounds(run[0])[0] ?? [];
    if (parts.length > 1 && means.has(parts.at(-1)) && !run[0].endsWith(parts.at(-1))) {
      yield [run.index, run.index + run[0].length];
    } else if (parts.length === 1 && means.has(parts[0])) {
      yield [run.index, run.index + run[0].length];
    } else {
      for (const part of run[0].matchAll(PART)) {
        if (means.has(compounds(part[0])[0]?.[0])) {
          yield [run.index + part.index, run.index + part.index + part[0].length];
        }
      }
    }
  }
}

/** The text in pieces, with a mark around each word meant. */
export function marked(text, means, page = document) {
  const pieces = [];
  let at = 0;
  for (const [start, end] of found(text, means)) {
    const mark = page.createElement("mark");
    mark.textContent = text.slice(start, end);
    pieces.push(text.slice(at, start), mark);
    at = end;
  }
  return [...pieces, text.slice(at)];
}
