import { z } from "zod";
import { ensureAccessCode } from "../../channels/access-code.ts";
import { renewAccessCode } from "../../channels/renew-access-code.ts";
import { notFound } from "../../infra/errors.ts";
import type { Connection } from "../../infra/prisma/client.ts";
import { said } from "../../infra/said.ts";
import { settingsOf } from "../../teams/connection-account.ts";
import { connectionChanged } from "../../teams/connection-changed.ts";
import { readConnection } from "../../teams/read-connection.ts";
import { adminRoute } from "../admin-route.ts";
import { type AccessCodeJson, accessCodeSchema } from "../resources/access-codes.ts";
import { id } from "../resources/common.ts";

const tag = "Connections";
const params = z.object({ teamId: id, connectionId: id });
// Whoever has the code may talk to the bot, so viewers don't get to see it.
const access = { kind: "team", action: "team.write" } as const;

export const ACCESS_CODE_ROUTES = [
  adminRoute({
    method: "GET",
    path: "/teams/{teamId}/connections/{connectionId}/access-code",
    summary: "Read the code that lets end users of a closed bot in",
    tag,
    access,
    params,
    response: accessCodeSchema,
    async handler({ params, principal: { actor } }) {
      const connection = await readTelegramConnection(params);
      return present(connection, await ensureAccessCode(connection.id, actor));
    },
  }),
  adminRoute({
    method: "POST",
    path: "/teams/{teamId}/connections/{connectionId}/access-code",
    summary: "Replace the code; whoever has been let in stays in",
    tag,
    access,
    params,
    response: accessCodeSchema,
    async handler({ params, principal: { actor } }) {
      const connection = await readTelegramConnection(params);
      const code = await renewAccessCode({ teamId: connection.teamId, connectionId: connection.id, actor });
      await connectionChanged(params);
      return present(connection, code);
    },
  }),
];

/** API callers are let in by their key, so their connection has no code. */
async function readTelegramConnection(of: { teamId: string; connectionId: string }): Promise<Connection> {
  const connection = await readConnection(of);
  if (connection.kind !== "TELEGRAM") throw notFound(said`The access code was not found.`);
  return connection;
}

function present(connection: Connection, code: string | null): AccessCodeJson {
  if (code === null) throw notFound(said`The access code was not found.`);
  const isAtTelegram = settingsOf(connection).apiRoot === undefined;
  const link = isAtTelegram && connection.username ? `https://t.me/${connection.username}?start=${code}` : null;
  return { code, link };
}
