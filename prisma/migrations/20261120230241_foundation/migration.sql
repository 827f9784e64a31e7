-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "MemberRole" AS ENUM ('OWNER', 'ADMIN', 'VIEWER');

-- CreateEnum
CREATE TYPE "ConnectionKind" AS ENUM ('TELEGRAM', 'DISCORD', 'MESSENGER', 'CHOTOT', 'WEBHOOK', 'HTTP');

-- CreateEnum
CREATE TYPE "ConnectionHealth" AS ENUM ('UNKNOWN', 'HEALTHY', 'UNHEALTHY');

-- CreateEnum
CREATE TYPE "RoomHandler" AS ENUM ('AI', 'HUMAN', 'OFF');

-- CreateEnum
CREATE TYPE "MessageDirection" AS ENUM ('INBOUND', 'OUTBOUND');

-- CreateEnum
CREATE TYPE "MessageSource" AS ENUM ('USER', 'AI', 'OPERATOR', 'PARTNER_ECHO', 'SYSTEM');

-- CreateEnum
CREATE TYPE "DeliveryStatus" AS ENUM ('RECEIVED', 'PENDING', 'SENT', 'FAILED');

-- CreateEnum
CREATE TYPE "TeamType" AS ENUM ('PUBLIC', 'PRIVATE');

-- CreateEnum
CREATE TYPE "KeyScope" AS ENUM ('INFERENCE', 'MANAGEMENT');

-- CreateEnum
CREATE TYPE "LimitScope" AS ENUM ('TEAM', 'KEY', 'END_USER');

-- CreateEnum
CREATE TYPE "LimitUnit" AS ENUM ('REQUESTS', 'TOKENS', 'COST');

-- CreateEnum
CREATE TYPE "LimitWindow" AS ENUM ('DAY', 'MONTH');

-- CreateEnum
CREATE TYPE "UsageStatus" AS ENUM ('OK', 'PARTIAL', 'INTERRUPTED');

-- CreateTable
CREATE TABLE "users" (
    "id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT,
    "password_hash" TEXT,
    "is_operator" BOOLEAN NOT NULL DEFAULT false,
    "active" BOOLEAN NOT NULL DEFAULT true,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "users_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "auth_sessions" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "auth_sessions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "memberships" (
    "team_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "role" "MemberRole" NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "memberships_pkey" PRIMARY KEY ("team_id","user_id")
);

-- CreateTable
CREATE TABLE "invitations" (
    "id" UUID NOT NULL,
    "team_id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "role" "MemberRole" NOT NULL,
    "token_hash" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "accepted_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),
    "created_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "invitations_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_entries" (
    "id" UUID NOT NULL,
    "team_id" UUID,
    "actor_type" TEXT NOT NULL,
    "actor_id" UUID,
    "actor_label" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "target_type" TEXT NOT NULL,
    "target_id" TEXT,
    "before" JSONB,
    "after" JSONB,
    "request_id" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "audit_entries_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "providers" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "base_url" TEXT NOT NULL,
    "api_key_encrypted" TEXT,
    "priority" INTEGER NOT NULL DEFAULT 100,
    "timeout_ms" INTEGER NOT NULL DEFAULT 60000,
    "enabled" BOOLEAN NOT NULL DEFAULT true,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "providers_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "models" (
    "id" UUID NOT NULL,
    "public_id" TEXT NOT NULL,
    "display_name" TEXT NOT NULL,
    "provider_id" UUID NOT NULL,
    "upstream_name" TEXT NOT NULL,
    "input_price" BIGINT,
    "output_price" BIGINT,
    "context_window" INTEGER NOT NULL,
    "max_output" INTEGER,
    "enabled" BOOLEAN NOT NULL DEFAULT true,
    "fallbacks" TEXT[],
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "models_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "connections" (
    "id" UUID NOT NULL,
    "team_id" UUID NOT NULL,
    "kind" "ConnectionKind" NOT NULL,
    "name" TEXT NOT NULL,
    "external_id" TEXT,
    "username" TEXT,
    "credentials_encrypted" TEXT,
    "webhook_secret_hash" TEXT,
    "webhook_secret_encrypted" TEXT,
    "settings" JSONB NOT NULL DEFAULT '{}',
    "assistant" BOOLEAN NOT NULL DEFAULT true,
    "gate" BOOLEAN NOT NULL DEFAULT false,
    "feed" BOOLEAN NOT NULL DEFAULT false,
    "inbox" BOOLEAN NOT NULL DEFAULT false,
    "default_model" TEXT,
    "active" BOOLEAN NOT NULL DEFAULT true,
    "health" "ConnectionHealth" NOT NULL DEFAULT 'UNKNOWN',
    "health_reason" TEXT,
    "health_checked_at" TIMESTAMPTZ(3),
    "last_update_at" TIMESTAMPTZ(3),
    "poll_offset" BIGINT NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "connections_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "leases" (
    "name" TEXT NOT NULL,
    "holder" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "leases_pkey" PRIMARY KEY ("name")
);

-- CreateTable
CREATE TABLE "end_users" (
    "id" UUID NOT NULL,
    "team_id" UUID NOT NULL,
    "connection_id" UUID NOT NULL,
    "external_id" TEXT NOT NULL,
    "name" TEXT,
    "language_code" TEXT,
    "preferred_model" TEXT,
    "settings" JSONB NOT NULL DEFAULT '{}',
    "reachable" BOOLEAN NOT NULL DEFAULT true,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "end_users_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "rooms" (
    "id" UUID NOT NULL,
    "team_id" UUID NOT NULL,
    "connection_id" UUID NOT NULL,
    "partner_name" TEXT NOT NULL,
    "partner_room_id" TEXT NOT NULL,
    "name" TEXT,
    "context" TEXT,
    "type" TEXT NOT NULL,
    "metadata" JSONB NOT NULL DEFAULT '{}',
    "model_override" TEXT,
    "handler" "RoomHandler" NOT NULL DEFAULT 'AI',
    "writable" BOOLEAN NOT NULL DEFAULT true,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "rooms_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sessions" (
    "id" UUID NOT NULL,
    "room_id" UUID NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_activity_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "sessions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "messages" (
    "id" UUID NOT NULL,
    "team_id" UUID NOT NULL,
    "room_id" UUID NOT NULL,
    "session_id" UUID,
    "end_user_id" UUID,
    "direction" "MessageDirection" NOT NULL,
    "source" "MessageSource" NOT NULL,
    "external_id" TEXT,
    "text" TEXT NOT NULL,
    "status" "DeliveryStatus" NOT NULL,
    "turn_key" TEXT,
    "delivery" JSONB NOT NULL DEFAULT '{}',
    "meta" JSONB NOT NULL DEFAULT '{}',
    "partner_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "messages_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "teams" (
    "id" UUID NOT NULL,
    "display_name" TEXT NOT NULL,
    "display_name_key" TEXT NOT NULL,
    "platform_name" TEXT NOT NULL,
    "platform_name_key" TEXT NOT NULL,
    "type" "TeamType" NOT NULL,
    "time_zone" TEXT NOT NULL DEFAULT 'UTC',
    "active" BOOLEAN NOT NULL DEFAULT true,
    "rate_limit" INTEGER,
    "max_history" INTEGER,
    "default_model" TEXT,
    "available_models" TEXT[],
    "overrides_models" BOOLEAN NOT NULL DEFAULT false,
    "allow_model_switch" BOOLEAN,
    "requires_auth" BOOLEAN,
    "commands" TEXT[],
    "overrides_commands" BOOLEAN NOT NULL DEFAULT false,
    "system_prompt" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "teams_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "type_defaults" (
    "type" "TeamType" NOT NULL,
    "rate_limit" INTEGER NOT NULL,
    "max_history" INTEGER NOT NULL,
    "default_model" TEXT NOT NULL,
    "available_models" TEXT[],
    "allow_model_switch" BOOLEAN NOT NULL,
    "requires_auth" BOOLEAN NOT NULL,
    "commands" TEXT[],
    "system_prompt" TEXT NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "type_defaults_pkey" PRIMARY KEY ("type")
);

-- CreateTable
CREATE TABLE "api_keys" (
    "id" UUID NOT NULL,
    "team_id" UUID,
    "lineage_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "scope" "KeyScope" NOT NULL,
    "prefix" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "rate_limit" INTEGER,
    "expires_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),
    "grace_until" TIMESTAMPTZ(3),
    "last_used_at" TIMESTAMPTZ(3),
    "created_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "api_keys_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "limits" (
    "id" UUID NOT NULL,
    "team_id" UUID NOT NULL,
    "scope" "LimitScope" NOT NULL,
    "subject_id" UUID,
    "unit" "LimitUnit" NOT NULL,
    "window" "LimitWindow" NOT NULL,
    "amount" BIGINT NOT NULL,
    "soft_percent" INTEGER,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "limits_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "usage_counters" (
    "id" UUID NOT NULL,
    "team_id" UUID NOT NULL,
    "scope" "LimitScope" NOT NULL,
    "subject_id" UUID NOT NULL,
    "window" "LimitWindow" NOT NULL,
    "window_start" TIMESTAMPTZ(3) NOT NULL,
    "window_end" TIMESTAMPTZ(3) NOT NULL,
    "used_requests" BIGINT NOT NULL DEFAULT 0,
    "used_tokens" BIGINT NOT NULL DEFAULT 0,
    "used_cost" BIGINT NOT NULL DEFAULT 0,
    "reserved_requests" BIGINT NOT NULL DEFAULT 0,
    "reserved_tokens" BIGINT NOT NULL DEFAULT 0,
    "reserved_cost" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "usage_counters_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "quota_leases" (
    "counter_id" UUID NOT NULL,
    "holder" UUID NOT NULL,
    "requests" BIGINT NOT NULL,
    "tokens" BIGINT NOT NULL,
    "cost" BIGINT NOT NULL,

    CONSTRAINT "quota_leases_pkey" PRIMARY KEY ("counter_id","holder")
);

-- CreateTable
CREATE TABLE "quota_holders" (
    "id" UUID NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "quota_holders_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "usage_records" (
    "id" UUID NOT NULL,
    "team_id" UUID NOT NULL,
    "key_id" UUID,
    "key_lineage_id" UUID,
    "end_user_id" UUID,
    "connection_id" UUID,
    "room_id" UUID,
    "channel" TEXT NOT NULL,
    "model" TEXT NOT NULL,
    "provider_id" UUID,
    "tokens_in" INTEGER NOT NULL,
    "tokens_out" INTEGER NOT NULL,
    "cost_nano" BIGINT NOT NULL,
    "latency_ms" INTEGER NOT NULL,
    "first_byte_ms" INTEGER,
    "status" "UsageStatus" NOT NULL,
    "idempotency_key" TEXT NOT NULL,
    "request_id" TEXT,
    "occurred_at" TIMESTAMPTZ(3) NOT NULL,
    "day" DATE NOT NULL,
    "rolled_up" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "usage_records_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "usage_daily" (
    "team_id" UUID NOT NULL,
    "day" DATE NOT NULL,
    "channel" TEXT NOT NULL,
    "model" TEXT NOT NULL,
    "key_lineage_id" UUID NOT NULL,
    "connection_id" UUID NOT NULL,
    "end_user_id" UUID NOT NULL,
    "requests" BIGINT NOT NULL,
    "tokens_in" BIGINT NOT NULL,
    "tokens_out" BIGINT NOT NULL,
    "cost_nano" BIGINT NOT NULL,
    "latency_ms_sum" BIGINT NOT NULL,
    "partials" BIGINT NOT NULL,

    CONSTRAINT "usage_daily_pkey" PRIMARY KEY ("team_id","day","channel","model","key_lineage_id","connection_id","end_user_id")
);

-- CreateTable
CREATE TABLE "limit_alerts" (
    "id" UUID NOT NULL,
    "team_id" UUID NOT NULL,
    "limit_id" UUID NOT NULL,
    "subject_id" UUID NOT NULL,
    "window_start" TIMESTAMPTZ(3) NOT NULL,
    "percent" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "limit_alerts_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "idempotency_records" (
    "lineage_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "body_hash" TEXT NOT NULL,
    "status_code" INTEGER,
    "headers" JSONB,
    "body" BYTEA,
    "locked_until" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "idempotency_records_pkey" PRIMARY KEY ("lineage_id","key")
);

-- CreateTable
CREATE TABLE "reconciliation_runs" (
    "id" UUID NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "finished_at" TIMESTAMPTZ(3) NOT NULL,
    "checked" INTEGER NOT NULL,
    "drifts" JSONB NOT NULL,

    CONSTRAINT "reconciliation_runs_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "users_email_key" ON "users"("email");

-- CreateIndex
CREATE INDEX "auth_sessions_user_id_idx" ON "auth_sessions"("user_id");

-- CreateIndex
CREATE INDEX "auth_sessions_expires_at_idx" ON "auth_sessions"("expires_at");

-- CreateIndex
CREATE INDEX "memberships_user_id_idx" ON "memberships"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "invitations_token_hash_key" ON "invitations"("token_hash");

-- CreateIndex
CREATE INDEX "invitations_team_id_idx" ON "invitations"("team_id");

-- CreateIndex
CREATE INDEX "audit_entries_team_id_id_idx" ON "audit_entries"("team_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "providers_name_key" ON "providers"("name");

-- CreateIndex
CREATE UNIQUE INDEX "models_public_id_provider_id_key" ON "models"("public_id", "provider_id");

-- CreateIndex
CREATE INDEX "connections_kind_active_idx" ON "connections"("kind", "active");

-- CreateIndex
CREATE UNIQUE INDEX "connections_team_id_kind_name_key" ON "connections"("team_id", "kind", "name");

-- CreateIndex
CREATE INDEX "end_users_team_id_id_idx" ON "end_users"("team_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "end_users_connection_id_external_id_key" ON "end_users"("connection_id", "external_id");

-- CreateIndex
CREATE INDEX "rooms_team_id_id_idx" ON "rooms"("team_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "rooms_connection_id_partner_room_id_key" ON "rooms"("connection_id", "partner_room_id");

-- CreateIndex
CREATE INDEX "sessions_room_id_started_at_idx" ON "sessions"("room_id", "started_at");

-- CreateIndex
CREATE INDEX "messages_room_id_id_idx" ON "messages"("room_id", "id");

-- CreateIndex
CREATE INDEX "messages_session_id_id_idx" ON "messages"("session_id", "id");

-- CreateIndex
CREATE INDEX "messages_status_direction_created_at_idx" ON "messages"("status", "direction", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "messages_room_id_external_id_key" ON "messages"("room_id", "external_id");

-- CreateIndex
CREATE UNIQUE INDEX "messages_direction_turn_key_key" ON "messages"("direction", "turn_key");

-- CreateIndex
CREATE UNIQUE INDEX "teams_display_name_key_key" ON "teams"("display_name_key");

-- CreateIndex
CREATE UNIQUE INDEX "teams_platform_name_key_key" ON "teams"("platform_name_key");

-- CreateIndex
CREATE INDEX "teams_created_at_id_idx" ON "teams"("created_at", "id");

-- CreateIndex
CREATE UNIQUE INDEX "api_keys_hash_key" ON "api_keys"("hash");

-- CreateIndex
CREATE INDEX "api_keys_team_id_created_at_idx" ON "api_keys"("team_id", "created_at");

-- CreateIndex
CREATE INDEX "api_keys_lineage_id_idx" ON "api_keys"("lineage_id");

-- CreateIndex
CREATE UNIQUE INDEX "limits_team_id_scope_subject_id_unit_window_key" ON "limits"("team_id", "scope", "subject_id", "unit", "window");

-- CreateIndex
CREATE INDEX "usage_counters_window_end_idx" ON "usage_counters"("window_end");

-- CreateIndex
CREATE UNIQUE INDEX "usage_counters_team_id_scope_subject_id_window_window_start_key" ON "usage_counters"("team_id", "scope", "subject_id", "window", "window_start");

-- CreateIndex
CREATE INDEX "quota_leases_holder_idx" ON "quota_leases"("holder");

-- CreateIndex
CREATE INDEX "usage_records_team_id_occurred_at_id_idx" ON "usage_records"("team_id", "occurred_at", "id");

-- CreateIndex
CREATE INDEX "usage_records_team_id_end_user_id_occurred_at_idx" ON "usage_records"("team_id", "end_user_id", "occurred_at");

-- CreateIndex
CREATE INDEX "usage_records_team_id_key_lineage_id_occurred_at_idx" ON "usage_records"("team_id", "key_lineage_id", "occurred_at");

-- CreateIndex
CREATE UNIQUE INDEX "usage_records_team_id_idempotency_key_key" ON "usage_records"("team_id", "idempotency_key");

-- CreateIndex
CREATE INDEX "usage_daily_day_idx" ON "usage_daily"("day");

-- CreateIndex
CREATE INDEX "limit_alerts_team_id_created_at_idx" ON "limit_alerts"("team_id", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "limit_alerts_limit_id_subject_id_window_start_key" ON "limit_alerts"("limit_id", "subject_id", "window_start");

-- CreateIndex
CREATE INDEX "idempotency_records_expires_at_idx" ON "idempotency_records"("expires_at");

-- AddForeignKey
ALTER TABLE "auth_sessions" ADD CONSTRAINT "auth_sessions_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "teams"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "teams"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "models" ADD CONSTRAINT "models_provider_id_fkey" FOREIGN KEY ("provider_id") REFERENCES "providers"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "connections" ADD CONSTRAINT "connections_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "teams"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "end_users" ADD CONSTRAINT "end_users_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "teams"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "end_users" ADD CONSTRAINT "end_users_connection_id_fkey" FOREIGN KEY ("connection_id") REFERENCES "connections"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "rooms" ADD CONSTRAINT "rooms_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "teams"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "rooms" ADD CONSTRAINT "rooms_connection_id_fkey" FOREIGN KEY ("connection_id") REFERENCES "connections"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_room_id_fkey" FOREIGN KEY ("room_id") REFERENCES "rooms"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "messages" ADD CONSTRAINT "messages_room_id_fkey" FOREIGN KEY ("room_id") REFERENCES "rooms"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "messages" ADD CONSTRAINT "messages_session_id_fkey" FOREIGN KEY ("session_id") REFERENCES "sessions"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "teams"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "limits" ADD CONSTRAINT "limits_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "teams"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "quota_leases" ADD CONSTRAINT "quota_leases_counter_id_fkey" FOREIGN KEY ("counter_id") REFERENCES "usage_counters"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What Prisma's schema language cannot say.

-- A limit without a subject is one limit, not many.
DROP INDEX "limits_team_id_scope_subject_id_unit_window_key";
CREATE UNIQUE INDEX "limits_team_id_scope_subject_id_unit_window_key"
  ON "limits" ("team_id", "scope", "subject_id", "unit", "window") NULLS NOT DISTINCT;

-- The rollup job reads only what it has not seen.
CREATE INDEX "usage_records_unrolled_idx" ON "usage_records" ("id") WHERE NOT "rolled_up";

-- The ledger's figures can't go below zero, whatever a bug may try.
ALTER TABLE "usage_counters"
  ADD CONSTRAINT "usage_counters_not_negative" CHECK (
    used_requests >= 0 AND used_tokens >= 0 AND used_cost >= 0
    AND reserved_requests >= 0 AND reserved_tokens >= 0 AND reserved_cost >= 0
  );
