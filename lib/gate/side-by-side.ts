/** Works through a list, so many items at a time: a bot whose server hangs holds up one place, not the others. */
export async function sideBySide<T>(items: T[], places: number, work: (item: T) => Promise<void>): Promise<void> {
  const waiting = [...items];
  const take = async () => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: places }, take));
}
