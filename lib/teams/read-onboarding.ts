import { getPool } from "../infra/db.ts";

/** How far a team is on the way from new to answering. */
export interface Onboarding {
  /** It overrides at least one setting. */
  configured: boolean;
  /** It has a limit of any kind. */
  limited: boolean;
  /** A key that works. */
  hasKey: boolean;
  connected: boolean;
  /** Somebody is a member or has been invited. */
  hasMembers: boolean;
  /** A turn was answered and charged, at any time. */
  answered: boolean;
}

/** One statement of index look-ups, however much the team has used. A team that does not exist has done nothing. */
export async function readOnboarding(options: { teamId: string; now: Date }): Promise<Onboarding> {
  const { rows } = await getPool().query<Onboarding>(ONBOARDING, [options.teamId, options.now.toISOString()]);
  return rows[0] ?? NOTHING;
}

const NOTHING: Readonly<Onboarding> = {
  configured: false,
  limited: false,
  hasKey: false,
  connected: false,
  hasMembers: false,
  answered: false,
};

const ONBOARDING = `
SELECT overrides_models OR overrides_commands
         OR num_nonnulls(rate_limit, max_history, default_model, allow_model_switch, requires_auth, system_prompt) > 0
         AS configured,
       EXISTS (SELECT 1 FROM limits WHERE team_id = t.id) AS limited,
       EXISTS (SELECT 1 FROM api_keys k WHERE k.team_id = t.id AND k.revoked_at IS NULL
                  AND (k.expires_at IS NULL OR k.expires_at > $2::timestamptz)
                  AND (k.grace_until IS NULL OR k.grace_until > $2::timestamptz)) AS "hasKey",
       EXISTS (SELECT 1 FROM connections WHERE team_id = t.id AND kind <> 'HTTP' AND archived_at IS NULL) AS connected,
       EXISTS (SELECT 1 FROM memberships WHERE team_id = t.id)
         OR EXISTS (SELECT 1 FROM invitations WHERE team_id = t.id AND revoked_at IS NULL) AS "hasMembers",
       EXISTS (SELECT 1 FROM usage_records WHERE team_id = t.id) AS answered
  FROM teams t WHERE t.id = $1::uuid`;
