// What the tenants' app can ask for.
import { randomInt } from "node:crypto";

const PAGE = 10;
const NOT_FOUND = { status: 404, body: { error: "there is nothing here" } };

const ROUTES = [
  ["GET", /^\/units$/, listUnits],
  ["GET", /^\/units\/(\d{1,9})$/, showUnit],
  ["POST", /^\/units\/(\d{1,9})\/code$/, changeCode],
  ["DELETE", /^\/guests\/(\d{1,9})$/, removeGuest],
  ["GET", /^\/visits$/, listVisits],
];

/** Answer one request with a status and a body. */
export function handle(db, method, address, token = "") {
  const session = db.prepare("SELECT tenant_id FROM session WHERE token = ?").get(token);
  if (!session) return { status: 401, body: { error: "log in first" } };

  const { pathname, searchParams } = new URL(address, "http://app");
  for (const [verb, pattern, view] of ROUTES) {
    const match = pattern.exec(pathname);
    if (match && verb === method) {
      return view(db, { tenant: session.tenant_id, id: Number(match[1]), query: searchParams });
    }
  }
  return NOT_FOUND;
}

/** The units of this tenant, as holder or guest. */
function listUnits(db, { tenant }) {
  const units = db
    .prepare(
      `SELECT u.id, u.size, a.role FROM unit AS u JOIN access AS a ON a.unit_id = u.id
        WHERE a.tenant_id = ? ORDER BY u.id`,
    )
    .all(tenant);
  return { status: 200, body: { units } };
}

/** One unit with its gate code and its guests. */
function showUnit(db, { id }) {
  const unit = db.prepare("SELECT id, size, gate_code FROM unit WHERE id = ?").get(id);
  if (!unit) return NOT_FOUND;
  const guests = db
    .prepare(
      `SELECT a.id, t.name FROM access AS a JOIN tenant AS t ON t.id = a.tenant_id
        WHERE a.unit_id = ? AND a.role = 'guest' ORDER BY a.id`,
    )
    .all(id);
  return { status: 200, body: { id, size: unit.size, gateCode: unit.gate_code, guests } };
}

/** Give a unit a new gate code; the old one opens nothing from now on. */
function changeCode(db, { id }) {
  const gateCode = String(randomInt(1_000_000)).padStart(6, "0");
  const { changes } = db.prepare("UPDATE unit SET gate_code = ? WHERE id = ?").run(gateCode, id);
  return changes ? { status: 200, body: { gateCode } } : NOT_FOUND;
}

/** Take a guest's access away. */
function removeGuest(db, { id }) {
  const { changes } = db.prepare("DELETE FROM access WHERE id = ?").run(id);
  return changes ? { status: 200, body: { removed: id } } : NOT_FOUND;
}

/** A page of the visits at this tenant's units, newest first. */
function listVisits(db, { tenant, query }) {
  const page = Number(query.get("page") ?? 1);
  const rows = db
    .prepare("SELECT unit_id AS unit, at FROM visit ORDER BY at DESC, id DESC LIMIT ? OFFSET ?")
    .all(PAGE, PAGE * (page - 1));
  const { total } = db.prepare("SELECT count(*) AS total FROM visit").get();
  const access = db.prepare("SELECT unit_id FROM access WHERE tenant_id = ?").all(tenant);
  const mine = new Set(access.map((row) => row.unit_id));
  return { status: 200, body: { page, total, visits: rows.filter((row) => mine.has(row.unit)) } };
}
