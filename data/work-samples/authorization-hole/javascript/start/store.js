// The database of the storage company.
import { DatabaseSync } from "node:sqlite";

const SCHEMA = `
CREATE TABLE IF NOT EXISTS tenant (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS session (
    token TEXT PRIMARY KEY,
    tenant_id INTEGER NOT NULL REFERENCES tenant (id)
);
CREATE TABLE IF NOT EXISTS unit (
    id INTEGER PRIMARY KEY,
    size TEXT NOT NULL,
    gate_code TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS access (
    id INTEGER PRIMARY KEY,
    unit_id INTEGER NOT NULL REFERENCES unit (id),
    tenant_id INTEGER NOT NULL REFERENCES tenant (id),
    role TEXT NOT NULL CHECK (role IN ('holder', 'guest')),
    UNIQUE (tenant_id, unit_id)
);
CREATE TABLE IF NOT EXISTS visit (
    id INTEGER PRIMARY KEY,
    unit_id INTEGER NOT NULL REFERENCES unit (id),
    at TEXT NOT NULL -- local time, such as 2026-05-04T17:20
);
CREATE INDEX IF NOT EXISTS visit_unit ON visit (unit_id, at);
`;

/** Open the database at `path` and create what is missing in it. */
export function openStore(path) {
  const db = new DatabaseSync(path);
  db.exec(SCHEMA);
  return db;
}
