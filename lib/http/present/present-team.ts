import { parseMarkdown } from "../../channels/telegram/parse-markdown.ts";
import type { previewReplies } from "../../chat/preview-replies.ts";
import type { Team, TypeDefaults } from "../../infra/prisma/client.ts";
import type { TeamType } from "../../infra/prisma/enums.ts";
import type { TeamStanding } from "../../teams/list-team-standings.ts";
import type { ResolvedConfig } from "../../teams/resolve-config.ts";
import { overridesOf } from "../../teams/team-overrides.ts";
import { teamVersion } from "../../teams/team-version.ts";
import type {
  PreviewJson,
  PreviewReplyJson,
  TeamConfigJson,
  TeamJson,
  TeamListItemJson,
  TypeDefaultsJson,
} from "../resources/teams.ts";

const TYPES = { PUBLIC: "public", PRIVATE: "private" } as const satisfies Record<TeamType, string>;

export function presentTeam(team: Team): TeamJson {
  const { id, displayName, platformName, type, timeZone, active, createdAt, updatedAt } = team;
  return {
    id,
    displayName,
    platformName,
    type: TYPES[type],
    timeZone,
    active,
    overrides: overridesOf(team),
    version: teamVersion(team),
    createdAt: createdAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
  };
}

export function presentTeamListItem({ team, month, quota }: TeamStanding): TeamListItemJson {
  return {
    ...presentTeam(team),
    month,
    quota: quota && {
      ...quota,
      unit: quota.unit.toLowerCase() as NonNullable<TeamListItemJson["quota"]>["unit"],
      window: quota.window.toLowerCase() as NonNullable<TeamListItemJson["quota"]>["window"],
      resetsAt: quota.resetsAt.toISOString(),
    },
  };
}

/** Replies as Telegram shows them, by the parser that sends them there. */
export function presentPreview({ direct, group }: Awaited<ReturnType<typeof previewReplies>>): PreviewJson {
  const present = (text: string | null): PreviewReplyJson =>
    text === null
      ? null
      : parseMarkdown(text).map(({ text, style: { bold, code } }) => ({
          text,
          ...(bold ? { bold } : {}),
          ...(code ? { code } : {}),
        }));
  const both = (one: typeof direct) => ({ help: present(one.help), models: present(one.models) });
  return { direct: both(direct), group: both(group) };
}

export function presentConfig(config: ResolvedConfig): TeamConfigJson {
  return { ...config, type: TYPES[config.type] };
}

export function presentTypeDefaults(row: TypeDefaults): TypeDefaultsJson {
  return { ...row, type: TYPES[row.type], updatedAt: row.updatedAt.toISOString() };
}
