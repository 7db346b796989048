// The kit builder's page: what is chosen becomes a kit at once, and the address holds all of it.

import { debounced, loadRules } from "./check.js";
import { write } from "./clipboard.js";
import { addressOf, button, chip, element, loadBook, loadQuestion } from "./kit/card.js";
import { kitFor } from "./kit/choose.js";
import { keepKit, keptKit } from "./kit/keep.js";
import { Questions } from "./kit/list.js";
import { called, readPosting } from "./kit/posting.js";
import { agenda, saveWord } from "./kit/sheet.js";
import { chosenLanguage, keepLanguage } from "./languages.js";

/** Wire the kit page; on other pages nothing happens. */
export async function buildKit(root, win, say) {
  const form = root.querySelector("[data-kit]");
  if (!form) return;
  const book = await loadBook(win);
  const state = begun(form, win, book);
  const page = { root, win, form, book, state, say, list: new Questions(win, book) };
  page.target = root.querySelector("[data-kit-result]");
  page.list.onOrder = (ids, said) => own(page, ids, said);
  form.hidden = false;
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", (event) => changed(page, event.target));
  form.elements.minutes.addEventListener("change", () => (form.elements.minutes.value = state.minutes));
  for (const one of form.querySelectorAll("[data-select]")) {
    one.addEventListener("click", () => {
      state.skills = one.dataset.select === "none" ? [] : null;
      show(page, { keep: true });
    });
  }
  wirePosting(page);
  show(page);
}

/** The choices of the address, else those kept, else the form's own. */
function begun(form, win, book) {
  const address = new URLSearchParams(win.location.search);
  const asked = [...address.keys()].some((key) => key !== "from") ? address : keptKit(win);
  const role = book.roles.find((one) => one.id === asked.get("role")) ?? roleOf(book, asked.getAll("question"));
  const musts = asked.getAll("must").map((one) => {
    const [skill, level] = one.split(".");
    return { skill, level: book.ranks.includes(level) ? level : (role.profile[skill] ?? null), line: "" };
  });
  const language = asked.get("language") ?? chosenLanguage(win);
  if ([...form.elements.language.options].some((one) => one.value === language)) form.elements.language.value = language;
  form.elements.role.value = role.id;
  const minutes = bounded(form.elements.minutes, asked.get("minutes") ?? "");
  form.elements.minutes.value = minutes;
  return {
    role: role.id,
    minutes,
    language: form.elements.language.value,
    skills: asked.has("skill") ? asked.getAll("skill").filter(Boolean) : null,
    musts: musts.length ? musts : null,
    kept: asked.has("question") ? [...new Set(asked.getAll("question"))].filter(Boolean) : null,
  };
}

/** The role that most of some questions suit; the first where nothing tells. */
function roleOf(book, ids) {
  const own = book.questions.filter(({ id }) => ids.includes(id));
  const suited = ({ level }) => own.filter(({ levels }) => levels.includes(level)).length;
  return book.roles.reduce((best, role) => (suited(role) > suited(best) ? role : best));
}

/** The minutes of a slot as the form offers them, whatever was typed. */
function bounded(field, typed) {
  const number = Math.round(Number(typed));
  if (!typed || !Number.isFinite(number)) return Number(field.defaultValue);
  return Math.min(field.max, Math.max(field.min, number));
}

function changed(page, field) {
  const { form, state, win } = page;
  if (field.name === "posting") return;
  if (field.name === "role") {
    state.role = field.value;
    if (!state.musts) state.skills = null;
    page.reread();
  }
  if (field.name === "minutes") state.minutes = bounded(field, field.value);
  if (field.name === "language") {
    state.language = field.value;
    keepLanguage(win, field.value);
  }
  if (field.name === "skill") {
    state.skills = [...form.querySelectorAll("[name=skill]:checked")].map((box) => box.value);
  }
  show(page, { keep: true });
}

/** The kit is the reader's own list from now on; `null` lets the page choose again. */
function own(page, ids, said = "") {
  page.state.kept = ids;
  show(page, { keep: true });
  if (said) page.say(said);
}

function show(page, { keep = false } = {}) {
  const { form, book, state, win, target } = page;
  const kit = kitFor(book, { ...state, kept: state.kept ?? [], fill: !state.kept });
  const wanted = state.skills ?? (state.musts ?? kit.role.musts).map(({ skill }) => skill);
  for (const box of form.querySelectorAll("[name=skill]")) box.checked = wanted.includes(box.value);
  const { length } = kit.questions;
  const rest = kit.left < 0 ? `${-kit.left} too many` : `${kit.left} left`;
  const out = kit.verdicts.filter((one) => !one.inside && (state.skills ?? wanted).includes(one.skill));
  const missing = out.length ? ` Not tested: ${out.map((one) => one.title).join(", ")}.` : "";
  form.querySelector(".filter-count").textContent =
    `${length} ${length === 1 ? "question" : "questions"}, ${kit.spent} minutes; ${rest}.${missing}`;
  page.list.show(kit, state.language);
  const address = choices(state);
  const link = `${win.location.pathname}?${address}`;
  win.history.replaceState(null, "", link);
  if (keep) keepKit(win, kept(address, kit));
  const skill = page.root.activeElement?.closest?.(".kit-verdicts [data-skill]")?.dataset.skill;
  const acted = page.root.activeElement?.closest?.(".kit-actions");
  const parts = [actions(page, kit), verdicts(page, kit), agenda(kit, book, win.location.href), page.list.element];
  if (target.childElementCount) {
    parts.forEach((part, index) => target.children[index] !== part && target.children[index].replaceWith(part));
  } else target.append(...parts);
  if (skill) parts[1].querySelector(`[data-skill=${skill}] a`).focus(); // what was pressed is gone
  if (acted) parts[0].querySelector("button").focus();
}

/** Everything the page was told, as its address says it. */
function choices({ role, minutes, language, skills, musts, kept: list }) {
  const state = new URLSearchParams({ role, minutes, language });
  (musts ?? []).forEach(({ skill, level }) => state.append("must", `${skill}.${level}`));
  (skills ?? []).forEach((skill) => state.append("skill", skill));
  if (skills && !skills.length) state.append("skill", "");
  (list ?? []).forEach((id) => state.append("question", id));
  if (list && !list.length) state.append("question", "");
  return state;
}

/** What other pages go on from: they add to the questions that stand here now. */
function kept(address, kit) {
  const all = new URLSearchParams(address);
  all.delete("question");
  kit.questions.forEach(({ id }) => all.append("question", id));
  return all;
}

function actions(page, kit) {
  const { win, state, book } = page;
  const bar = element("p", "kit-actions");
  const ids = kit.questions.map(({ id }) => id);
  bar.append(
    button("Print the kit", async () => {
      await page.list.loaded();
      win.print();
    }),
    button("Word file", async () => saveWord(win, kit, book, state.language, await Promise.all(ids.map((id) => loadQuestion(win, id))))),
    button("Copy the link", async () => {
      const done = await write({ "text/plain": win.location.href });
      page.say(done ? "Link copied. Whoever opens it sees this kit." : "Copy the address of this page.");
    }),
  );
  if (state.kept && kit.left > 0) {
    bar.append(button("Fill the minutes left", () => own(page, kitFor(book, { ...state, kept: ids }).questions.map(({ id }) => id))));
  }
  if (state.kept) bar.append(button("Choose for me again", () => own(page, null)));
  const more = element("a", "", "Add from the question bank");
  more.href = `${addressOf("questions/")}?level=${kit.role.level}`;
  more.addEventListener("click", () => keepKit(win, kept(choices(state), kit)));
  bar.append(more);
  return bar;
}

/** Every must, and every other skill that was chosen: in or out, why, and what would change it. */
function verdicts(page, kit) {
  const part = element("section", "kit-verdicts");
  const list = element("ul", "");
  part.append(element("h2", "", "What it tests, and what it leaves out"), list);
  for (const one of kit.verdicts) {
    const item = element("li", one.inside ? "is-in" : "is-out");
    item.dataset.skill = one.skill;
    const title = element("a", "", one.title);
    title.href = addressOf(`skills/${one.skill}/`);
    item.append(chip(one.inside ? "In" : "Out", one.inside ? "level-mid" : "plain"), " ", title, ". ", one.why, " ");
    const label = `${one.remedy?.says} (${one.title})`;
    const act = one.remedy && remedy(page, kit, one);
    if (act) item.append(button(one.remedy.says, act, label));
    else if (one.remedy) item.append(one.remedy.says);
    list.append(item);
  }
  return part;
}

/** What a press on a remedy does; nothing where the page cannot do it. */
function remedy(page, kit, { skill, title, remedy: { kind, minutes, question } }) {
  const { state, form } = page;
  const ids = kit.questions.map(({ id }) => id);
  const acts = {
    minutes: () => {
      state.minutes = minutes;
      form.elements.minutes.value = minutes;
      show(page, { keep: true });
      page.say(`${minutes} minutes: ${title} is in.`);
    },
    question: () => own(page, [...ids, question], `${title} is in.`),
    select: () => {
      const wanted = state.skills ?? (state.musts ?? kit.role.musts).map((one) => one.skill);
      state.skills = [...wanted, skill];
      show(page, { keep: true });
      page.say(`${title} is selected.`);
    },
  };
  return acts[kind];
}

/** The posting: what is pasted is read at once, and its musts take the place of the role's. */
function wirePosting(page) {
  const { form, win, book, state } = page;
  const [text, box] = [form.elements.posting, form.querySelector("[data-kit-posting]")];
  let rules;
  let titled = ""; // the text whose title chose the role; a choice by hand stays
  page.reread = async () => {
    if (!text.value.trim()) {
      if (state.musts) Object.assign(state, { musts: null, skills: null });
      return report(page, null);
    }
    rules ??= await loadRules(win);
    const first = titled === "";
    titled = text.value;
    const found = readPosting(book, rules, text.value, first ? null : state.role);
    Object.assign(state, { role: found.role, musts: found.musts, skills: null, kept: first ? null : state.kept });
    form.elements.role.value = found.role;
    report(page, found);
  };
  text.addEventListener("input", debounced(async () => {
    if (!text.value.trim()) titled = "";
    await page.reread();
    show(page, { keep: true });
  }, win));
  if (new URLSearchParams(win.location.search).get("from") !== "posting") return;
  box.open = true;
  text.focus();
}

function report(page, found) {
  const { form, book } = page;
  const [status, target] = [form.querySelector(".posting-count"), form.querySelector("[data-posting-result]")];
  if (!found) {
    status.textContent = "";
    return target.replaceChildren();
  }
  const tested = found.lines.filter(({ skills }) => skills.length).length;
  const conditions = found.lines.filter(({ condition }) => condition).length;
  const role = book.roles.find((one) => one.id === found.role);
  const how = found.titled ? "as its title says" : "chosen here, as its title names no level";
  status.textContent =
    `${found.lines.length} musts: ${tested} that questions test, ${found.lines.length - tested - conditions} that none tests` +
    `${conditions ? `, ${conditions} for the first call` : ""}. ` +
    `Read as: ${role.title}, ${how}.`;
  const list = element("ul", "posting-musts");
  list.append(...found.lines.map((one) => must(book, role, one)));
  target.replaceChildren(list);
}

function must(book, role, { line, skills, condition }) {
  const item = element("li", skills.length ? "is-in" : "is-out");
  item.append(element("span", "posting-line", line));
  for (const { skill, level, stated, sure } of skills) {
    const count = book.questions.filter((one) => one.skill === skill && one.levels.includes(role.level)).length;
    const link = element("a", "", `${count} ${count === 1 ? "question" : "questions"}`);
    link.href = `${addressOf("questions/")}?skill=${skill}&level=${role.level}`;
    const row = element("span", "posting-skill", `${called(book, { skill, level, stated, sure })}: `);
    row.append(link);
    item.append(row);
  }
  if (!skills.length) {
    const why = condition
      ? "A condition of the job. Say it in the posting, and settle it in the first call."
      : "No question tests this. Drop it, check it outside the interview, or write a question.";
    item.append(element("span", "posting-skill", why));
  }
  return item;
}
