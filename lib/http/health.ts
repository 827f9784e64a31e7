import { getDb } from "../infra/db.ts";
import { log } from "../infra/log.ts";

/** `GET /api/health`: 200 while this process serves and reaches its database, else 503 and which part. */
export async function health(): Promise<Response> {
  const headers = { "Cache-Control": "no-store" };
  try {
    await getDb().$queryRaw`SELECT 1`;
    return Response.json({ status: "ok" }, { headers });
  } catch (err) {
    log().warn({ err }, "health check failed");
    return Response.json({ status: "unavailable", failed: ["database"] }, { status: 503, headers });
  }
}
