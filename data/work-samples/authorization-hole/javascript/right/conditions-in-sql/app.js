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

const roleIn = (unit) =>
  `(SELECT role FROM access AS own WHERE own.unit_id = ${unit} AND own.tenant_id = :tenant)`;

/** 403 for those who know the unit, 404 for all others. */
function refuse(found) {
  if (!found?.role) return NOT_FOUND;
  return { status: 403, body: { error: "ask the holder of this unit" } };
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
  const unit = db
    .prepare(`SELECT size, gate_code FROM unit WHERE id = :id AND ${roleIn("unit.id")} <> ''`)
    .get({ id, tenant });
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
function changeCode(db, { tenant, id }) {
  const gateCode = String(randomInt(1_000_000)).padStart(6, "0");
  const role = roleIn("unit.id");
  const { changes } = db
    .prepare(`UPDATE unit SET gate_code = :gateCode WHERE id = :id AND ${role} = 'holder'`)
    .run({ id, tenant, gateCode });
  if (changes) return { status: 200, body: { gateCode } };
  return refuse(db.prepare(`SELECT ${role} AS role FROM unit WHERE id = :id`).get({ id, tenant }));
}

/** Take a guest's access away. */
function removeGuest(db, { tenant, id }) {
  const guest = "access.id = :id AND access.role = 'guest'";
  const role = roleIn("access.unit_id");
  const { changes } = db
    .prepare(`DELETE FROM access WHERE ${guest} AND ${role} = 'holder'`)
    .run({ id, tenant });
  if (changes) return { status: 200, body: { removed: id } };
  return refuse(db.prepare(`SELECT ${role} AS role FROM access WHERE ${guest}`).get({ id, tenant }));
}

/** A page of the visits at this tenant's units, newest first. */
function listVisits(db, { tenant, query }) {
  const page = Number(query.get("page") ?? 1);
  const own = "FROM visit JOIN access USING (unit_id) WHERE tenant_id = ?";
  const { total } = db.prepare(`SELECT count(*) AS total ${own}`).get(tenant);
  const visits = db
    .prepare(`SELECT unit_id AS unit, at ${own} ORDER BY at DESC, visit.id DESC LIMIT ? OFFSET ?`)
    .all(tenant, PAGE, PAGE * (page - 1));
  return { status: 200, body: { page, total, visits } };
}
