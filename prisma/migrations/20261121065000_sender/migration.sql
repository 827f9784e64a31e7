-- AlterTable
ALTER TABLE "broadcasts" ADD COLUMN "trouble" TEXT;

-- AlterTable
ALTER TABLE "broadcast_recipients" ADD COLUMN "claimed_at" TIMESTAMPTZ(3);

-- CreateTable: unlogged, because a write must wait for no disk, and its rows are worth nothing after a minute.
CREATE UNLOGGED TABLE "telegram_budgets" (
    "bot" TEXT NOT NULL,
    "version" TEXT NOT NULL,
    "state" TEXT NOT NULL,

    CONSTRAINT "telegram_budgets_pkey" PRIMARY KEY ("bot")
)
WITH (fillfactor = 50);
