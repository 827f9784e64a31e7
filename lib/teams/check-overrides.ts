import type { Tx } from "../infra/db.ts";
import { fieldError, invalidField } from "../infra/errors.ts";
import type { Team } from "../infra/prisma/client.ts";
import { said } from "../infra/said.ts";
import { checkModels } from "./check-models.ts";
import { resolveConfig } from "./resolve-config.ts";
import type { OverrideValues } from "./team-overrides.ts";

/**
 * Refuses overrides that name unknown models, or a default model that the team could not use. Only what the request
 * changed is looked at, so that older trouble does not block other changes.
 * @param options.team the team as it would be
 * @throws AppError invalid_input naming the field and the model
 */
export async function checkOverrides(
  tx: Tx,
  options: { team: Team; changed: { [K in keyof OverrideValues]?: OverrideValues[K] | undefined } },
): Promise<void> {
  const { team, changed } = options;
  if (changed.availableModels?.length === 0) {
    throw invalidField(
      "overrides.availableModels",
      said`An empty list leaves no model: name some, or null to inherit.`,
    );
  }
  await checkModels(tx, { path: "overrides.availableModels", ids: changed.availableModels ?? [] });
  await checkModels(tx, { path: "overrides.defaultModel", ids: changed.defaultModel ? [changed.defaultModel] : [] });
  if (!changed.availableModels && !changed.defaultModel) return;

  const models = await tx.model.findMany({ select: { publicId: true }, distinct: ["publicId"] });
  const typeDefaults = await tx.typeDefaults.findUnique({ where: { type: team.type } });
  const config = resolveConfig({ team, typeDefaults, enabledModels: models.map((model) => model.publicId) });
  const wanted = config.defaultModel.value;
  if (config.availableModels.value.includes(wanted)) return;
  const available = config.availableModels.value.join(", ");
  if (changed.defaultModel) {
    throw invalidField(
      "overrides.defaultModel",
      said`"${wanted}" is not available to the team; available: ${available}.`,
    );
  }
  const message = said`The list leaves out the team's default model "${wanted}": add it, or set another default model too.`;
  throw fieldError("invalid_input", "overrides.availableModels", message);
}
