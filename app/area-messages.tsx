import { getMessages } from "next-intl/server";
import type { ReactNode } from "react";
import { MoreMessages } from "#components/shell/more-messages.tsx";
import { type MessageArea, pickMessages } from "#messages/pick-messages.ts";

/**
 * Sends what it wraps the messages of its areas; the root layout sends those of every page. So each page carries its own
 * words alone. app/area-messages.test.ts knows which ones a page needs.
 */
export async function AreaMessages({ areas, children }: { areas: readonly MessageArea[]; children: ReactNode }) {
  return <MoreMessages messages={pickMessages(await getMessages(), areas)}>{children}</MoreMessages>;
}
