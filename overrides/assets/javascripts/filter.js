// The question bank: filters and order, kept in the address so that a list can be sent on, and
// the text of a question, which unfolds in its place.

import { loadBook, loadQuestion, partsOf, addressOf, button, element } from "./kit/card.js";
import { chosenLanguage } from "./languages.js";

/** Whether a question passes: every filter that is set must match. */
export function matches(question, wanted) {
  const { skill, level, kind, minutes, language, words } = wanted;
  return (
    (!skill || question.skill === skill) &&
    (!level || question.levels.includes(level)) &&
    (!kind || question.kind === kind) &&
    (!minutes || question.minutes <= Number(minutes)) &&
    (!language || question.languages.includes(language)) &&
    (!words || words.toLowerCase().split(/\s+/).every((word) => question.text.includes(word)))
  );
}

/** Questions in another order than by topic; those that are alike stay as they were. */
export function ordered(questions, order, levels) {
  const key = {
    level: (one) => Math.min(...one.levels.map((level) => levels.indexOf(level))),
    minutes: (one) => one.minutes,
    title: (one) => one.title.toLowerCase(),
  }[order];
  const compare = (one, other) => (key(one) < key(other) ? -1 : Number(key(one) > key(other)));
  return key ? [...questions].sort(compare) : questions;
}

/** Wire the form to the bank; without the form on the page nothing happens. */
export async function filterBank(root, win) {
  const form = root.querySelector("[data-filters]");
  if (!form) return;
  const book = await loadBook(win);
  const bank = { groups: [...root.querySelectorAll(".bank")], book, items: itemsOf(root, book), whole: false };
  const fields = [...form.elements].filter((field) => field.name);
  const read = () => Object.fromEntries(fields.map((field) => [field.name, field.value.trim()]));
  const apply = async () => {
    const wanted = read();
    remember(win, wanted);
    if (wanted.words && !bank.whole) await readWhole(win, bank, form);
    show(bank, form, read());
  };
  for (const item of bank.items) unfolding(item, win, book);
  for (const group of bank.groups) {
    const heading = group.previousElementSibling;
    heading.append(" ", copied(heading.id, heading.textContent));
  }
  offer(form, book);

  const asked = new URLSearchParams(win.location.search);
  for (const field of fields) {
    field.value = asked.get(field.name) ?? "";
    if (field.tagName === "SELECT" && field.selectedIndex < 0) field.value = "";
  }
  form.hidden = false;
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", apply);
  form.addEventListener("reset", () => {
    fields.forEach((field) => (field.value = ""));
    apply();
  });
  await apply();
  root.getElementById(win.location.hash.slice(1))?.scrollIntoView();
}

/** Fill the form's lists with what the questions have. */
function offer(form, { roles, skills, questions, labels }) {
  const used = (field) => [...new Set(questions.flatMap((one) => one[field]))].map((id) => [id, labels[id]]);
  const levels = used("levels");
  const byTitle = skills.map(({ id, title }) => [id, title]).sort(([, one], [, other]) => one.localeCompare(other));
  const lists = { skill: byTitle, level: roles.flatMap(({ level }) => levels.filter(([id]) => id === level)), kind: used("kind"), language: used("languages") };
  for (const [name, choices] of Object.entries(lists)) {
    form.elements[name].append(...choices.map(([id, label]) => new Option(label, id)));
  }
}

/** Every question of the page: its element, and what the filters ask about. */
function itemsOf(root, book) {
  const known = new Map(book.questions.map((one) => [one.id, one]));
  return [...root.querySelectorAll(".bank > li")].map((element) => {
    const { id } = element.querySelector("[id]");
    return { ...known.get(id), element, group: element.parentElement, text: element.textContent.toLowerCase() };
  });
}

/** Words are looked for in what is asked, too; that is fetched when the first word is typed. */
async function readWhole(win, bank, form) {
  form.querySelector(".filter-count").textContent = "Reading all questions …";
  const { questions } = await (await win.fetch(addressOf("api/v1/questions.json"))).json();
  const asked = new Map(questions.map((one) => [one.id, `${one.title} ${one.ask}`.replaceAll("`", "").toLowerCase()]));
  for (const item of bank.items) item.text = asked.get(item.id) ?? item.text;
  bank.whole = true;
}

function show({ groups, book, items }, form, wanted) {
  const levels = book.roles.map((role) => role.level);
  const flat = Boolean(wanted.order);
  for (const item of ordered(items, wanted.order, levels)) {
    item.element.hidden = !matches(item, wanted);
    (flat ? groups[0] : item.group).append(item.element);
    item.topic.hidden = !flat;
  }
  for (const group of groups) {
    group.hidden = !group.querySelector(":scope > :not([hidden])");
    const heading = group.previousElementSibling;
    heading.hidden = group.hidden || flat;
  }
  const shown = items.filter((item) => !item.element.hidden).length;
  form.querySelector(".filter-count").textContent = `${shown} of ${items.length} questions`;
}

/** What unfolds the text of a question, its address to copy, and the topic for lists without one. */
function unfolding(item, win, book) {
  const { id, skill, kind, title, element: card } = item;
  const text = element("div", "bank-text");
  text.hidden = true;
  item.topic = element("span", "bank-topic", `, ${book.skills.find((one) => one.id === skill).title}`);
  const toggle = button("Read", async () => {
    text.hidden = !text.hidden;
    toggle.setAttribute("aria-expanded", String(!text.hidden));
    toggle.textContent = text.hidden ? "Read" : "Fold";
    toggle.setAttribute("aria-label", `${toggle.textContent}: ${title}`);
    if (text.hidden || text.childElementCount) return;
    text.textContent = "Loading …";
    try {
      const choice = { level: "", language: chosenLanguage(win), labels: book.labels };
      text.replaceChildren(...partsOf(await loadQuestion(win, id), choice));
    } catch {
      text.textContent = "";
      win.location.assign(card.querySelector("[id]").href);
    }
  }, `Read: ${title}`);
  toggle.setAttribute("aria-expanded", "false");
  const code = item.languages.length ? ` in ${item.languages.map((one) => book.labels[one]).join(", ")}` : "";
  const facts = [`${code}, ${book.labels[kind].toLowerCase()}`, item.topic, " ", toggle, " "];
  card.querySelector("[id]").after(" ", copied(id, title), document.createElement("br"));
  const end = card.querySelector(".kit-add"); // which of the two scripts comes first, nobody knows
  if (end) end.before(...facts);
  else card.append(...facts);
  card.append(" ", text);
}

/** The control that copies the address of a part of the page. */
function copied(id, title) {
  const link = element("a", "headerlink", "#");
  link.href = `#${id}`;
  link.title = `Copy the link to ${title}`;
  link.setAttribute("aria-label", `Link to ${title}`);
  return link;
}

function remember(win, wanted) {
  const state = new URLSearchParams(Object.entries(wanted).filter(([, value]) => value));
  const query = state.toString();
  win.history.replaceState(null, "", win.location.pathname + (query ? `?${query}` : "") + win.location.hash);
}
