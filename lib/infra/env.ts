import { resolve } from "node:path";
import { z } from "zod";

const port = (fallback: number) => z.coerce.number().int().min(0).max(65535).default(fallback);
const flag = z.enum(["0", "1"]).transform((value) => value === "1");
const secret = z.string().min(32, "needs at least 32 characters (openssl rand -base64 32 makes one)");
const url = (protocols: string[]) =>
  z.string().refine((value) => URL.canParse(value) && protocols.includes(new URL(value).protocol), {
    message: `must be a URL that starts with ${protocols.map((p) => `${p}//`).join(" or ")}`,
  });

export const WORKER_ROLES = ["gateway", "bots", "jobs", "schedules"] as const;
export type WorkerRole = (typeof WORKER_ROLES)[number];

const schema = z.object({
  NODE_ENV: z.enum(["development", "test", "production"]).default("production"),
  HOST: z.string().default("127.0.0.1"),
  PORT: port(3000),
  GATEWAY_PORT: port(3001),
  SANDBOX_PORT: port(3002),
  DATA_DIR: z
    .string()
    .default(".data")
    .transform((value) => resolve(value)),
  DATABASE_URL: url(["postgres:", "postgresql:"]).optional(),
  REDIS_URL: url(["redis:", "rediss:"]).optional(),
  /** Set by the start command for its children when it runs the database itself. */
  DATABASE_EMBEDDED: flag.default(false),
  ADMIN_EMAIL: z.email().default("admin@switchboard.local"),
  ADMIN_PASSWORD: z.string().min(12, "needs at least 12 characters").optional(),
  ADMIN_API_KEY: z.string().min(32, "needs at least 32 characters").optional(),
  ENCRYPTION_KEY: secret.optional(),
  NEXTAUTH_SECRET: secret.optional(),
  /** The dashboard's public address; cookies are secure when it is https. */
  NEXTAUTH_URL: url(["http:", "https:"]).optional(),
  /** The gateway's public address. When set, bots receive webhooks there instead of polling. */
  WEBHOOK_URL: url(["http:", "https:"]).optional(),
  TRUST_PROXY: flag.default(false),
  DEMO: flag.optional(),
  WORKER_ROLES: z
    .string()
    .default(WORKER_ROLES.join(","))
    .transform((value) => value.split(",").map((role) => role.trim()))
    .pipe(z.array(z.enum(WORKER_ROLES)).min(1)),
  LOG_LEVEL: z.enum(["trace", "debug", "info", "warn", "error", "fatal", "silent"]).default("info"),
  DATABASE_POOL_SIZE: z.coerce.number().int().min(1).max(200).default(10),
});

export type Env = z.output<typeof schema>;

/** A setting that is missing or wrong; the message is one line that names it and says why. */
export class SettingError extends Error {}

/**
 * Parses settings, with an empty value meaning unset.
 * @throws SettingError naming the first setting that is wrong
 */
export function parseEnv(source: Record<string, string | undefined>): Env {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== undefined && value !== ""));
  const result = schema.safeParse(given);
  if (!result.success) {
    const issue = result.error.issues[0];
    throw new SettingError(`Setting ${issue?.path[0]?.toString() ?? "?"} is wrong: ${issue?.message}.`);
  }
  const env = result.data;
  if (env.DATABASE_URL && !env.DATABASE_EMBEDDED) {
    for (const name of ["ENCRYPTION_KEY", "NEXTAUTH_SECRET"] as const) {
      if (!env[name]) {
        throw new SettingError(
          `Setting ${name} is missing: with DATABASE_URL set it cannot be generated, because every process must share it (openssl rand -base64 32 makes one).`,
        );
      }
    }
  }
  return env;
}

let current: Env | undefined;

/** The settings of this process, parsed once. */
export function getEnv(): Env {
  current ??= parseEnv(process.env);
  return current;
}

/** Where people open the dashboard, without a slash at its end: NEXTAUTH_URL, or what `npm start` makes of HOST and PORT. */
export function dashboardUrl({ NEXTAUTH_URL, HOST, PORT }: Env = getEnv()): string {
  return (NEXTAUTH_URL ?? `http://${HOST}:${PORT}`).replace(/\/+$/, "");
}

/** The master key for stored secrets. @throws SettingError when the process was started without it */
export function encryptionKey(): string {
  const key = getEnv().ENCRYPTION_KEY;
  if (!key) throw new SettingError("Setting ENCRYPTION_KEY is missing.");
  return key;
}

/** The database's address. @throws SettingError when the process was started without it */
export function databaseUrl(): string {
  const value = getEnv().DATABASE_URL;
  if (!value) throw new SettingError("Setting DATABASE_URL is missing: `npm start` sets it for the embedded database.");
  return value;
}
