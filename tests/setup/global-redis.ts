import type { TestProject } from "vitest/node";
import { startServers } from "./start-servers.ts";

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const servers = await startServers({ redis: true });
  project.provide("databaseUrl", servers.databaseUrl);
  project.provide("redisUrl", servers.redisUrl);
  project.provide("dataDir", servers.dataDir);
  return () => servers.stop();
}
