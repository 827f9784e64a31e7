-- AlterTable
ALTER TABLE "broadcasts" ADD COLUMN "trouble" TEXT;

-- AlterTable
ALTER TABLE "broadcast_recipients" ADD COLUMN "claimed_at" TIMESTAMPTZ(3);

-- CreateIndex
CREATE INDEX "broadcast_recipients_chat_id_idx" ON "broadcast_recipients"("chat_id");

-- Those on their way are few, and looked for every two seconds.
CREATE INDEX "broadcast_recipients_sending_idx" ON "broadcast_recipients"("claimed_at") WHERE "state" = 'SENDING';

-- CreateTable: unlogged, because a write must wait for no disk, and its rows are worth nothing after a minute.
CREATE UNLOGGED TABLE "telegram_budgets" (
    "bot" TEXT NOT NULL,
    "version" TEXT NOT NULL,
    "state" TEXT NOT NULL,

    CONSTRAINT "telegram_budgets_pkey" PRIMARY KEY ("bot")
)
WITH (fillfactor = 50);
