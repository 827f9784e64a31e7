-- CreateTable
CREATE TABLE "usage_week_totals" (
    "slice" "UsageSlice" NOT NULL,
    "team_id" UUID NOT NULL,
    "week" DATE NOT NULL,
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

    CONSTRAINT "usage_week_totals_pkey" PRIMARY KEY ("slice","team_id","week","channel","model","key_lineage_id","connection_id")
);

-- CreateTable
CREATE TABLE "end_user_weeks" (
    "team_id" UUID NOT NULL,
    "week" DATE NOT NULL,
    "end_user_id" UUID NOT NULL,
    "key_lineage_id" UUID NOT NULL,
    "requests" BIGINT NOT NULL DEFAULT 0,
    "tokens_in" BIGINT NOT NULL DEFAULT 0,
    "tokens_out" BIGINT NOT NULL DEFAULT 0,
    "cost_nano" BIGINT NOT NULL DEFAULT 0,
    "latency_ms_sum" BIGINT NOT NULL DEFAULT 0,
    "partials" BIGINT NOT NULL DEFAULT 0,
    "failures" BIGINT NOT NULL DEFAULT 0,
    "refusals" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "end_user_weeks_pkey" PRIMARY KEY ("team_id","week","end_user_id","key_lineage_id")
);

-- CreateIndex
CREATE INDEX "usage_week_totals_slice_week_idx" ON "usage_week_totals"("slice", "week");

-- Prisma's schema has no partial indexes. Charts by key ask for the days of a few keys, over all teams.
CREATE INDEX "usage_day_totals_of_keys" ON "usage_day_totals" ("key_lineage_id", "day") WHERE "slice" = 'KEY';

-- The weeks of the days that there are.
INSERT INTO "usage_week_totals" ("slice", "team_id", "week", "channel", "model", "key_lineage_id", "connection_id",
       "requests", "tokens_in", "tokens_out", "cost_nano", "latency_ms_sum", "partials", "failures", "refusals", "latency")
SELECT "slice", "team_id", "day" - (extract(isodow FROM "day")::int - 1), "channel", "model", "key_lineage_id", "connection_id",
       sum("requests"), sum("tokens_in"), sum("tokens_out"), sum("cost_nano"), sum("latency_ms_sum"), sum("partials"), sum("failures"), sum("refusals"),
       ARRAY[sum("latency"[1]), sum("latency"[2]), sum("latency"[3]), sum("latency"[4]), sum("latency"[5]), sum("latency"[6]), sum("latency"[7]), sum("latency"[8]),
       sum("latency"[9]), sum("latency"[10]), sum("latency"[11]), sum("latency"[12]), sum("latency"[13]), sum("latency"[14]), sum("latency"[15]), sum("latency"[16]),
       sum("latency"[17]), sum("latency"[18]), sum("latency"[19]), sum("latency"[20]), sum("latency"[21]), sum("latency"[22]), sum("latency"[23]), sum("latency"[24]),
       sum("latency"[25]), sum("latency"[26]), sum("latency"[27]), sum("latency"[28]), sum("latency"[29]), sum("latency"[30]), sum("latency"[31]), sum("latency"[32]),
       sum("latency"[33]), sum("latency"[34]), sum("latency"[35]), sum("latency"[36]), sum("latency"[37]), sum("latency"[38]), sum("latency"[39]), sum("latency"[40]),
       sum("latency"[41]), sum("latency"[42]), sum("latency"[43]), sum("latency"[44]), sum("latency"[45]), sum("latency"[46]), sum("latency"[47])]
  FROM "usage_day_totals" GROUP BY 1, 2, 3, 4, 5, 6, 7 ORDER BY 1, 2, 3, 4, 5, 6, 7;

INSERT INTO "end_user_weeks" ("team_id", "week", "end_user_id", "key_lineage_id",
       "requests", "tokens_in", "tokens_out", "cost_nano", "latency_ms_sum", "partials", "failures", "refusals")
SELECT "team_id", "day" - (extract(isodow FROM "day")::int - 1), "end_user_id", "key_lineage_id",
       sum("requests"), sum("tokens_in"), sum("tokens_out"), sum("cost_nano"), sum("latency_ms_sum"), sum("partials"), sum("failures"), sum("refusals")
  FROM "end_user_days" GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4;

ANALYZE "usage_week_totals", "end_user_weeks";
