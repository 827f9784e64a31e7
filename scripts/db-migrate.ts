/** `npm run db:migrate` applies the migrations that DATABASE_URL has not seen. */
import { databaseUrl } from "../lib/infra/env.ts";
import { migrateDatabase } from "../lib/infra/migrate.ts";

const applied = await migrateDatabase(databaseUrl());
console.log(applied.length === 0 ? "Nothing to apply." : `Applied ${applied.join(", ")}.`);
