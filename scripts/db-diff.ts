/**
 * `npm run db:diff NAME` writes the SQL that leads from the committed schema (git HEAD) to the one on disk as a new
 * migration. Read it before you commit it.
 */
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startEmbeddedPostgres } from "../lib/infra/embedded.ts";
import { diffSchemas, readSchemaFiles, type SchemaFile } from "../lib/infra/migrate.ts";

const name = process.argv[2];
if (!name || !/^[a-z0-9_]+$/.test(name)) {
  console.error("Usage: npm run db:diff NAME, with NAME in snake_case");
  process.exit(2);
}
const hasMigrations = readdirSync("prisma/migrations", { withFileTypes: true }).some((entry) => entry.isDirectory());
const database = await startEmbeddedPostgres(mkdtempSync(join(tmpdir(), "switchboard-diff-")));
try {
  const sql = await diffSchemas(database.url, hasMigrations ? committedSchema() : null, readSchemaFiles());
  if (sql.trim() === "" || sql.includes("This is an empty migration")) {
    console.log("The schema has not changed.");
  } else {
    const stamp = new Date().toISOString().replace(/\D/g, "").slice(0, 14);
    const dir = `prisma/migrations/${stamp}_${name}`;
    mkdirSync(dir, { recursive: true });
    writeFileSync(`${dir}/migration.sql`, sql);
    console.log(`Wrote ${dir}/migration.sql`);
  }
} finally {
  await database.stop();
}

function committedSchema(): SchemaFile[] {
  const names = execFileSync("git", ["ls-tree", "--name-only", "HEAD", "prisma/schema/"], { encoding: "utf8" });
  return names
    .split("\n")
    .filter((path) => path.endsWith(".prisma"))
    .map((path) => ({
      path: path.replace("prisma/schema/", ""),
      content: execFileSync("git", ["show", `HEAD:${path}`], { encoding: "utf8" }),
    }));
}
