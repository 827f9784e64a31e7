-- AlterTable
ALTER TABLE "turn_failures" ADD COLUMN     "turns" INTEGER NOT NULL DEFAULT 1;

-- CreateIndex
CREATE INDEX "usage_counters_team_id_scope_window_window_start_idx" ON "usage_counters"("team_id", "scope", "window", "window_start");
