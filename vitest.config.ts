import { defineConfig } from "vitest/config";
import { redisIsInstalled } from "./tests/setup/start-servers.ts";

const INTEGRATION = ["tests/integration/**/*.test.ts", "tests/faults/**/*.test.ts"];

/** What meets neither a queue, nor the relay, nor a shared limiter runs on one backend: the other could not matter. */
const WITHOUT_REDIS = [
  "tests/integration/{admin,audit,models,sandbox}/**",
  "tests/integration/usage/{activity,dashboard,end-users,export,ledger,limits,overview,race,report,roll-up,top-ups,turns}*",
  "tests/integration/gate/{admin-api,commands,demoted,flood,joins,menus,release,settings,setups,troubles}*",
  "tests/integration/teams/{invitations,keys,lifecycle,members,overrides}*",
  "tests/faults/{admin-database,canary,gateway-database,idempotency-killed,usage-crash,usage-database-away}*",
];

/** Integration tests run twice where redis-server is installed: queues on PostgreSQL, and queues on Redis. */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: "unit",
          include: ["{lib,workers,components,app,messages,sandbox,scripts}/**/*.test.{ts,tsx}"],
          setupFiles: ["tests/setup/unit.ts"],
        },
      },
      ...(redisIsInstalled() ? ["postgres", "redis"] : ["postgres"]).map((backend) => ({
        test: {
          name: `integration-${backend}`,
          include: INTEGRATION,
          exclude: backend === "redis" ? WITHOUT_REDIS : [],
          globalSetup: [`tests/setup/global-${backend}.ts`],
          setupFiles: ["tests/setup/integration.ts"],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          // On two cores: most of them wait, for a killed process to be missed or a restarted one to be ready.
          maxWorkers: 4,
        },
      })),
    ],
  },
});
