-- AlterEnum
ALTER TYPE "AlertKind" ADD VALUE 'GATE_TROUBLE';

-- CreateEnum
CREATE TYPE "BroadcastAudience" AS ENUM ('USERS', 'GROUPS');

-- CreateEnum
CREATE TYPE "BroadcastState" AS ENUM ('SCHEDULED', 'RUNNING', 'PAUSED', 'DONE', 'CANCELLED');

-- CreateEnum
CREATE TYPE "RecipientState" AS ENUM ('PENDING', 'SENDING', 'SENT', 'FAILED');

-- CreateEnum
CREATE TYPE "GateRule" AS ENUM ('ALL', 'ANY');

-- CreateEnum
CREATE TYPE "GateFailurePolicy" AS ENUM ('OPEN', 'CLOSED', 'KEEP_LAST');

-- CreateEnum
CREATE TYPE "RestrictionState" AS ENUM ('IMPOSING', 'IMPOSED', 'LIFTED', 'OVERRIDDEN');

-- CreateTable
CREATE TABLE "broadcasts" (
    "id" UUID NOT NULL,
    "team_id" UUID NOT NULL,
    "connection_id" UUID NOT NULL,
    "audience" "BroadcastAudience" NOT NULL,
    "text" TEXT NOT NULL,
    "state" "BroadcastState" NOT NULL DEFAULT 'SCHEDULED',
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "started_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),
    "created_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "broadcasts_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "broadcast_recipients" (
    "broadcast_id" UUID NOT NULL,
    "chat_id" TEXT NOT NULL,
    "name" TEXT,
    "state" "RecipientState" NOT NULL DEFAULT 'PENDING',
    "reason" TEXT,
    "message_id" TEXT,
    "settled_at" TIMESTAMPTZ(3),

    CONSTRAINT "broadcast_recipients_pkey" PRIMARY KEY ("broadcast_id","chat_id")
);

-- CreateTable
CREATE TABLE "protected_groups" (
    "id" UUID NOT NULL,
    "team_id" UUID NOT NULL,
    "connection_id" UUID NOT NULL,
    "chat_id" BIGINT NOT NULL,
    "title" TEXT NOT NULL,
    "username" TEXT,
    "is_forum" BOOLEAN NOT NULL DEFAULT false,
    "linked_chat_id" BIGINT,
    "owner_user_id" BIGINT,
    "owner_language" TEXT,
    "enabled" BOOLEAN NOT NULL DEFAULT true,
    "rule" "GateRule" NOT NULL DEFAULT 'ALL',
    "failure_policy" "GateFailurePolicy" NOT NULL DEFAULT 'OPEN',
    "params" JSONB NOT NULL DEFAULT '{}',
    "trouble" TEXT,
    "trouble_chat_id" BIGINT,
    "troubled_since" TIMESTAMPTZ(3),
    "owner_told_at" TIMESTAMPTZ(3),
    "trouble_checked_at" TIMESTAMPTZ(3),
    "archived_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "protected_groups_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "enforced_channels" (
    "id" UUID NOT NULL,
    "team_id" UUID NOT NULL,
    "connection_id" UUID NOT NULL,
    "chat_id" BIGINT NOT NULL,
    "title" TEXT NOT NULL,
    "username" TEXT,
    "invite_link" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "enforced_channels_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "group_channels" (
    "group_id" UUID NOT NULL,
    "channel_id" UUID NOT NULL,
    "position" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "group_channels_pkey" PRIMARY KEY ("group_id","channel_id")
);

-- CreateTable
CREATE TABLE "gate_restrictions" (
    "id" UUID NOT NULL,
    "team_id" UUID NOT NULL,
    "group_id" UUID NOT NULL,
    "user_id" BIGINT NOT NULL,
    "state" "RestrictionState" NOT NULL DEFAULT 'IMPOSING',
    "decision_id" UUID,
    "until" TIMESTAMPTZ(0) NOT NULL,
    "previous" JSONB,
    "lifting" BOOLEAN NOT NULL DEFAULT false,
    "due_at" TIMESTAMPTZ(3),
    "imposed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "gate_restrictions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "gate_warnings" (
    "id" UUID NOT NULL,
    "group_id" UUID NOT NULL,
    "thread_id" INTEGER NOT NULL DEFAULT 0,
    "sent_at" TIMESTAMPTZ(3),
    "message_id" INTEGER,
    "ephemeral_id" INTEGER,
    "user_ids" BIGINT[],
    "people" JSONB NOT NULL DEFAULT '[]',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "removed_at" TIMESTAMPTZ(3),

    CONSTRAINT "gate_warnings_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "gate_decisions" (
    "id" UUID NOT NULL,
    "team_id" UUID NOT NULL,
    "group_id" UUID NOT NULL,
    "user_id" BIGINT NOT NULL,
    "user_name" TEXT,
    "trigger" TEXT NOT NULL,
    "outcome" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "verdicts" JSONB NOT NULL DEFAULT '[]',
    "actions" TEXT[],
    "latency_ms" INTEGER,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "gate_decisions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "gate_hours" (
    "group_id" UUID NOT NULL,
    "hour" TIMESTAMPTZ(3) NOT NULL,
    "outcome" TEXT NOT NULL,
    "count" INTEGER NOT NULL,

    CONSTRAINT "gate_hours_pkey" PRIMARY KEY ("group_id","hour","outcome")
);

-- CreateTable
CREATE TABLE "gate_dialogs" (
    "connection_id" UUID NOT NULL,
    "chat_id" BIGINT NOT NULL,
    "user_id" BIGINT NOT NULL,
    "step" TEXT NOT NULL,
    "group_chat_id" BIGINT NOT NULL,
    "message_id" INTEGER,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "gate_dialogs_pkey" PRIMARY KEY ("connection_id","chat_id","user_id")
);

-- CreateIndex
CREATE INDEX "broadcasts_team_id_id_idx" ON "broadcasts"("team_id", "id");

-- CreateIndex
CREATE INDEX "broadcasts_state_starts_at_idx" ON "broadcasts"("state", "starts_at");

-- CreateIndex
CREATE INDEX "broadcast_recipients_broadcast_id_state_idx" ON "broadcast_recipients"("broadcast_id", "state");

-- CreateIndex
CREATE INDEX "protected_groups_team_id_id_idx" ON "protected_groups"("team_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "protected_groups_connection_id_chat_id_key" ON "protected_groups"("connection_id", "chat_id");

-- CreateIndex
CREATE UNIQUE INDEX "enforced_channels_connection_id_chat_id_key" ON "enforced_channels"("connection_id", "chat_id");

-- CreateIndex
CREATE INDEX "group_channels_channel_id_idx" ON "group_channels"("channel_id");

-- CreateIndex
CREATE INDEX "gate_restrictions_group_id_user_id_imposed_at_idx" ON "gate_restrictions"("group_id", "user_id", "imposed_at");

-- CreateIndex
CREATE INDEX "gate_warnings_group_id_thread_id_created_at_idx" ON "gate_warnings"("group_id", "thread_id", "created_at");

-- CreateIndex
CREATE INDEX "gate_decisions_group_id_id_idx" ON "gate_decisions"("group_id", "id");

-- CreateIndex
CREATE INDEX "gate_decisions_group_id_user_id_id_idx" ON "gate_decisions"("group_id", "user_id", "id");

-- CreateIndex
CREATE INDEX "gate_decisions_team_id_id_idx" ON "gate_decisions"("team_id", "id");

-- CreateIndex
CREATE INDEX "gate_decisions_created_at_idx" ON "gate_decisions"("created_at");

-- CreateIndex
CREATE INDEX "protected_groups_connection_id_owner_user_id_idx" ON "protected_groups"("connection_id", "owner_user_id");

-- CreateIndex
CREATE INDEX "gate_dialogs_expires_at_idx" ON "gate_dialogs"("expires_at");

-- AddForeignKey
ALTER TABLE "broadcasts" ADD CONSTRAINT "broadcasts_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "teams"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "broadcasts" ADD CONSTRAINT "broadcasts_connection_id_fkey" FOREIGN KEY ("connection_id") REFERENCES "connections"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "broadcast_recipients" ADD CONSTRAINT "broadcast_recipients_broadcast_id_fkey" FOREIGN KEY ("broadcast_id") REFERENCES "broadcasts"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "protected_groups" ADD CONSTRAINT "protected_groups_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "teams"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "protected_groups" ADD CONSTRAINT "protected_groups_connection_id_fkey" FOREIGN KEY ("connection_id") REFERENCES "connections"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "enforced_channels" ADD CONSTRAINT "enforced_channels_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "teams"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "enforced_channels" ADD CONSTRAINT "enforced_channels_connection_id_fkey" FOREIGN KEY ("connection_id") REFERENCES "connections"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "group_channels" ADD CONSTRAINT "group_channels_group_id_fkey" FOREIGN KEY ("group_id") REFERENCES "protected_groups"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "group_channels" ADD CONSTRAINT "group_channels_channel_id_fkey" FOREIGN KEY ("channel_id") REFERENCES "enforced_channels"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "gate_restrictions" ADD CONSTRAINT "gate_restrictions_group_id_fkey" FOREIGN KEY ("group_id") REFERENCES "protected_groups"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "gate_warnings" ADD CONSTRAINT "gate_warnings_group_id_fkey" FOREIGN KEY ("group_id") REFERENCES "protected_groups"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "gate_decisions" ADD CONSTRAINT "gate_decisions_group_id_fkey" FOREIGN KEY ("group_id") REFERENCES "protected_groups"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "gate_hours" ADD CONSTRAINT "gate_hours_group_id_fkey" FOREIGN KEY ("group_id") REFERENCES "protected_groups"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- One mute at a time, however many messages of one person are judged at once.
CREATE UNIQUE INDEX "gate_restrictions_open" ON "gate_restrictions" ("group_id", "user_id") WHERE "state" IN ('IMPOSING', 'IMPOSED');

-- What is still to be removed.
CREATE INDEX "gate_warnings_due" ON "gate_warnings" ("expires_at") WHERE "removed_at" IS NULL;

-- What was begun and is not done, or is to be lifted.
CREATE INDEX "gate_restrictions_due" ON "gate_restrictions" ("due_at") WHERE "state" IN ('IMPOSING', 'IMPOSED') AND "due_at" IS NOT NULL;

-- People are gathered into one warning per topic until it is sent.
CREATE UNIQUE INDEX "gate_warnings_gathering" ON "gate_warnings" ("group_id", "thread_id") WHERE "sent_at" IS NULL AND "removed_at" IS NULL;

-- Whose gate does not work: looked at again and again until it does.
CREATE INDEX "protected_groups_troubled" ON "protected_groups" ("trouble_checked_at") WHERE "trouble" IS NOT NULL;
