// Fills a recipe with a draft; the twin of macros/posting/fill.py, where the rules are told.

const MONTHS = [
  "January", "February", "March", "April", "May", "June",
  "July", "August", "September", "October", "November", "December",
];

/** The document tree that a draft makes of a recipe: title, facts and sections. */
export function fill(recipe, draft) {
  const filler = new Filler(recipe, draft);
  const facts = recipe.facts.map((part) => ({
    id: part.id,
    label: part.title,
    value: filler.first(part.blocks[0].versions),
  }));
  const sections = recipe.sections.map((part) => ({
    id: part.id,
    title: part.title,
    blocks: part.blocks.map((block) => filler.block(block)).filter(Boolean),
  }));
  return {
    title: filler.says.title ?? recipe.title,
    facts: facts.filter((fact) => fact.value),
    sections: sections.filter((section) => section.blocks.length),
  };
}

export class Filler {
  constructor(recipe, draft) {
    this.recipe = recipe;
    this.draft = draft;
    this.fields = Object.fromEntries(recipe.fields.map((field) => [field.id, field]));
    this.says = Object.fromEntries(
      Object.entries(draft.values).map(([id, values]) => [
        id,
        joined(
          values.map((value) => spoken(this.fields[id], value)),
          this.fields[id].input === "tools" ? "and" : "or",
        ),
      ]),
    );
    this.tools = recipe.fields
      .filter(({ input }) => input === "tools")
      .flatMap((field) => (draft.values[field.id] ?? []).map((id) => ({ id, says: spoken(field, id) })));
  }

  /** The value of a field as it was given, its default, or nothing. */
  value(id) {
    return this.draft.values[id]?.[0] ?? this.fields[id].default ?? "";
  }

  holds(when = {}) {
    return Object.entries(when).every(([id, wanted]) => {
      if (wanted === "any") return this.value(id) !== "";
      if (wanted === "empty") return this.value(id) === "";
      return this.value(id) === wanted;
    });
  }

  first(versions) {
    return this.filled(versions.find((version) => this.holds(version.when))?.text ?? "");
  }

  filled(text) {
    return this.named(this.withStack(text).replace(/\{([a-z-]+)\}/g, (_, id) => this.said(id)));
  }

  line(text) {
    return this.named(this.withStack(text));
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
    const shared = this.recipe.fields.filter((field) => field.everywhere && field.id in this.says);
    return shared.reduce((done, field) => done.replaceAll(field.blank, () => this.says[field.id]), text);
  }

  block(block) {
    if (block.versions) {
      const text = this.first(block.versions);
      return text ? { text } : null;
    }
    const items = this.items(block);
    return items.length ? { lead: this.filled(block.lead ?? ""), items } : null;
  }

  items({ field, necessity, items = [] }) {
    if (field) return (this.draft.values[field] ?? []).map((value) => spoken(this.fields[field], value));
    if (!necessity) return items.map((line) => this.line(line));
    return this.recipe.requirements
      .filter((one) => (this.draft.necessity[one.id] ?? one.necessity) === necessity)
      .map((one) => this.line(one.line));
  }

  said(id) {
    const field = this.fields[id];
    if (id in this.says) return this.says[id];
    return field.default ? spoken(field, field.default) : (field.blank ?? "");
  }
}

/** Words as a sentence lists them, such as `A, B or C`; nothing when there are none. */
function joined(words, last) {
  return [words.slice(0, -1).join(", "), words.at(-1)].filter(Boolean).join(` ${last} `);
}

/** A value as the text says it: thousands marked, dates written out, choices by label. */
function spoken(field, value) {
  if (field.input === "number") return value.replace(/\B(?=([0-9]{3})+$)/g, ",");
  if (field.input === "date") {
    const [year, month, day] = value.split("-").map(Number);
    return `${MONTHS[month - 1]} ${day}, ${year}`;
  }
  return (field.options ?? []).find((option) => option.id === value)?.says ?? value;
}
