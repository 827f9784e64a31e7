import { z } from "zod";
import { notFound } from "#lib/infra/errors.ts";
import { said } from "#lib/infra/said.ts";
import { askSandboxJson } from "./ask-sandbox.ts";
import type { ControlChat, ControlUser } from "./control-types.ts";
import type { VisibleBots } from "./visible-bots.ts";

/** What the page may switch on for the bot; a person gets every right. */
const RIGHTS = ["can_delete_messages", "can_restrict_members", "can_invite_users"] as const;

export const newStanding = z.strictObject({
  status: z.enum(["administrator", "member", "restricted", "left", "kicked"]),
  rights: z.array(z.enum(RIGHTS)).optional(),
  isAnonymous: z.boolean().optional(),
});

/**
 * The owner of a group or channel changes somebody's standing: a person's, or that of a bot that the user may see.
 * @throws AppError not_found for a bot of others and for nobody
 */
export async function setStanding(
  options: { chat: string; userId: string | undefined; bots: VisibleBots } & z.output<typeof newStanding>,
) {
  const { chat, userId, bots, status, rights, isAnonymous } = options;
  if (!bots.has(userId ?? "")) {
    const user = await askSandboxJson<ControlUser>({ path: `/users/${userId}` }).catch(() => undefined);
    if (!user || user.isBot) throw notFound(said`The person was not found.`);
  }
  const owner = (await askSandboxJson<ControlChat>({ path: `/chats/${chat}` })).members?.find(
    (member) => member.status === "creator",
  );
  await askSandboxJson({
    path: `/chats/${chat}/members/${userId}`,
    method: "PUT",
    body: {
      status,
      ...(owner && { byUserId: owner.user.id }),
      ...(status === "administrator" && rights && { rights: toRights(rights) }),
      ...(status === "administrator" && isAnonymous !== undefined && { isAnonymous }),
    },
  });
  return { ok: true };
}

/** Any right implies seeing who is there. */
function toRights(rights: readonly string[]): Record<string, boolean> {
  return Object.fromEntries(["can_manage_chat", ...rights].map((right) => [right, true]));
}
