// Fills a recipe with a draft; the twin of macros/posting/fill.py, where the rules are told.

import { NONE } from "./draft.js";

const MONTHS = [
  "January", "February", "March", "April", "May", "June",
  "July", "August", "September", "October", "November", "December",
];
const HOLE = /\{([a-z-]+)(?:\|([^{}|]*)\|([^{}|]*))?\}/g;
const MINUTES = /(?<![0-9])([0-9]{1,4}) min(?:utes?)?(?![a-z])/g;
const PARAGRAPH = "\n\n";
const BY_ITSELF = { [PARAGRAPH]: PARAGRAPH, ";": "; " };

/**
 * The document tree that a draft makes of a recipe: title, facts and sections. `mark(text, id)` is
 * put round what a field says and round its blank; each part tells which fields it is `about`.
 */
export function fill(recipe, draft, mark) {
  const filler = new Filler(recipe, draft, mark);
  const facts = recipe.facts.map((part) => ({
    id: part.id,
    label: part.title,
    value: filler.first(part.blocks[0].versions),
    about: aboutOf(part.blocks[0]),
  }));
  const sections = recipe.sections.map((part) => ({
    id: part.id,
    title: part.title,
    blocks: part.blocks.flatMap((block) => filler.block(block)),
  }));
  return {
    title: filler.says.title ?? recipe.title,
    facts: facts.filter((fact) => fact.value),
    sections: sections.filter((section) => section.blocks.length),
  };
}

/** The fields that a block of a recipe depends on. */
function aboutOf({ versions = [], field, necessity }) {
  const named = versions.flatMap(({ when = {}, text }) => [
    ...Object.keys(when),
    ...[...text.matchAll(HOLE)].map(([, id]) => id),
  ]);
  return [...new Set([...named, field, necessity])].filter(Boolean);
}

export class Filler {
  constructor(recipe, draft, mark = (text) => text) {
    this.recipe = recipe;
    this.draft = draft;
    this.mark = mark;
    this.fields = Object.fromEntries(recipe.fields.map((field) => [field.id, field]));
    this.says = Object.fromEntries(
      Object.entries(draft.values).map(([id, values]) => {
        const { input, conjunction = "or" } = this.fields[id];
        const said = values.map((value) => mark(this.spoken(this.fields[id], value), id));
        return [id, joined(said, input === "long-text" ? PARAGRAPH : conjunction)];
      }),
    );
    this.tools = recipe.fields
      .filter(({ input }) => input === "tools")
      .flatMap((field) => (draft.values[field.id] ?? []).map((id) => ({ id, says: mark(this.spoken(field, id), field.id) })));
  }

  /** The value of a field as it was given, its default, or nothing. */
  value(id) {
    return this.draft.values[id]?.[0] ?? this.fields[id]?.default ?? "";
  }

  holds(when = {}) {
    return Object.entries(when).every(([id, wanted]) => {
      if (wanted === "any") return this.value(id) !== "";
      if (wanted === "empty") return this.value(id) === "";
      return this.value(id) !== "" && this.value(id) === (wanted in this.fields ? this.value(wanted) : wanted);
    });
  }

  first(versions) {
    return this.filled(versions.find((version) => this.holds(version.when))?.text ?? "");
  }

  filled(text) {
    return this.named(this.spelled(this.withStack(text)).replace(HOLE, (_, ...hole) => this.said(hole)));
  }

  line(text) {
    return this.named(this.spelled(this.withStack(text)));
  }

  spelled(text) {
    if (this.value("english") !== "british") return text;
    return (this.recipe.spelling ?? []).reduce((done, [american, british]) => done.replaceAll(american, british), text);
  }

  withStack(text) {
    if (!this.tools.length) return text;
    return (this.recipe.stack ?? []).reduce((done, { example, preposition, tools }) => {
      const mine = this.tools.filter(({ id }) => tools.includes(id)).map(({ says }) => says);
      const ours = `, ${example}`;
      if (!mine.length) return done.replaceAll(`${ours},`, "").replaceAll(ours, "");
      return done.replaceAll(ours, () => `, ${preposition} ${joined(mine, "or")}`);
    }, text);
  }

  named(text) {
    const shared = this.recipe.fields.filter((field) => field.everywhere);
    return shared.reduce(
      (done, { id, blank }) => done.replaceAll(blank, () => this.says[id] ?? this.mark(blank, id)),
      text,
    );
  }

  block(block) {
    const about = aboutOf(block);
    if (block.versions) {
      return this.first(block.versions).split(PARAGRAPH).filter(Boolean).map((text) => ({ text, about }));
    }
    const items = this.items(block);
    return items.length ? [{ lead: this.filled(block.lead ?? ""), items, about }] : [];
  }

  items({ field, necessity, items = [] }) {
    if (field) return this.values(this.fields[field]);
    if (!necessity) return items.map((line) => this.line(line));
    const ours = new Map(this.recipe.requirements.map((one) => [one.id, one.line]));
    return this.required(necessity).map((one) => (ours.has(one) ? this.line(ours.get(one)) : this.mark(one, necessity)));
  }

  required(necessity) {
    const { necessity: chosen } = this.draft;
    const ours = this.recipe.requirements.filter(({ id }) => !chosen.has(id)).map((one) => [one.id, one.necessity]);
    return [...ours, ...chosen].filter(([, one]) => one === necessity).map(([id]) => id);
  }

  values(field) {
    const ours = this.linesOf(field.id);
    return this.keysOf(field.id).map((one) => ours.get(one) ?? this.mark(this.spoken(field, one), field.id));
  }

  /** The lines that a list begins with, as the text says them, by id. */
  linesOf(id) {
    const { input, options = [] } = this.fields[id];
    return new Map(input === "list" ? options.map((one) => [one.id, this.line(one.says)]) : []);
  }

  /** What a list holds: ids of those lines, and the poster's own words. */
  keysOf(id) {
    const ours = this.linesOf(id);
    return (this.draft.values[id] ?? [...ours.keys()]).filter((one) => one !== NONE || !ours.size);
  }

  said([id, one, many]) {
    const number = this.figure(id);
    if (one === undefined || number === null) return number ?? "";
    const single = (id in this.fields ? this.value(id) : number) === "1";
    return (single ? one : many).replaceAll("#", () => number);
  }

  figure(id) {
    const [, sort, of] = /^([a-z]+)-?(.*)$/.exec(id);
    if (of in this.fields && ["count", "minutes"].includes(sort)) {
      const lines = this.values(this.fields[of]);
      if (sort === "count") return String(lines.length);
      const told = lines.map((line) => [...line.matchAll(MINUTES)].at(-1)?.[1]);
      return told.length && told.every(Boolean) ? String(told.reduce((sum, one) => sum + Number(one), 0)) : null;
    }
    const field = this.fields[id];
    if (id in this.says) return this.says[id];
    const said = field.default ? this.spoken(field, field.default) : (field.blank ?? "");
    return field.everywhere ? said : this.mark(said, id); // named() marks what stands everywhere
  }

  spoken(field, value) {
    if (["number", "money"].includes(field.input)) return value.replace(/\B(?=([0-9]{3})+(\.|$))/g, ",");
    if (field.input === "date") {
      const [year, month, day] = value.split("-").map(Number);
      const name = MONTHS[month - 1];
      return this.value("english") === "british" ? `${day} ${name} ${year}` : `${name} ${day}, ${year}`;
    }
    return (field.options ?? []).find((option) => option.id === value)?.says ?? value;
  }
}

/** Words as a sentence lists them, such as `A, B or C`; nothing when there are none. */
function joined(words, by) {
  if (by in BY_ITSELF) return words.join(BY_ITSELF[by]);
  return [words.slice(0, -1).join(", "), words.at(-1)].filter(Boolean).join(` ${by} `);
}
