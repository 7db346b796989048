// The kit builder: questions that fit a slot, from the same JSON that the API serves.

import { chosenLanguage, keepLanguage } from "./languages.js";

const RANK = ["awareness", "working", "practitioner", "expert"];

/**
 * Choose questions for a slot: the shortest question of each skill that tests the level the role
 * asks for, shortest skills first so that most are covered, then further ones while minutes last.
 */
export function pickKit(questions, role, { minutes, skills }) {
  const wanted = role.requirements.filter((requirement) => skills.includes(requirement.skill));
  const queues = wanted.map((requirement) => fitting(questions, role.level, requirement));
  const inOrder = [...queues].sort((a, b) => (a[0]?.minutes ?? 0) - (b[0]?.minutes ?? 0));
  const kit = [];
  let left = minutes;
  for (let round = 0; queues.some((queue) => queue.length > round); round += 1) {
    for (const queue of inOrder) {
      const question = queue[round];
      if (question && question.minutes <= left) {
        kit.push(question);
        left -= question.minutes;
      }
    }
  }
  const untested = wanted.filter((_, index) => !kit.some((q) => queues[index].includes(q))).map((one) => one.skill);
  const foreign = skills.filter((skill) => !wanted.some((requirement) => requirement.skill === skill));
  return { kit, left, untested, foreign };
}

function fitting(questions, level, { skill, skill_level }) {
  return questions
    .filter((q) => q.skill === skill && q.levels.includes(level))
    .filter((q) => q.skill_levels.some((own) => RANK.indexOf(own) >= RANK.indexOf(skill_level)))
    .sort((a, b) => a.minutes - b.minutes || a.id.localeCompare(b.id));
}

/** Wire the kit page; on other pages nothing happens. */
export async function buildKit(root, win) {
  const form = root.querySelector("[data-kit]");
  if (!form) return;
  const [roles, questions, skills] = await Promise.all(
    ["roles", "questions", "skills"].map(async (name) => {
      const answer = await win.fetch(new URL(`../api/v1/${name}.json`, win.location.href));
      return (await answer.json())[name];
    }),
  );
  const titles = Object.fromEntries(skills.map((skill) => [skill.id, skill.title]));
  restore(form, win, roles);
  const apply = () => {
    const state = read(form);
    const role = roles.find((one) => one.id === state.role);
    show(root, form, pickKit(questions, role, state), titles, state.language);
  };
  form.hidden = false;
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("change", (event) => {
    if (event.target.name === "role") tickMusts(form, roles);
    if (event.target.name === "language") keepLanguage(win, event.target.value);
    apply();
    remember(form, win);
  });
  apply();
}

function read(form) {
  const skills = [...form.querySelectorAll("[name=skill]:checked")].map((box) => box.value);
  const slot = form.elements.minutes;
  slot.value = Math.min(slot.max, Math.max(slot.min, Math.round(Number(slot.value || slot.defaultValue))));
  const { role, language } = form.elements;
  return { role: role.value, minutes: Number(slot.value), language: language.value, skills };
}

function restore(form, win, roles) {
  const asked = new URLSearchParams(win.location.search);
  if (roles.some((role) => role.id === asked.get("role"))) form.elements.role.value = asked.get("role");
  if (asked.get("minutes")) form.elements.minutes.value = asked.get("minutes");
  const language = asked.get("language") ?? chosenLanguage(win);
  if ([...form.elements.language.options].some((one) => one.value === language)) form.elements.language.value = language;
  if (!asked.has("skill")) return tickMusts(form, roles);
  for (const box of form.querySelectorAll("[name=skill]")) {
    box.checked = asked.getAll("skill").includes(box.value);
  }
}

function tickMusts(form, roles) {
  const role = roles.find((one) => one.id === form.elements.role.value);
  const musts = role.requirements.filter((r) => r.necessity === "must").map((r) => r.skill);
  for (const box of form.querySelectorAll("[name=skill]")) box.checked = musts.includes(box.value);
}

function remember(form, win) {
  const { role, minutes, language, skills } = read(form);
  const state = new URLSearchParams({ role, minutes, language });
  skills.forEach((skill) => state.append("skill", skill));
  win.history.replaceState(null, "", `${win.location.pathname}?${state}`);
}

function show(root, form, { kit, left, untested, foreign }, titles, language) {
  const spent = kit.reduce((sum, question) => sum + question.minutes, 0);
  const named = (label, ids) => (ids.length ? ` ${label}: ${ids.map((id) => titles[id]).join(", ")}.` : "");
  form.querySelector(".filter-count").textContent =
    `${kit.length} questions, ${spent} minutes; ${left} left.` +
    named("No room for", untested) +
    named("This role does not ask for", foreign);
  const target = root.querySelector("[data-kit-result]");
  target.replaceChildren(...kit.map((question) => card(question, titles, language)));
}

function card(question, titles, language) {
  const article = element("article", "question");
  article.append(
    element("h3", "", question.title),
    element("p", "chips", `${titles[question.skill]} · ${question.minutes} min`),
    element("blockquote", "ask", question.ask),
  );
  for (const exhibit of question.exhibits.filter((one) => !one.on_request)) {
    article.append(shown(exhibit, language));
  }
  article.append(list("Listen for", question.listen_for), list("Follow-ups", question.follow_ups));
  article.append(list("Scores", Object.entries(question.scores).map(([score, text]) => `${score}: ${text}`)));
  const link = element("a", "", "The whole question");
  link.href = `../questions/#${question.id}`;
  article.append(link);
  return article;
}

/** An exhibit as the other pages have it: to the letter, scrolling inside itself. */
function shown(exhibit, language) {
  const figure = element("figure", "exhibit");
  const block = element("pre", "");
  const code = element("code", "");
  code.textContent = exhibit.twins?.[language] ?? exhibit.text;
  block.tabIndex = 0;
  block.append(code);
  figure.append(element("figcaption", "", exhibit.title), block);
  return figure;
}

function list(title, lines) {
  const block = element("div", "");
  const items = element("ul", "");
  items.append(...lines.map((line) => element("li", "", line)));
  block.append(element("h4", "", title), items);
  return block;
}

function element(name, className, text = "") {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.textContent = text.replaceAll("`", "");
  return made;
}
