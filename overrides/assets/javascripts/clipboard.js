// The clipboard, and telling people who do not see the page what happened to it.

/** Put texts (or promises of them) by type into the clipboard; says whether that was allowed. */
export async function write(content) {
  try {
    const blobs = Object.entries(content).map(([type, text]) => [
      type,
      Promise.resolve(text).then((said) => new Blob([said], { type })),
    ]);
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
