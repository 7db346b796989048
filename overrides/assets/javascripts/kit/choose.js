// Choosing questions for a slot of minutes. It asks for nothing of a browser: `handbook kit` runs
// this very file (macros/files/kit.py) on the same record, kit/kit.json.

const LONGEST = 180; // minutes: what the form offers
const STEP = 5;

/**
 * The kit for a slot: `questions` in the order to ask them, the minutes `spent` and `left`, a
 * verdict for every must and every further skill that was asked for, in posting order.
 *
 * `book` is kit/kit.json, `role` an id. `musts` are those of a posting ([{ skill, level, line }]);
 * without them the role's own count. `skills` narrows and extends what is tested; without it all
 * musts are. `kept` are the ids of questions that are in already, and `fill` says whether the
 * minutes that they leave are filled.
 */
export function kitFor(book, { role: id, minutes, musts = null, skills = null, kept = [], fill = true }) {
  const role = book.roles.find((one) => one.id === id);
  const needs = needsOf(book, role, musts ?? role.musts, skills);
  const own = kept.map((one) => book.questions.find((question) => question.id === one)).filter(Boolean);
  const chosen = fill ? filled(needs, own, minutes) : own;
  const spent = minutesOf(chosen);
  const left = minutes - spent;
  const kit = { role, minutes, questions: chosen, spent, left };
  return { ...kit, verdicts: needs.map((need) => verdict(need, kit, { needs, own, fill })) };
}

/** The kit as lines to read: the questions with the minute each begins at, then every verdict. */
export function told(book, { role, minutes, questions, spent, left, verdicts }) {
  const counted = questions.length === 1 ? "1 question" : `${questions.length} questions`;
  const rest = left < 0 ? `${-left} too many` : `${left} left`;
  return [
    `${role.title}, ${minutes} minutes: ${counted}, ${spent} minutes; ${rest}.`,
    ...startsOf(questions).map(({ at, question }) => `${clock(at)}  ${question.minutes} min  ${question.title} (${question.id})`),
    ...verdicts.map(({ title, inside, why, remedy }) => [inside ? "In: " : "Out:", `${title}.`, why, remedy?.says ?? ""].join(" ").trim()),
  ];
}

/** Each question with the minute it begins at. */
export function startsOf(questions) {
  let at = 0;
  return questions.map((question) => {
    const start = at;
    at += question.minutes;
    return { at: start, question };
  });
}

/** Minutes as a clock shows them: 0:05, 1:20. */
export function clock(minutes) {
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, "0")}`;
}

/** The musts in posting order, those of the work itself first, then what else is asked for. */
function needsOf(book, role, musts, skills) {
  const rank = ({ skill }) => (book.first.includes(skill) ? 0 : 1);
  const once = musts.filter(({ skill }, index) => musts.findIndex((other) => other.skill === skill) === index);
  const known = once.filter(({ skill }) => book.skills.some((one) => one.id === skill));
  const ordered = [0, 1].flatMap((want) => known.filter((need) => rank(need) === want));
  const further = (skills ?? [])
    .filter((skill) => book.skills.some((one) => one.id === skill) && !known.some((need) => need.skill === skill))
    .map((skill) => ({ skill, level: role.profile[skill] ?? null, line: "" }));
  return [...ordered, ...further].map((need) => ({
    ...need,
    title: book.skills.find((one) => one.id === need.skill).title,
    wanted: !skills || skills.includes(need.skill),
    ...fitting(book, role, need),
  }));
}

/**
 * The questions that test a skill in a role: at the level asked for or above it, those of the
 * role's own loop first. Where none reaches that level, those that suit the role, and `below`.
 */
function fitting(book, role, { skill, level }) {
  const place = ({ id }) => (role.asked.includes(id) ? role.asked.indexOf(id) : role.asked.length);
  const rank = (one) => book.ranks.indexOf(one);
  const suited = book.questions
    .filter((question) => question.skill === skill && question.levels.includes(role.level))
    .sort((one, other) => place(one) - place(other));
  const enough = suited.filter(({ skill_levels: levels }) => levels.some((own) => rank(own) >= rank(level)));
  return { fits: enough.length ? enough : suited, below: !enough.length && suited.length > 0 };
}

/**
 * First every must in order gets its shortest question while minutes last, so that early musts
 * never lose to late ones. Then each, in order, gets the question we would ask first if the
 * minutes that are left allow it. Then further questions, the shortest of each skill, a round at a time.
 */
function filled(needs, own, minutes) {
  const wanted = needs.filter((need) => need.wanted && need.fits.length);
  let left = minutes - minutesOf(own);
  const first = [];
  for (const need of wanted.filter((one) => !own.some((question) => tests(question, one)))) {
    const question = shortest(need.fits);
    if (question.minutes > left) continue;
    first.push({ need, question });
    left -= question.minutes;
  }
  for (const one of first) {
    const better = one.need.fits.find(({ minutes: long }) => long - one.question.minutes <= left);
    left -= better.minutes - one.question.minutes;
    one.question = better;
  }
  const chosen = [...own, ...first.map(({ question }) => question)];
  for (let before = -1; before < chosen.length; ) {
    before = chosen.length;
    for (const { fits } of wanted) {
      const more = shortest(fits.filter((one) => one.minutes <= left && !chosen.includes(one)));
      if (!more) continue;
      chosen.push(more);
      left -= more.minutes;
    }
  }
  return chosen;
}

/** Whether a question tests what is needed: its own skill, or one that its answer shows as well. */
function tests({ skill, also }, need) {
  return skill === need.skill || also.some((one) => one.skill === need.skill && (need.below || one.skill_levels.includes(need.level)));
}

function shortest(questions) {
  return questions.reduce((best, one) => (best && best.minutes <= one.minutes ? best : one), null);
}

/** Whether a need is in the kit, why, and what would change that. */
function verdict(need, kit, choice) {
  const { skill, title, level, line, fits, below } = need;
  const inside = kit.questions.filter((question) => tests(question, need));
  const about = { skill, title, level, line, questions: fits.map((one) => one.id), inside: inside.length > 0 };
  if (inside.length) {
    const own = inside.filter((one) => one.skill === skill);
    if (!own.length) return { ...about, why: `It shows in ${inside.map((one) => `“${one.title}”`).join(" and ")}.` };
    const short = below ? ` None tests it at the level asked for (${level}).` : "";
    return { ...about, why: `${minutesOf(own)} minutes: ${own.map((one) => one.title).join("; ")}.${short}` };
  }
  return { ...about, ...outside(need, kit, choice) };
}

function outside(need, kit, choice) {
  const { skill, wanted, fits } = need;
  const { role, left } = kit;
  if (!fits.length) {
    return { why: `No question tests it for a ${role.level} role.`, remedy: { kind: "write", says: "Write one with a scored answer, or leave it to another stage." } };
  }
  if (!wanted) return { why: "You left it out.", remedy: { kind: "select", says: "Select it." } };
  if (!choice.fill) {
    const best = fits.find((one) => one.minutes <= left) ?? fits[0];
    const why = "None of your questions tests it.";
    return { why, remedy: { kind: "question", question: best.id, says: `Add “${best.title}”, ${best.minutes} minutes.` } };
  }
  const enough = slotFor(need, kit, choice);
  const why = `Its shortest question takes ${shortest(fits).minutes} minutes, and ${left === 1 ? "1 is" : `${Math.max(0, left)} are`} left.`;
  if (!enough) return { why, remedy: { kind: "other", says: "Leave out another skill." } };
  return { why, remedy: { kind: "minutes", minutes: enough, says: `It fits in ${enough} minutes, or when another skill is left out.` } };
}

/** The shortest slot, in steps of the form, that holds a question for a need; 0 for none. */
function slotFor(need, { minutes }, { needs, own }) {
  for (let more = Math.floor(minutes / STEP) * STEP + STEP; more <= LONGEST; more += STEP) {
    if (filled(needs, own, more).some((question) => tests(question, need))) return more;
  }
  return 0;
}

function minutesOf(questions) {
  return questions.reduce((sum, question) => sum + question.minutes, 0);
}
