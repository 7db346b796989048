// What the tenants' app can ask for.
import { randomInt } from "node:crypto";

const PAGE = 10;
const NOT_FOUND = { status: 404, body: { error: "there is nothing here" } };
const FORBIDDEN = { status: 403, body: { error: "only the holder of the unit can do this" } };

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

/** What a tenant is at a unit: "holder", "guest", or undefined for everybody else. */
function roleAt(db, tenant, unit) {
  return db
    .prepare("SELECT role FROM access WHERE tenant_id = ? AND unit_id = ?")
    .get(tenant, unit)?.role;
}

/** The answer to somebody who is not the unit's holder; undefined for the holder. */
function refusal(db, tenant, unit) {
  const role = roleAt(db, tenant, unit);
  if (!role) return NOT_FOUND;
  return role === "holder" ? undefined : FORBIDDEN;
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
function showUnit(db, { tenant, id }) {
  const unit = db.prepare("SELECT id, size, gate_code FROM unit WHERE id = ?").get(id);
  if (!unit || !roleAt(db, tenant, id)) return NOT_FOUND;
  const guests = db
    .prepare(
      `SELECT a.id, t.name FROM access AS a JOIN tenant AS t ON t.id = a.tenant_id
        WHERE a.unit_id = ? AND a.role = 'guest' ORDER BY a.id`,
    )
    .all(id);
  return { status: 200, body: { id, size: unit.size, gateCode: unit.gate_code, guests } };
}

/** Give a unit a new gate code; the old one opens nothing from now on. */
function changeCode(db, { tenant, id }) {
  const refused = refusal(db, tenant, id);
  if (refused) return refused;
  const gateCode = String(randomInt(1_000_000)).padStart(6, "0");
  const { changes } = db.prepare("UPDATE unit SET gate_code = ? WHERE id = ?").run(gateCode, id);
  return changes ? { status: 200, body: { gateCode } } : NOT_FOUND;
}

/** Take a guest's access away. */
function removeGuest(db, { tenant, id }) {
  const guest = db
    .prepare("SELECT unit_id FROM access WHERE id = ? AND role = 'guest'")
    .get(id);
  if (!guest) return NOT_FOUND;
  const refused = refusal(db, tenant, guest.unit_id);
  if (refused) return refused;
  const { changes } = db.prepare("DELETE FROM access WHERE id = ?").run(id);
  return changes ? { status: 200, body: { removed: id } } : NOT_FOUND;
}

/** A page of the visits at this tenant's units, newest first. */
function listVisits(db, { tenant, query }) {
  const page = Number(query.get("page") ?? 1);
  const mine = "FROM visit WHERE unit_id IN (SELECT unit_id FROM access WHERE tenant_id = ?)";
  const visits = db
    .prepare(`SELECT unit_id AS unit, at ${mine} ORDER BY at DESC, id DESC LIMIT ? OFFSET ?`)
    .all(tenant, PAGE, PAGE * (page - 1));
  const { total } = db.prepare(`SELECT count(*) AS total ${mine}`).get(tenant);
  return { status: 200, body: { page, total, visits } };
}
