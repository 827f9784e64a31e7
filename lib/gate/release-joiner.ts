import type { User } from "grammy/types";
import type { LoadedConnection } from "../channels/load-connection.ts";
import { getPool } from "../infra/db.ts";
import { inOrder } from "../rooms/in-order.ts";
import { carryOut } from "./carry-out.ts";
import { type GateCase, momentOf, personOf, plainSender } from "./gate-case.ts";
import { judgeCase } from "./judge-case.ts";
import { readLoadedGroup } from "./load-group.ts";
import { recordCase } from "./record-case.ts";

/** Somebody joined an enforced channel: the groups that hold them are judged anew, without their pressing anything. */
export async function releaseJoiner(options: {
  connection: LoadedConnection;
  channelId: string;
  user: User;
  updateId: number;
  date: number;
  receivedAt: Date;
  now: Date;
}): Promise<void> {
  const { connection, channelId, user, updateId, date, receivedAt, now } = options;
  const { rows } = await getPool().query<{ groupId: string }>({
    name: "gate-groups-holding",
    text: `SELECT r.group_id AS "groupId" FROM group_channels c JOIN gate_restrictions r ON r.group_id = c.group_id
      WHERE c.channel_id = $1 AND r.user_id = $2 AND r.state IN ('IMPOSING', 'IMPOSED')`,
    values: [channelId, user.id],
  });
  for (const { groupId } of rows) {
    const group = await readLoadedGroup(groupId);
    if (!group) continue;
    const one: GateCase = {
      ...{ connection, group, trigger: "channel_joined", person: personOf(user), sender: plainSender(user) },
      ...{
        standing: null,
        chatMember: null,
        threadId: 0,
        messageId: null,
        occurredAt: momentOf(date, updateId),
        receivedAt,
        now,
      },
      occasion: `update/${updateId}/${groupId}`,
    };
    await inOrder(`gate/${connection.id}/${group.chatId}/${user.id}`, async () => {
      const judged = await judgeCase(one);
      // Whoever still lacks another channel is as held as before: that is no new decision.
      if (judged.decision.outcome !== "lifted") return;
      await carryOut(one, judged, await recordCase(one, judged));
    });
  }
}
