import { afterAll, expect, test } from "vitest";
import { sweepConnections } from "#lib/alerts/sweep-connections.ts";
import { closeInfra } from "#lib/infra/close-infra.ts";
import { getDb } from "#lib/infra/db.ts";
import { alertDeliveries } from "#lib/queues/alerts.ts";
import { createAlertDestination } from "#tests/factories/create-alert.ts";
import { createConnection } from "#tests/factories/create-connection.ts";
import { createTeam } from "#tests/factories/create-team.ts";
import { startReceiver } from "#tests/integration/alerts/webhook-receiver.ts";
import { spawnWorkers } from "./spawn-workers.ts";

afterAll(async () => {
  await alertDeliveries.close();
  await closeInfra();
});

test("killed between raising and delivering, and once more within a delivery: it arrives, under one id", {
  timeout: 120_000,
}, async () => {
  const receiver = await startReceiver();
  const team = await createTeam();
  const destination = await createAlertDestination(team.id, { url: `${receiver.url}/killed` });
  await createConnection(team.id, { health: "UNHEALTHY", kind: "HTTP" });
  // Raised, and what would have delivered it is gone: its job is lost with the queue's answer.
  const raise = (at: number) => sweepConnections({ now: new Date(at), teamIds: [team.id] });
  await raise(Date.now() - 120_000);
  await raise(Date.now() - 30_000);
  const delivery = await getDb().alertDelivery.findFirstOrThrow({ where: { destinationId: destination.id } });
  await (await alertDeliveries.queue().getJob(`delivery-${delivery.id}-0`))?.remove();

  // The first worker is killed while the far side still thinks.
  const begun = new Promise<void>((settle) =>
    receiver.answerWith(() => {
      settle();
      return undefined;
    }),
  );
  const first = await spawnWorkers({ WORKER_ROLES: "jobs,schedules" });
  await begun;
  await first.kill();
  receiver.answerWith((_, response) => void response.writeHead(204).end());
  const second = await spawnWorkers({ WORKER_ROLES: "jobs,schedules" });
  const killedAt = Date.now();
  const read = () => getDb().alertDelivery.findUniqueOrThrow({ where: { id: delivery.id } });
  await expect.poll(async () => (await read()).status, { timeout: 20_000, interval: 200 }).toBe("DELIVERED");
  expect(Date.now() - killedAt).toBeLessThan(10_000);
  await second.kill();

  expect(new Set(receiver.received.map(({ id }) => id))).toEqual(new Set([delivery.id]));
  expect(receiver.received).toHaveLength(2);
  expect(await getDb().alert.count({ where: { teamId: team.id } })).toBe(1);
  expect(await getDb().alertDelivery.count({ where: { destinationId: destination.id } })).toBe(1);
  await receiver.close();
});
