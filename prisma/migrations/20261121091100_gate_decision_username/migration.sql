-- AlterTable
ALTER TABLE "gate_decisions" ADD COLUMN     "username" TEXT;

