import { isUniqueViolation } from "./db.ts";

/**
 * What is there, or else is made. Of many who race for making it one wins, by a unique index, and the others get the
 * winner's.
 */
export async function findOrCreate<T>(find: () => Promise<T | null>, create: () => Promise<T>): Promise<T> {
  const found = await find();
  if (found) return found;
  try {
    return await create();
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    const winners = await find();
    if (!winners) throw error;
    return winners;
  }
}
