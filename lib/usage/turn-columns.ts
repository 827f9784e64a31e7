/** SQL for a row `r` of usage_records as a turn; both kinds have the same columns. */
export const USAGE_TURN = `r.id, r.team_id, lower(r.status::text) AS status, NULL::text AS code, r.channel, r.model,
  r.provider_id, r.key_id, r.key_lineage_id, r.end_user_id, r.connection_id, r.room_id, r.tokens_in, r.tokens_out,
  r.cost_nano, r.latency_ms, r.first_byte_ms, r.request_id, r.occurred_at, r.chain, r.config_id,
  r.idempotency_key AS turn_key, 1 AS turns`;

/** SQL for a row `r` of turn_failures as a turn. */
export const FAILURE_TURN = `r.id, r.team_id, lower(r.kind::text) AS status, r.code, r.channel, r.model,
  NULL::uuid AS provider_id, r.key_id, r.key_lineage_id, r.end_user_id, r.connection_id, r.room_id, 0 AS tokens_in,
  0 AS tokens_out, 0::bigint AS cost_nano, r.latency_ms, NULL::int AS first_byte_ms, r.request_id, r.occurred_at, r.chain,
  r.config_id, NULL::text AS turn_key, r.turns`;

/** SQL that selects a turn `t` of those columns with the names of what it refers to. */
export const TURN_NAMES = `t.id, t.team_id AS "teamId", team.display_name AS "teamName", t.status, t.code, t.channel,
  t.model, provider.name AS "providerName", t.key_id AS "keyId", t.key_lineage_id AS "keyLineageId",
  key.name AS "keyName", t.end_user_id AS "endUserId", end_user.name AS "endUserName",
  t.connection_id AS "connectionId", connection.name AS "connectionName", t.tokens_in AS "tokensIn",
  t.tokens_out AS "tokensOut", t.cost_nano::text AS "costNano", t.latency_ms AS "latencyMs",
  t.first_byte_ms AS "firstByteMs", t.request_id AS "requestId", t.occurred_at AS "occurredAt", t.turns`;

// Lateral, so that names are looked up one by one whatever the planner thinks of the list's length.
export const TURN_JOINS = `
  LEFT JOIN LATERAL (SELECT display_name, time_zone FROM teams WHERE id = t.team_id) team ON true
  LEFT JOIN LATERAL (SELECT name FROM providers WHERE id = t.provider_id) provider ON true
  LEFT JOIN LATERAL (SELECT name FROM api_keys WHERE id = t.key_id) key ON true
  LEFT JOIN LATERAL (SELECT coalesce(name, external_id) AS name FROM end_users WHERE id = t.end_user_id) end_user ON true
  LEFT JOIN LATERAL (SELECT name FROM connections WHERE id = t.connection_id) connection ON true`;
