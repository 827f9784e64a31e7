export type ModelSource = "room" | "endUser" | "connection" | "team" | "type" | "available";

export interface ModelChoice {
  /** Public id; null when the team has no model at all. */
  model: string | null;
  /** Where it came from; `available` means that nothing configured was there and the first available one stands in. */
  source: ModelSource;
  /** What was configured with a higher precedence but is not available (any more). */
  skipped: { model: string; source: ModelSource }[];
}

export interface ModelPreferences {
  room: string | null;
  endUser: string | null;
  connection: string | null;
  /** The team's own override. */
  team: string | null;
  /** The default of the team's type. */
  type: string | null;
  /** Public ids that the team may use now. */
  available: readonly string[];
}

const PRECEDENCE = ["room", "endUser", "connection", "team", "type"] as const;

/**
 * Room override → end user's preference → connection's default → team's default → type's default, the first that is
 * available. When none is, the first available model stands in: an answer is better than a misconfiguration's silence.
 */
export function selectModel(preferences: ModelPreferences): ModelChoice {
  const skipped: ModelChoice["skipped"] = [];
  for (const source of PRECEDENCE) {
    const model = preferences[source];
    if (!model) continue;
    if (preferences.available.includes(model)) return { model, source, skipped };
    skipped.push({ model, source });
  }
  return { model: preferences.available[0] ?? null, source: "available", skipped };
}
