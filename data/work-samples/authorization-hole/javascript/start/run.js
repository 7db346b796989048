// Play two tenants and print what their apps get.
import { pathToFileURL } from "node:url";

import { handle } from "./app.js";
import { openStore } from "./store.js";

/** Enter three tenants, two units and a busy week at unit 14. */
export function fill(db) {
  db.exec(`
    INSERT INTO tenant VALUES (1, 'Mara'), (2, 'Tomek'), (3, 'Ines');
    INSERT INTO session VALUES ('mara', 1), ('tomek', 2), ('ines', 3);
    INSERT INTO unit VALUES (12, '6 m2', '418207'), (14, '2 m2', '903351');
    INSERT INTO access VALUES (1, 12, 1, 'holder'), (2, 14, 2, 'holder'), (3, 12, 3, 'guest');
  `);
  const enter = db.prepare("INSERT INTO visit (unit_id, at) VALUES (?, ?)");
  for (let n = 0; n < 36; n++) {
    const day = String(4 + Math.floor(n / 6)).padStart(2, "0");
    const hour = String(8 + (n % 6) * 2).padStart(2, "0");
    enter.run(n % 4 === 0 ? 12 : 14, `2026-05-${day}T${hour}:15`);
  }
}

/** Ask and print. */
function main() {
  const db = openStore(":memory:");
  fill(db);
  for (const [token, method, address] of [
    ["mara", "GET", "/units"],
    ["mara", "GET", "/units/12"],
    ["tomek", "GET", "/units"],
    ["tomek", "GET", "/units/12"],
  ]) {
    const { status, body } = handle(db, method, address, token);
    console.log(token.padEnd(6), method, address.padEnd(10), status, JSON.stringify(body));
  }
  for (const page of [1, 2, 3, 4]) {
    const { body } = handle(db, "GET", `/visits?page=${page}`, "mara");
    console.log(
      `mara   GET /visits?page=${page}   ${body.visits.length} visits shown, total ${body.total}`,
    );
  }
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) main();
