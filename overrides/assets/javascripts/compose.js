// The composer: a form fills a recipe, the preview follows, the address keeps the draft.
// Nothing leaves the browser; recipes and the empty Word document are files of this site.

import { cleaned, pairsOf, readDraft } from "./posting/draft.js";
import { fill } from "./posting/fill.js";
import { toJobposting } from "./posting/jobposting.js";
import { preview } from "./posting/preview.js";
import { toWord } from "./posting/word.js";
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
const NECESSITY = { must: "Must", nice: "Also useful", off: "Not in the text" };

/** Wire the composer's page; on other pages nothing happens. */
export async function compose(root, win) {
  const form = root.querySelector("[data-compose]");
  if (!form) return;
  const asked = new URLSearchParams(win.location.search);
  const role = [...form.elements.role.options].find((option) => option.value === asked.get("role"));
  if (role) form.elements.role.value = role.value;
  const [recipe, rules] = await Promise.all([recipeOf(form.elements.role.value), loadRules(win)]);
  const state = { recipe, rules, draft: null, tree: null };
  show(form, readDraft(state.recipe, [...asked].filter(([key]) => key !== "role")).draft, state.recipe);
  const judge = debounced(() => judged(root, state), win);
  const refresh = () => {
    update(root, win, form, state);
    judge();
  };
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", refresh);
  form.elements.role.addEventListener("change", async () => {
    const recipe = await recipeOf(form.elements.role.value);
    if (recipe.role !== form.elements.role.value) return; // another was chosen meanwhile
    const kept = pairs(form).filter(([key]) => !(key in NECESSITY)); // what was typed meanwhile too
    state.recipe = recipe;
    show(form, readDraft(state.recipe, kept).draft, state.recipe);
    refresh();
  });
  wireButtons(root, win, form, state, refresh);
  form.hidden = false;
  refresh();
}

async function recipeOf(role) {
  return (await fetch(`./${role}.json`)).json();
}

/** The text of the draft in one of the formats; Word needs the parts of an empty document. */
async function made(format, { recipe, draft, tree }) {
  const writers = { md: toMarkdown, txt: toText, html: toHtml };
  if (format === "json") return toJobposting(recipe, draft, tree);
  if (format === "docx") return toWord(recipe, draft, tree, await (await fetch("./word.json")).json());
  return writers[format](tree);
}

function wireButtons(root, win, form, state, refresh) {
  const files = root.querySelector("[data-compose-files]");
  const bar = root.querySelector("[data-compose-bar]");
  const said = bar.querySelector(".copied");
  files.hidden = false;
  wireCopyBar(bar, (format) => made(format, state));
  files.querySelector("[data-download]").addEventListener("click", async () => {
    const format = files.querySelector("[data-format]").value;
    const name = format === "json" ? "jobposting" : state.recipe.role;
    save(root, new Blob([await made(format, state)], { type: TYPES[format] }), `${name}.${format}`);
  });
  files.querySelector("[data-share]").addEventListener("click", async () => {
    const done = await write({ "text/plain": win.location.href });
    said.textContent = done ? "Link copied. Whoever opens it sees this draft." : "Copy the address of this page.";
  });
  files.querySelector("[data-reset]").addEventListener("click", () => {
    show(form, readDraft(state.recipe, []).draft, state.recipe);
    refresh();
    form.elements.role.focus();
  });
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
  const { draft, faults } = readDraft(state.recipe, pairs(form));
  state.draft = draft;
  state.tree = fill(state.recipe, draft);
  for (const field of form.querySelectorAll("[data-field]")) sayFault(field, faults);
  preview(root.querySelector("[data-compose-preview]"), state.tree);
  const address = new URLSearchParams([["role", state.recipe.role], ...pairsOf(state.recipe, draft)]);
  win.history.replaceState(null, "", `${win.location.pathname}?${address}`);
  state.faults = faults;
}

/** Say beside a field why it cannot be used as it is, and how it can. */
function sayFault(field, faults) {
  const { fix } = faults.find(({ key }) => key === field.dataset.field) ?? {};
  const said = field.querySelector(".field-fault");
  said.textContent = fix ? `Cannot be used: ${fix}` : "";
  for (const input of field.querySelectorAll("input, textarea, select")) {
    if (fix) input.setAttribute("aria-invalid", "true");
    else input.removeAttribute("aria-invalid");
  }
}

/** Count words and blanks, and say what the checker says of the text. */
function judged(root, state) {
  const text = toText(state.tree);
  root.querySelector("[data-compose-count]").textContent = summary(state.recipe, text, state.faults);
  renderFindings(root.querySelector("[data-compose-findings]"), findings(state, text), { open: false });
}

/** What the checker says; blanks that are still open are counted above the text instead. */
function findings({ rules, recipe, draft }, text) {
  const choices = { role: recipe.role, places: draft.values.law ?? [], year: new Date().getFullYear() };
  return lint(text, rules, choices).findings.filter(({ rule }) => rule !== "unfilled-blank");
}

function summary(recipe, text, faults) {
  const words = text.match(/[A-Za-z0-9][\w'’./%-]*/g)?.length ?? 0;
  const blanks = text.match(/\[[^[\]]+\]/g)?.length ?? 0;
  const labels = recipe.fields.filter(({ id }) => faults.some(({ key }) => key === id)).map(({ label }) => label);
  const unused = labels.length ? ` Cannot be used as it is: ${labels.join(", ")}.` : "";
  return `${words} words, ${blanks} ${blanks === 1 ? "blank" : "blanks"} to fill in.${unused}`;
}

/** The form as [key, value] pairs, in the order of the page. */
function pairs(form) {
  const found = [];
  for (const element of form.elements) {
    if (!element.name || element.name === "role") continue;
    if (element.dataset.requirement) {
      if (element.value !== element.dataset.own) found.push([element.value, element.dataset.requirement]);
    } else if (element.type === "checkbox") {
      if (element.checked) found.push([element.name, element.value]);
    } else {
      found.push(...values(element).map((value) => [element.name, value]));
    }
  }
  return found;
}

/** The values of a text widget: one a line where lines count; figures without separators. */
function values(element) {
  if ("lines" in element.dataset) return element.value.split("\n").filter(cleaned);
  const value = element.inputMode === "numeric" ? element.value.replace(/[,\s'’]/g, "") : element.value;
  return value ? [value] : [];
}

/** Put a draft into the form. */
function show(form, draft, recipe) {
  showRequirements(form, draft, recipe);
  for (const element of form.elements) {
    if (!element.name || element.name === "role" || element.dataset.requirement) continue;
    const held = draft.values[element.name] ?? [];
    if (element.type === "checkbox") element.checked = held.includes(element.value);
    else element.value = held.join("\n");
    if (held.length) openUp(element);
  }
}

/** Open the parts of the form that hold a value, so that it is not overlooked. */
function openUp(element) {
  if (element.type === "checkbox" && !element.checked) return;
  for (let part = element.closest("details"); part; part = part.parentElement.closest("details")) part.open = true;
}

function showRequirements(form, draft, recipe) {
  const rows = recipe.requirements.map(({ id, line, necessity }) => {
    const row = document.createElement("label");
    const choice = document.createElement("select");
    const own = necessity in NECESSITY ? necessity : "off";
    choice.name = "requirement";
    Object.assign(choice.dataset, { requirement: id, own });
    choice.append(...Object.entries(NECESSITY).map(([value, label]) => new Option(label, value)));
    choice.value = draft.necessity[id] ?? own;
    row.className = "requirement-choice";
    row.append(choice, ` ${line}`);
    return row;
  });
  form.querySelector("[data-requirements]").replaceChildren(...rows);
}
