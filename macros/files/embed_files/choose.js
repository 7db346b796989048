// /embed/?role=…&part=… goes to that part. What is not there is said, above the list of what is.

(async () => {
  const asked = new URLSearchParams(location.search);
  const role = asked.get("role") ?? "";
  const part = asked.get("part") ?? "";
  const theme = asked.get("theme");
  if (!role && !part) return;
  const links = [...document.querySelectorAll("a[data-role]")];
  const go = (address) => {
    const url = new URL(address, location.href);
    if (theme) url.searchParams.set("theme", theme);
    location.replace(url);
  };

  const found = links.find((link) => link.dataset.role === role && link.dataset.part === part);
  if (found) return go(found.href);
  const knownPart = links.some((link) => link.dataset.part === part);
  const knownRole = links.some((link) => link.dataset.role === role);
  if (knownPart && !knownRole && /^[a-z0-9-]+$/.test(role)) {
    // A role that was renamed still answers at its old address.
    const former = `./${role}/${part}/`;
    const answer = await fetch(former, { method: "HEAD" }).catch(() => undefined);
    if (answer?.ok) return go(former);
  }
  const message = knownRole
    ? `There is no part "${part}" to embed.`
    : `There is no role "${role}" in the handbook.`;
  document.querySelector("[data-message]").textContent = `${message} These parts are there:`;
})();
