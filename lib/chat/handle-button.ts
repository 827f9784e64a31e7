import type { ChannelAdapter, InboundEvent } from "../channels/adapter.ts";
import type { LoadedConnection } from "../channels/load-connection.ts";
import { getDb } from "../infra/db.ts";
import { findEndUser } from "../rooms/find-end-user.ts";
import { findRoom } from "../rooms/find-room.ts";
import type { EndUserSettings } from "../rooms/load-turn.ts";
import { loadTeamConfig } from "../teams/load-team-config.ts";
import { pressButton } from "./commands/press-button.ts";

/**
 * Carries out a pressed button. The press is acknowledged first, whatever it does: until then the platform shows the
 * person a spinning wheel. Delivered twice, it comes to the same.
 */
export async function handleButton(options: {
  event: InboundEvent & { type: "button" };
  connection: LoadedConnection;
  adapter: ChannelAdapter;
  now: Date;
}): Promise<void> {
  const { event, connection, adapter, now } = options;
  const acknowledged = adapter.acknowledgeButton?.(connection, event.callbackId);
  const { teamId, id: connectionId } = connection;
  const config = await loadTeamConfig(teamId);
  const [roomId, person] = await Promise.all([
    findRoom({ teamId, connectionId, partnerName: adapter.channel, room: event.room }),
    findEndUser({ teamId, connectionId, ...event.sender }),
  ]);
  const [room, endUser] = await Promise.all([
    getDb().room.findUniqueOrThrow({ where: { id: roomId } }),
    getDb().endUser.findUniqueOrThrow({ where: { id: person.id } }),
  ]);
  const settings = endUser.settings as EndUserSettings;
  const mayUse = !config.requiresAuth.value || settings.authorized === true;
  const reply =
    mayUse && connection.assistant
      ? await pressButton(event.data, {
          ...{ config, connection, room, now },
          endUser: { ...endUser, settings },
          subjects: { teamId, endUserId: endUser.id },
          hasButtons: true,
          args: "",
        })
      : null;
  if (reply && event.messageExternalId !== undefined) {
    const part = adapter.format(reply.text)[0];
    // The choice is made either way; a message that can no longer be edited only does not show it.
    if (part) {
      await adapter.edit({
        ...{ connection, partnerRoomId: room.partnerRoomId, isGroup: room.type !== "private", part },
        externalId: event.messageExternalId,
        ...(reply.buttons ? { buttons: reply.buttons } : {}),
        ...{ maxWaitMs: 5_000, priority: 0 },
      });
    }
  }
  await acknowledged;
}
