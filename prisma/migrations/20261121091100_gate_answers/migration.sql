-- CreateTable
CREATE TABLE "gate_answers" (
    "connection_id" UUID NOT NULL,
    "update_id" BIGINT NOT NULL,
    "chat_id" BIGINT NOT NULL,
    "answer" JSONB,
    "message_id" INTEGER,
    "done_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "gate_answers_pkey" PRIMARY KEY ("connection_id","update_id")
);

-- CreateIndex
CREATE INDEX "gate_answers_connection_id_chat_id_created_at_idx" ON "gate_answers"("connection_id", "chat_id", "created_at");

-- CreateIndex
CREATE INDEX "gate_answers_created_at_idx" ON "gate_answers"("created_at");
