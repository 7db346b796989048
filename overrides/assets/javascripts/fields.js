// No field of a page takes more than anybody writes: a megabyte pasted by mistake must not freeze it.

import { LONGEST } from "./lint/told.js";

const MOST = LONGEST + 1; // one character more than the checker reads, so that it can say so

/** Cut what comes into a field at once, before the browser lays it out, and what a script put there. */
export function boundFields(root) {
  root.addEventListener("beforeinput", (event) => {
    const { data, target } = event;
    if (!target.matches("input, textarea") || !(data?.length > MOST)) return;
    event.preventDefault();
    if (target.selectionStart === null) return; // a field of numbers
    target.setRangeText(data.slice(0, MOST), target.selectionStart, target.selectionEnd, "end");
    target.dispatchEvent(new InputEvent("input", { bubbles: true }));
  });
  const cut = ({ target }) => {
    if (target.value?.length > MOST && target.matches("input, textarea")) target.value = target.value.slice(0, MOST);
  };
  root.addEventListener("input", cut, { capture: true });
}
