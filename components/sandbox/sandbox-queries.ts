import { queryOptions } from "@tanstack/react-query";
import { sandbox } from "#components/sandbox/sandbox-api.ts";
import type { ChatsJson, SandboxBotJson } from "#components/sandbox/sandbox-types.ts";

export const botsQuery = queryOptions({
  queryKey: ["sandbox", "bots"],
  queryFn: ({ signal }) => sandbox<{ items: SandboxBotJson[] }>("/bots", { signal }),
  select: ({ items }) => items,
  // A bot that has just been connected calls the sandbox within seconds; commands follow the configuration.
  refetchInterval: ({ state }) => (state.data?.items.some(({ bot, active }) => active && !bot) ? 2_000 : 10_000),
});

export const chatsQuery = (botId: number | undefined) =>
  queryOptions({
    queryKey: ["sandbox", "chats", botId],
    queryFn: ({ signal }) => sandbox<ChatsJson>(`/bots/${botId}/chats`, { signal }),
    enabled: botId !== undefined,
  });
