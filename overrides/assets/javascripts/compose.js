// The composer: a form fills a recipe, the preview follows, the address keeps the draft.
// Nothing leaves the browser; recipes and the empty Word document are files of this site.

import { NECESSITIES, NONE, pairsOf, readDraft } from "./posting/draft.js";
import { fill, Filler } from "./posting/fill.js";
import { pairsIn, renew, sayFaults, show } from "./posting/form.js";
import { toJobposting } from "./posting/jobposting.js";
import { wireLines } from "./posting/lines.js";
import { marked, outline, preview } from "./posting/preview.js";
import { wireRequirements } from "./posting/requirements.js";
import { dressOf, toWord } from "./posting/word.js";
import { toHtml, toMarkdown, toText } from "./posting/write.js";
import { debounced, loadRules } from "./check.js";
import { write } from "./clipboard.js";
import { wireCopyBar } from "./copy.js";
import { renderFindings } from "./lint-findings.js";
import { lint } from "./lint.js";

const TYPES = {
  docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  md: "text/markdown",
  txt: "text/plain",
  html: "text/html",
  json: "application/json",
};
const LONG_LINK = 2000; // characters that every mail program keeps in one piece

/** Wire the composer's page; on other pages nothing happens. */
export async function compose(root, win) {
  const form = root.querySelector("[data-compose]");
  if (!form) return;
  const asked = new URLSearchParams(win.location.search);
  const role = [...form.elements.role.options].find((option) => option.value === asked.get("role"));
  if (role) form.elements.role.value = role.value;
  const [recipe, rules] = await Promise.all([recipeOf(form.elements.role.value), loadRules(win)]);
  const state = { recipe, rules };
  const open = (pairs) => {
    state.filler = new Filler(state.recipe, readDraft(state.recipe, pairs).draft);
    show(form, state.filler);
    refresh();
  };
  const judge = debounced(() => judged(root, state), win);
  const refresh = () => {
    update(root, win, form, state);
    judge();
  };
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", refresh);
  form.elements.role.addEventListener("change", () => changeRole(form, state, open));
  wireLines(form, refresh);
  wireRequirements(form, state, refresh);
  wireView(root, form);
  wireButtons(root, win, form, state, open);
  form.hidden = false;
  open([...asked].filter(([key]) => key !== "role"));
}

async function recipeOf(role) {
  return (await fetch(`./${role}.json`)).json();
}

/** Take what was typed to another role, whose lines take the place of those of the last. */
async function changeRole(form, state, open, pairs = null) {
  const recipe = await recipeOf(form.elements.role.value);
  if (recipe.role !== form.elements.role.value) return; // another was chosen meanwhile
  const kept = pairs ?? carried(state.filler, recipe, pairsIn(form, state.filler));
  state.recipe = recipe;
  open(kept);
}

/** The pairs of a draft for another role: own lines stand behind all of that role's. */
function carried(filler, recipe, pairs) {
  const asked = new Set(filler.recipe.requirements.map(({ id }) => id));
  const lists = Object.values(filler.fields).filter(({ id }) => filler.linesOf(id).size);
  const own = pairs.filter(([key, value]) =>
    NECESSITIES.includes(key) ? !asked.has(value) : !filler.linesOf(key).has(value) && value !== NONE,
  );
  const first = lists.filter(({ id }) => own.some(([key]) => key === id)).flatMap(({ id }) => {
    const { options } = recipe.fields.find((field) => field.id === id);
    return options.map((option) => [id, option.id]);
  });
  return [...first, ...own];
}

/** The text of the draft in one of the formats; Word needs the parts of an empty document. */
async function made(format, { recipe, draft, tree }) {
  const writers = { md: toMarkdown, txt: toText, html: toHtml };
  if (format === "json") return toJobposting(recipe, draft, tree);
  if (format === "docx") {
    return toWord(tree, await (await fetch("./word.json")).json(), dressOf(new Filler(recipe, draft)));
  }
  return writers[format](tree);
}

/** Show form or text on a phone; outline what is being filled in, and lead from a blank to its field. */
function wireView(root, form) {
  const composer = root.querySelector("[data-composer]");
  const text = root.querySelector("[data-compose-preview]");
  const bar = root.querySelector("[data-compose-views]");
  const turn = (view) => {
    composer.dataset.view = view;
    for (const one of bar.children) one.setAttribute("aria-pressed", String(one.value === view));
  };
  bar.hidden = false;
  bar.addEventListener("click", ({ target }) => target.value && turn(target.value));
  form.addEventListener("focusin", ({ target }) => outline(text, fieldAround(target)));
  form.addEventListener("focusout", () => outline(text, null));
  text.addEventListener("click", ({ target }) => {
    const id = (target.closest("[data-from]") ?? target.closest("[data-about]"))?.dataset;
    const field = form.querySelector(`[data-field="${id?.from ?? id?.about.split(" ")[0]}"]`);
    if (!field) return;
    turn("form");
    for (let part = field.closest("details"); part; part = part.parentElement.closest("details")) part.open = true;
    field.querySelector("input, textarea, select")?.focus();
  });
}

function fieldAround(target) {
  return target.closest("[data-field]")?.dataset.field ?? null;
}

function wireButtons(root, win, form, state, open) {
  const files = root.querySelector("[data-compose-files]");
  const bar = root.querySelector("[data-compose-bar]");
  const say = (words) => (bar.querySelector(".copied").textContent = words);
  const on = (name, action) => files.querySelector(`[data-${name}]`).addEventListener("click", action);
  files.hidden = false;
  wireCopyBar(bar, (format) => made(format, state));
  on("download", async () => {
    const format = files.querySelector("[data-format]").value;
    const name = format === "json" ? "jobposting" : state.recipe.role;
    save(root, new Blob([await made(format, state)], { type: TYPES[format] }), `${name}.${format}`);
  });
  on("share", async () => {
    const long = win.location.href.length > LONG_LINK ? " It is long: some programs cut it, so send a file too." : "";
    const done = await write({ "text/plain": win.location.href });
    say(done ? `Link copied. Whoever opens it sees this draft.${long}` : "Copy the address of this page.");
  });
  on("print", () => win.print());
  on("keep", () => {
    const kept = JSON.stringify({ role: state.recipe.role, choices: pairsOf(state.recipe, state.draft) }, null, 1);
    save(root, new Blob([kept], { type: TYPES.json }), `${state.recipe.role}.draft.json`);
  });
  const chosen = files.querySelector("[data-open]");
  chosen.addEventListener("change", async () => {
    say(await opened(form, state, open, await chosen.files[0].text()));
    chosen.value = "";
  });
  on("reset", () => {
    open([]);
    form.elements.role.focus();
  });
}

/** Open a draft that was saved as a file; says what came of it. */
async function opened(form, state, open, text) {
  const { role, choices } = readFile(text);
  const known = [...form.elements.role.options].some(({ value }) => value === role);
  if (!known) return "This file holds no draft of ours. Choose one that you saved here.";
  form.elements.role.value = role;
  await changeRole(form, state, open, choices);
  return "The draft is open.";
}

/** The role and the pairs of strings of a saved draft; nothing when it is something else. */
function readFile(text) {
  try {
    const { role, choices } = JSON.parse(text);
    const pairs = choices.filter((pair) => pair.length === 2 && pair.every((one) => typeof one === "string"));
    return { role, choices: pairs };
  } catch {
    return {};
  }
}

function save(root, blob, name) {
  const link = root.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

/** Read the form, fill the recipe, and show what came of it. */
function update(root, win, form, state) {
  const { recipe } = state;
  const { draft, faults } = readDraft(recipe, pairsIn(form, state.filler), today());
  Object.assign(state, { draft, faults, filler: new Filler(recipe, draft), tree: fill(recipe, draft) });
  renew(form, state.filler);
  sayFaults(form, faults);
  const text = root.querySelector("[data-compose-preview]");
  preview(text, fill(recipe, draft, marked));
  outline(text, form.contains(root.activeElement) ? fieldAround(root.activeElement) : null);
  const address = new URLSearchParams([["role", recipe.role], ...pairsOf(recipe, draft)]);
  win.history.replaceState(null, "", `${win.location.pathname}?${address}`);
}

/** The reader's day as YYYY-MM-DD. */
function today() {
  const now = new Date();
  const [month, day] = [now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0"));
  return `${now.getFullYear()}-${month}-${day}`;
}

/** Count words and blanks, and say what the checker says of what was filled in. */
function judged(root, state) {
  const text = toText(state.tree);
  root.querySelector("[data-compose-count]").textContent = summary(state, text);
  renderFindings(root.querySelector("[data-compose-findings]"), findings(state, text), { open: false });
}

/** What the checker says; nothing of a text that is still ours. Blanks are counted above it. */
function findings({ rules, recipe, draft }, text) {
  if (!pairsOf(recipe, draft).length) return [];
  const choices = { role: recipe.role, places: draft.values.law ?? [], year: new Date().getFullYear() };
  return lint(text, rules, choices).findings.filter(({ rule }) => rule !== "unfilled-blank");
}

function summary({ recipe, faults }, text) {
  const words = text.match(/[A-Za-z0-9][\w'’./%-]*/g)?.length ?? 0;
  const blanks = text.match(/\[[^[\]]+\]/g)?.length ?? 0;
  const labels = recipe.fields.filter(({ id }) => faults.some(({ key }) => key === id)).map(({ label }) => label);
  if (faults.some(({ key }) => NECESSITIES.includes(key))) labels.push("Requirements");
  const unused = labels.length ? ` Cannot be used as it is: ${labels.join(", ")}.` : "";
  return `${words} words, ${blanks} ${blanks === 1 ? "blank" : "blanks"} to fill in.${unused}`;
}
