/**
 * Takes one Telegram update of a bot that guards groups, as often as it is delivered.
 * @param options.receivedAt when it reached us
 * @returns whether it is the gate's alone: then nobody else answers it
 */
export async function handleGateUpdate(_options: {
  connectionId: string;
  update: { update_id: number };
  receivedAt: Date;
  now: Date;
}): Promise<{ held: boolean }> {
  return { held: false };
}
