import type { TestProject } from "vitest/node";
import { startServers } from "./start-servers.ts";

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const servers = await startServers({ redis: false });
  project.provide("databaseUrl", servers.databaseUrl);
  project.provide("redisUrl", "");
  project.provide("dataDir", servers.dataDir);
  return () => servers.stop();
}
