/** Where a group is kept in the caches of the processes; dropped after every change of it. */
export function groupKey(connectionId: string, chatId: number | bigint): string {
  return `group:${connectionId}/${chatId}`;
}
