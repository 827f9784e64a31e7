import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { PrismaPg } from "@prisma/adapter-pg";
import { bindMigrationAwareSqlAdapterFactory } from "@prisma/driver-adapter-utils";
import type { SchemaEngine } from "@prisma/schema-engine-wasm";
import { runMigrations } from "bullmq";
import pg from "pg";
import { QUEUE_SCHEMA } from "./queue-connection.ts";

const PRISMA_DIR = fileURLToPath(new URL("../../prisma/", import.meta.url));
const FILTERS = { externalTables: [], externalEnums: [] };
// Serialises migrations of several processes that start at once; any constant will do.
const MIGRATION_LOCK = 727_001;

/**
 * Applies every migration that the database has not seen, ours and the queues', one process at a time.
 * Prisma's own engine does it, as WebAssembly, so nothing is downloaded and `_prisma_migrations` stays standard.
 * @returns the names of the migrations applied now
 */
export async function migrateDatabase(databaseUrl: string): Promise<string[]> {
  const lock = new pg.Client({ connectionString: databaseUrl });
  await lock.connect();
  try {
    await lock.query("SELECT pg_advisory_lock($1)", [MIGRATION_LOCK]);
    const engine = await openSchemaEngine(databaseUrl);
    const { appliedMigrationNames } = await engine.applyMigrations({
      migrationsList: readMigrations(),
      filters: FILTERS,
    });
    await runMigrations(lock, QUEUE_SCHEMA);
    return appliedMigrationNames;
  } finally {
    await lock.end();
  }
}

/** Migrations on disk that the database has not applied; readiness asks this. */
export async function pendingMigrations(pool: pg.Pool): Promise<string[]> {
  const { rows } = await pool.query<{ migration_name: string }>(
    "SELECT migration_name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL",
  );
  const applied = new Set(rows.map((row) => row.migration_name));
  return migrationNames().filter((name) => !applied.has(name));
}

/**
 * The SQL that leads from one datamodel to another.
 * @param from the earlier schema's files, or null for an empty database
 */
export async function diffSchemas(databaseUrl: string, from: SchemaFile[] | null, to: SchemaFile[]): Promise<string> {
  const engine = await openSchemaEngine(databaseUrl, to);
  const { stdout } = await engine.diff({
    from: from ? { tag: "schemaDatamodel", files: from } : { tag: "empty" },
    to: { tag: "schemaDatamodel", files: to },
    script: true,
    exitCode: null,
    filters: FILTERS,
  });
  return stdout ?? "";
}

export interface SchemaFile {
  path: string;
  content: string;
}

export function readSchemaFiles(): SchemaFile[] {
  const dir = join(PRISMA_DIR, "schema");
  return readdirSync(dir)
    .filter((name) => name.endsWith(".prisma"))
    .sort()
    .map((name) => ({ path: name, content: readFileSync(join(dir, name), "utf8") }));
}

function migrationNames(): string[] {
  return readdirSync(join(PRISMA_DIR, "migrations"), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

function readMigrations() {
  const baseDir = join(PRISMA_DIR, "migrations");
  return {
    baseDir,
    lockfile: { path: "migration_lock.toml", content: readFileSync(join(baseDir, "migration_lock.toml"), "utf8") },
    shadowDbInitScript: "",
    migrationDirectories: migrationNames().map((name) => ({
      path: name,
      migrationFile: {
        path: "migration.sql",
        content: { tag: "ok" as const, value: readFileSync(join(baseDir, name, "migration.sql"), "utf8") },
      },
    })),
  };
}

async function openSchemaEngine(databaseUrl: string, files: SchemaFile[] = readSchemaFiles()): Promise<SchemaEngine> {
  engineModule ??= loadEngineModule();
  const { SchemaEngine } = await engineModule;
  return SchemaEngine.new(
    { datamodels: files.map((file) => [file.path, file.content]) },
    () => {},
    bindMigrationAwareSqlAdapterFactory(new PrismaPg({ connectionString: databaseUrl })),
  );
}

type EngineModule = typeof import("@prisma/schema-engine-wasm");
// The package's glue code holds one instance of the WebAssembly module, so a process may load it only once.
let engineModule: Promise<EngineModule> | undefined;

async function loadEngineModule(): Promise<EngineModule> {
  const dir = dirname(createRequire(import.meta.url).resolve("@prisma/schema-engine-wasm"));
  const glue = await import(pathToFileURL(join(dir, "schema_engine_bg.js")).href);
  const module = await WebAssembly.compile(readFileSync(join(dir, "schema_engine_bg.wasm")));
  const instance = await WebAssembly.instantiate(module, { "./schema_engine_bg.js": glue });
  glue.__wbg_set_wasm(instance.exports);
  (instance.exports.__wbindgen_start as () => void)();
  return glue;
}
