// The kit on paper: an agenda in front, and the same as a Word file.

import { toWord } from "../posting/word.js";
import { addressOf, element } from "./card.js";
import { clock, startsOf } from "./choose.js";

const TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
const LINE = "_".repeat(88);
const WRITE = ["Candidate", "Interviewer", "Date"];
const DECISIONS = ["hire", "do not hire", "not enough seen"];

/** The first sheet: who, when, what is asked at which minute, what it tests, what it does not. */
export function agenda(kit, book, address) {
  const part = element("section", "kit-agenda");
  const head = element("p", "scorecard-head");
  head.append(...WRITE.map((name) => element("span", "", name)));
  const table = element("table", "scorecard-scores");
  table.append(row("th", ["At", "Minutes", "Question", "Tests", "Score"]));
  table.append(...plan(kit, book).map((cells) => row("td", cells)));
  const decision = element("p", "decision");
  decision.append(element("strong", "", "On these questions alone:"), ...DECISIONS.map((one) => element("span", "", one)));
  const missing = element("ul", "");
  missing.append(...untested(kit).map((line) => element("li", "", line)));
  part.append(element("h2", "", titleOf(kit)), head, table);
  if (missing.childElementCount) part.append(element("h3", "", "Not tested here"), missing);
  part.append(decision, element("p", "kit-address", address));
  return part;
}

/** Let the reader save the kit as a Word file. */
export async function saveWord(win, kit, book, language, questions) {
  const parts = await (await win.fetch(addressOf("compose/word.json"))).json();
  const link = element("a", "");
  link.href = URL.createObjectURL(new Blob([toWord(sheets(kit, book, language, questions), parts)], { type: TYPE }));
  link.download = "interview-kit.docx";
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

/** The kit as a document: the agenda, then a sheet a question. */
export function sheets(kit, book, language, questions) {
  const rows = plan(kit, book).map(([at, minutes, title, skill]) => `${at}   ${minutes} min   ${title}${skill ? ` (${skill})` : ""}`);
  const missing = untested(kit);
  const first = [
    { items: rows },
    ...(missing.length ? [{ lead: "Not tested here", items: missing }] : []),
    { text: `On these questions alone:   ${DECISIONS.map((one) => `[  ] ${one}`).join("   ")}` },
  ];
  return {
    title: titleOf(kit),
    facts: WRITE.map((label) => ({ label, value: "" })),
    sections: [
      { title: "Agenda", blocks: first },
      ...questions.map((question) => sheet(question, kit.role.level, book, language)),
    ],
  };
}

function sheet(question, level, book, language) {
  const figure = ({ title, text, twins }) => ({ lead: title, code: (twins[language] ?? text).trimEnd().split("\n") });
  const later = question.exhibits.filter((one) => one.on_request);
  const listed = (lead, items) => (items.length ? [{ lead, items: items.map(plain) }] : []);
  const more = question.at_level[level];
  return {
    title: `${question.title} (${question.minutes} min)`,
    newPage: true,
    blocks: [
      { text: plain(question.ask) },
      ...question.exhibits.filter((one) => !one.on_request).map(figure),
      ...listed("Give when asked", question.evidence),
      ...later.map(figure),
      ...listed("Listen for", question.listen_for),
      ...listed("Follow-ups", question.follow_ups),
      { lead: "Scores", items: Object.entries(question.scores).map(([score, text]) => `[  ] ${score}: ${plain(text)}`) },
      ...(more ? [{ text: plain(`For a ${book.labels[level].toLowerCase()} role, a 3 also needs this: ${more}`) }] : []),
      { text: "Evidence: what was said or done, in their words" },
      ...[1, 2, 3].map(() => ({ text: LINE })),
    ],
  };
}

function plan(kit, book) {
  const asked = startsOf(kit.questions).map(({ at, question }) => [
    clock(at),
    String(question.minutes),
    question.title,
    book.skills.find((one) => one.id === question.skill).title,
    "",
  ]);
  return [["", "", "Opening", "", ""], ...asked, [clock(kit.spent), "", "Their questions, closing", "", ""]];
}

function untested({ verdicts }) {
  return verdicts.filter((one) => !one.inside).map((one) => `${one.title}. ${one.why}`);
}

function titleOf({ role, spent }) {
  return `Interview: ${role.title}, ${spent} minutes of questions`;
}

function row(kind, cells) {
  const made = document.createElement("tr");
  made.append(...cells.map((cell) => element(kind, "", cell)));
  return made;
}

function plain(text) {
  return text.replaceAll("`", "");
}
