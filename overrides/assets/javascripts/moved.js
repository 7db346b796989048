// On a page that has moved: go to the new one at once, and keep ?query and #anchor.
// Not a module: it runs before the page's own refresh, which serves readers without script.

(({ dataset: { to } }, { search, hash }) => {
  const target = new URL(to, location.href);
  if (search) target.search = search;
  if (hash) target.hash = hash;
  location.replace(target);
})(document.currentScript, location);
