// Anchors that moved: an address whose #part is no longer on the page, or is but a line that says
// where it went, leads there.

const ANCHOR = /^[a-z][a-z0-9]*(-{1,2}[a-z0-9]+)*$/;

/**
 * The address of the new place below `base`, or null. `redirects` maps addresses from the root.
 * Who came by the file of a page is led to a file, since nothing else answers in a folder.
 */
function placeOf({ href }, redirects, base) {
  const address = new URL(href);
  const root = new URL(base).pathname;
  if (!address.pathname.startsWith(root)) return null;
  const [, page, file] = `/${address.pathname.slice(root.length)}`.match(/^(.*?)(index\.html)?$/);
  const target = Object.hasOwn(redirects, page + address.hash) ? redirects[page + address.hash] : null;
  if (target === null) return null;
  const place = new URL(target.slice(1), base);
  if (place.pathname.endsWith("/")) place.pathname += file ?? "";
  place.search = address.search;
  return place.href;
}

/** Follow the address of now, and every later one, with or without instant loading. */
export function followMovedAnchors(root, win) {
  const base = new URL("../../", import.meta.url);
  const follow = async () => {
    const id = win.location.hash.slice(1);
    if (!ANCHOR.test(id)) return;
    const line = root.getElementById(id);
    if (line?.dataset.moved) go(root, win, new URL(line.dataset.moved, win.location));
    if (line) return;
    const answer = await win.fetch(new URL("redirects.json", base));
    const place = answer.ok ? placeOf(win.location, await answer.json(), base) : null;
    if (place) go(root, win, new URL(place));
  };
  win.addEventListener("hashchange", follow);
  if (win.document$) win.document$.subscribe(follow);
  else follow();
}

/** On this page without a navigation: at one, the theme goes back to the top of the page. */
function go(root, win, place) {
  const part = place.pathname === win.location.pathname && root.getElementById(place.hash.slice(1));
  if (!part) return win.location.replace(place);
  win.history.replaceState(win.history.state, "", place);
  part.scrollIntoView();
}
