// The page about linking: one role at a time, a button on each snippet. Without script it shows all.

import { write } from "./clipboard.js";

const REFUSED = "Your browser did not allow copying. Select the text instead.";

/** Give every snippet a button that copies it to the letter. */
export function copySnippets(root, say) {
  for (const snippet of root.querySelectorAll(".snippet")) {
    const button = root.createElement("button");
    const caption = snippet.querySelector("figcaption");
    button.type = "button";
    button.className = "button button--quiet";
    button.textContent = "Copy";
    button.setAttribute("aria-label", `Copy: ${caption.textContent}`);
    button.addEventListener("click", async () => {
      const done = await write({ "text/plain": snippet.querySelector("code").textContent });
      button.textContent = done ? "Copied" : "Not copied";
      say(done ? "Copied" : REFUSED);
    });
    button.addEventListener("blur", () => (button.textContent = "Copy"));
    caption.append(button);
  }
}

/** The role to show: the one whose section the address names, the one it asks for, or the first. */
function wantedRole({ hash, search }, sections, known, otherwise) {
  const named = sections.find(({ id }) => `#${id}` === hash);
  const asked = named?.role ?? new URLSearchParams(search).get("role");
  return known.includes(asked) ? asked : otherwise;
}

/** All choosers of the page show the same role, and so does the preview. */
export function chooseRole(root, win) {
  const fields = [...root.querySelectorAll("[data-role-chooser] select")];
  if (!fields.length) return;
  const sections = [...root.querySelectorAll("[data-for-role]")];
  const known = [...fields[0].options].map((option) => option.value);
  const headed = sections.map((section) => ({
    id: section.querySelector("h3").id,
    role: section.dataset.forRole,
  }));
  const show = (role) => {
    fields.forEach((field) => (field.value = role));
    sections.forEach((section) => (section.hidden = section.dataset.forRole !== role));
    preview(root, role);
  };
  const follow = () => show(wantedRole(win.location, headed, known, fields[0].value));

  for (const field of fields) {
    field.form.hidden = false;
    field.form.addEventListener("submit", (event) => event.preventDefault());
    field.addEventListener("change", () => {
      show(field.value);
      win.history.replaceState(null, "", `${win.location.pathname}?role=${field.value}`);
    });
  }
  win.addEventListener("hashchange", follow);
  follow();
  if (win.location.hash) root.getElementById(win.location.hash.slice(1))?.scrollIntoView();
}

/** The embedded part follows the choice; before its script has run, the tag itself is changed. */
function preview(root, role) {
  const box = root.querySelector("[data-embed-preview]");
  const frame = box?.querySelector("iframe");
  if (!frame) {
    box?.querySelector("script")?.setAttribute("data-role", role);
    return;
  }
  const address = new URL(frame.src);
  if (address.searchParams.get("role") === role) return;
  address.searchParams.set("role", role);
  frame.src = address.href;
}
