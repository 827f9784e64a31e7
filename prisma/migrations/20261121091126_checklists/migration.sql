-- CreateEnum
CREATE TYPE "ChecklistState" AS ENUM ('OPEN', 'ADMITTED', 'QUEUED');

-- CreateTable
CREATE TABLE "gate_checklists" (
    "id" UUID NOT NULL,
    "connection_id" UUID NOT NULL,
    "group_id" UUID NOT NULL,
    "user_id" BIGINT NOT NULL,
    "user_name" TEXT,
    "query_id" TEXT NOT NULL,
    "state" "ChecklistState" NOT NULL DEFAULT 'OPEN',
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "claimed_until" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "gate_checklists_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "gate_checklists_state_due_at_idx" ON "gate_checklists"("state", "due_at");

-- CreateIndex
CREATE INDEX "gate_checklists_created_at_idx" ON "gate_checklists"("created_at");

-- CreateIndex
CREATE UNIQUE INDEX "gate_checklists_connection_id_query_id_key" ON "gate_checklists"("connection_id", "query_id");

-- AddForeignKey
ALTER TABLE "gate_checklists" ADD CONSTRAINT "gate_checklists_group_id_fkey" FOREIGN KEY ("group_id") REFERENCES "protected_groups"("id") ON DELETE CASCADE ON UPDATE CASCADE;
