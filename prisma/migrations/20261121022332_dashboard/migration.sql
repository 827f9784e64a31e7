-- CreateEnum
CREATE TYPE "AlertKind" AS ENUM ('SOFT_LIMIT', 'LIMIT_REACHED', 'CONNECTION_UNHEALTHY', 'JOB_DEAD', 'DRIFT');

-- CreateEnum
CREATE TYPE "AlertSeverity" AS ENUM ('INFO', 'WARNING', 'CRITICAL');

-- CreateEnum
CREATE TYPE "AlertDestinationKind" AS ENUM ('WEBHOOK', 'TELEGRAM');

-- CreateEnum
CREATE TYPE "AlertEvent" AS ENUM ('OPENED', 'RESOLVED', 'TEST');

-- CreateEnum
CREATE TYPE "AlertDeliveryStatus" AS ENUM ('PENDING', 'DELIVERED', 'FAILED');

-- CreateEnum
CREATE TYPE "FailureKind" AS ENUM ('FAILED', 'REFUSED');

-- AlterTable
ALTER TABLE "connections" ADD COLUMN     "archived_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "usage_records" ADD COLUMN     "chain" JSONB,
ADD COLUMN     "config_id" TEXT;

-- AlterTable
ALTER TABLE "limit_alerts" ADD COLUMN     "raised_at" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "alerts" (
    "id" UUID NOT NULL,
    "team_id" UUID,
    "kind" "AlertKind" NOT NULL,
    "severity" "AlertSeverity" NOT NULL,
    "dedupe_key" TEXT NOT NULL,
    "facts" JSONB NOT NULL,
    "opened_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "resolved_at" TIMESTAMPTZ(3),
    "acknowledged_at" TIMESTAMPTZ(3),
    "acknowledged_by_id" UUID,

    CONSTRAINT "alerts_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "alert_destinations" (
    "id" UUID NOT NULL,
    "team_id" UUID,
    "kind" "AlertDestinationKind" NOT NULL,
    "name" TEXT NOT NULL,
    "url" TEXT,
    "secret_encrypted" TEXT,
    "connection_id" UUID,
    "chat_id" TEXT,
    "kinds" "AlertKind"[],
    "active" BOOLEAN NOT NULL DEFAULT true,
    "disabled_reason" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "alert_destinations_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "alert_deliveries" (
    "id" UUID NOT NULL,
    "alert_id" UUID,
    "destination_id" UUID NOT NULL,
    "event" "AlertEvent" NOT NULL,
    "status" "AlertDeliveryStatus" NOT NULL DEFAULT 'PENDING',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "last_error" TEXT,
    "delivered_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "alert_deliveries_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "allowed_hosts" (
    "host" TEXT NOT NULL,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "allowed_hosts_pkey" PRIMARY KEY ("host")
);

-- CreateTable
CREATE TABLE "process_heartbeats" (
    "id" UUID NOT NULL,
    "roles" TEXT[],
    "host" TEXT NOT NULL,
    "pid" INTEGER NOT NULL,
    "version" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "seen_at" TIMESTAMPTZ(3) NOT NULL,
    "figures" JSONB NOT NULL,

    CONSTRAINT "process_heartbeats_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "limit_top_ups" (
    "id" UUID NOT NULL,
    "limit_id" UUID NOT NULL,
    "team_id" UUID NOT NULL,
    "amount" BIGINT NOT NULL,
    "window_start" TIMESTAMPTZ(3) NOT NULL,
    "window_end" TIMESTAMPTZ(3) NOT NULL,
    "reason" TEXT,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "limit_top_ups_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "config_snapshots" (
    "id" TEXT NOT NULL,
    "team_id" UUID NOT NULL,
    "config" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "config_snapshots_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "turn_failures" (
    "id" UUID NOT NULL,
    "team_id" UUID NOT NULL,
    "key_id" UUID,
    "key_lineage_id" UUID,
    "end_user_id" UUID,
    "connection_id" UUID,
    "room_id" UUID,
    "channel" TEXT NOT NULL,
    "model" TEXT NOT NULL,
    "kind" "FailureKind" NOT NULL,
    "code" TEXT NOT NULL,
    "latency_ms" INTEGER NOT NULL,
    "chain" JSONB,
    "config_id" TEXT,
    "request_id" TEXT,
    "occurred_at" TIMESTAMPTZ(3) NOT NULL,
    "day" DATE NOT NULL,
    "rolled_up" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "turn_failures_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "usage_hour_totals" (
    "team_id" UUID NOT NULL,
    "hour" TIMESTAMPTZ(3) NOT NULL,
    "channel" TEXT NOT NULL,
    "model" TEXT NOT NULL,
    "key_lineage_id" UUID NOT NULL,
    "connection_id" UUID NOT NULL,
    "requests" BIGINT NOT NULL DEFAULT 0,
    "tokens_in" BIGINT NOT NULL DEFAULT 0,
    "tokens_out" BIGINT NOT NULL DEFAULT 0,
    "cost_nano" BIGINT NOT NULL DEFAULT 0,
    "latency_ms_sum" BIGINT NOT NULL DEFAULT 0,
    "partials" BIGINT NOT NULL DEFAULT 0,
    "failures" BIGINT NOT NULL DEFAULT 0,
    "refusals" BIGINT NOT NULL DEFAULT 0,
    "latency" INTEGER[],

    CONSTRAINT "usage_hour_totals_pkey" PRIMARY KEY ("team_id","hour","channel","model","key_lineage_id","connection_id")
);

-- CreateTable
CREATE TABLE "usage_day_totals" (
    "team_id" UUID NOT NULL,
    "day" DATE NOT NULL,
    "channel" TEXT NOT NULL,
    "model" TEXT NOT NULL,
    "key_lineage_id" UUID NOT NULL,
    "connection_id" UUID NOT NULL,
    "requests" BIGINT NOT NULL DEFAULT 0,
    "tokens_in" BIGINT NOT NULL DEFAULT 0,
    "tokens_out" BIGINT NOT NULL DEFAULT 0,
    "cost_nano" BIGINT NOT NULL DEFAULT 0,
    "latency_ms_sum" BIGINT NOT NULL DEFAULT 0,
    "partials" BIGINT NOT NULL DEFAULT 0,
    "failures" BIGINT NOT NULL DEFAULT 0,
    "refusals" BIGINT NOT NULL DEFAULT 0,
    "latency" INTEGER[],

    CONSTRAINT "usage_day_totals_pkey" PRIMARY KEY ("team_id","day","channel","model","key_lineage_id","connection_id")
);

-- CreateTable
CREATE TABLE "end_user_months" (
    "team_id" UUID NOT NULL,
    "month" DATE NOT NULL,
    "end_user_id" UUID NOT NULL,
    "days" INTEGER NOT NULL,

    CONSTRAINT "end_user_months_pkey" PRIMARY KEY ("team_id","month","end_user_id")
);

-- CreateIndex
CREATE INDEX "alerts_team_id_id_idx" ON "alerts"("team_id", "id");

-- CreateIndex
CREATE INDEX "alerts_resolved_at_id_idx" ON "alerts"("resolved_at", "id");

-- CreateIndex
CREATE INDEX "alert_destinations_team_id_idx" ON "alert_destinations"("team_id");

-- CreateIndex
CREATE INDEX "alert_deliveries_destination_id_id_idx" ON "alert_deliveries"("destination_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "alert_deliveries_alert_id_destination_id_event_key" ON "alert_deliveries"("alert_id", "destination_id", "event");

-- CreateIndex
CREATE INDEX "process_heartbeats_seen_at_idx" ON "process_heartbeats"("seen_at");

-- CreateIndex
CREATE INDEX "limit_top_ups_limit_id_window_end_idx" ON "limit_top_ups"("limit_id", "window_end");

-- CreateIndex
CREATE INDEX "limit_top_ups_team_id_window_end_idx" ON "limit_top_ups"("team_id", "window_end");

-- CreateIndex
CREATE INDEX "turn_failures_team_id_occurred_at_id_idx" ON "turn_failures"("team_id", "occurred_at", "id");

-- CreateIndex
CREATE INDEX "usage_hour_totals_hour_idx" ON "usage_hour_totals"("hour");

-- CreateIndex
CREATE INDEX "usage_day_totals_day_idx" ON "usage_day_totals"("day");

-- CreateIndex
CREATE INDEX "end_user_months_month_idx" ON "end_user_months"("month");

-- AddForeignKey
ALTER TABLE "alert_deliveries" ADD CONSTRAINT "alert_deliveries_alert_id_fkey" FOREIGN KEY ("alert_id") REFERENCES "alerts"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "alert_deliveries" ADD CONSTRAINT "alert_deliveries_destination_id_fkey" FOREIGN KEY ("destination_id") REFERENCES "alert_destinations"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "limit_top_ups" ADD CONSTRAINT "limit_top_ups_limit_id_fkey" FOREIGN KEY ("limit_id") REFERENCES "limits"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Prisma's schema has no partial indexes.
CREATE UNIQUE INDEX "alerts_open_dedupe_key" ON "alerts" ("dedupe_key") WHERE "resolved_at" IS NULL;
CREATE INDEX "turn_failures_fresh" ON "turn_failures" ("id") WHERE NOT "rolled_up";
CREATE INDEX "limit_alerts_unraised" ON "limit_alerts" ("created_at") WHERE "raised_at" IS NULL;
