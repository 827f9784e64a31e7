/** Lets statements on this process's leases through, and repairs the leases after one whose outcome is unknown. */
export interface LeaseGate {
  run<T>(counterIds: string[], statement: () => Promise<T>): Promise<T>;
}

/** @param trueUp sets the lease rows of these counters to what the process knows that it holds */
export function createLeaseGate(trueUp: (counterIds: string[]) => Promise<void>): LeaseGate {
  const doubtful = new Set<string>();
  let active = 0;
  let onIdle = () => {};
  let repairing: Promise<void> | undefined;

  // Alone, so that what the process knows and what the rows say are figures of one moment.
  const repair = async () => {
    if (active > 0) await new Promise<void>((settle) => (onIdle = settle));
    const counterIds = [...doubtful];
    await trueUp(counterIds);
    for (const id of counterIds) doubtful.delete(id);
  };

  return {
    async run(counterIds, statement) {
      while (doubtful.size > 0) {
        repairing ??= repair().finally(() => {
          repairing = undefined;
        });
        await repairing;
      }
      active += 1;
      try {
        return await statement();
      } catch (error) {
        for (const id of counterIds) doubtful.add(id);
        throw error;
      } finally {
        active -= 1;
        if (active === 0) onIdle();
      }
    },
  };
}
