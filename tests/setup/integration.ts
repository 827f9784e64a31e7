import { inject } from "vitest";
import "./unit.ts";

process.env.DATABASE_URL = inject("databaseUrl");
process.env.DATABASE_EMBEDDED = "1";
process.env.DATA_DIR = inject("dataDir");
process.env.NEXTAUTH_SECRET = "integration-test-nextauth-secret-0123456789";
const redisUrl = inject("redisUrl");
if (redisUrl) process.env.REDIS_URL = redisUrl;
else delete process.env.REDIS_URL;

declare module "vitest" {
  interface ProvidedContext {
    databaseUrl: string;
    redisUrl: string;
    dataDir: string;
  }
}
