import { getDb } from "../../infra/db.ts";
import type { GateLanguage } from "../group-params.ts";
import { gateHtml } from "../texts/gate-text.ts";
import type { GateAnswer } from "./say.ts";

/** Telegram shows up to 100 buttons. */
const MOST = 50;

/** Carries out `/groups`: the groups that a person set up, each a button that opens its set-up. */
export async function listOwnGroups(options: {
  connectionId: string;
  userId: number;
  language: GateLanguage;
}): Promise<GateAnswer> {
  const { connectionId, userId, language } = options;
  const groups = await getDb().protectedGroup.findMany({
    where: { connectionId, ownerUserId: BigInt(userId), archivedAt: null },
    orderBy: { id: "desc" },
    take: MOST,
  });
  if (groups.length === 0) return { html: gateHtml(language, "groupsNone") };
  return {
    html: gateHtml(language, "groupsList"),
    buttons: groups.map(({ title, trouble, enabled, chatId }) => [
      { text: `${trouble ? "❌" : enabled ? "✅" : "⏸"} ${title}`.slice(0, 60), callback_data: `g:setup:${chatId}` },
    ]),
  };
}
