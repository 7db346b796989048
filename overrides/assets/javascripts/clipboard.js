// The clipboard, and telling people who do not see the page what happened to it.

/** Put texts by type into the clipboard; says whether the browser allowed it. */
export async function write(content) {
  try {
    const blobs = Object.entries(content).map(([type, text]) => [type, new Blob([text], { type })]);
    await navigator.clipboard.write([new ClipboardItem(Object.fromEntries(blobs))]);
    return true;
  } catch {
    return false;
  }
}

/** A region of the page that screen readers read out when its text changes. */
export function announcer(root) {
  const region = root.createElement("div");
  region.className = "announcer";
  region.setAttribute("role", "status");
  root.body.append(region);
  return (text) => {
    region.textContent = ""; // the same words twice are two messages
    requestAnimationFrame(() => (region.textContent = text));
  };
}
