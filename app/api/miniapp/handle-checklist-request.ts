import { randomUUID } from "node:crypto";
import { clientAddress } from "#lib/auth/client-address.ts";
import { checkChecklist } from "#lib/gate/check-checklist.ts";
import { lookAtChecklist } from "#lib/gate/look-at-checklist.ts";
import { openChecklist } from "#lib/gate/open-checklist.ts";
import { problemResponse } from "#lib/http/problem.ts";
import { sayIn } from "#lib/http/say-in.ts";
import { AppError } from "#lib/infra/errors.ts";
import { withTrace } from "#lib/infra/log.ts";
import { chooseLocale } from "#messages/choose-locale.ts";
import { limitVisitors } from "./limit-visitors.ts";

/** How Mini Apps send what Telegram signed: `Authorization: tma <initData>`. */
const SCHEME = /^tma (.+)$/i;

/**
 * Serves /api/miniapp/join/<checklist>: GET says how somebody's request to join stands, POST checks it and lets them in. No
 * session and no cookie counts here, only what Telegram signed for the person who opened the Mini App.
 */
export async function handleChecklistRequest(options: { request: Request; checklistId: string }): Promise<Response> {
  const { request, checklistId } = options;
  const requestId = randomUUID();
  const headers = { "X-Request-Id": requestId, "Cache-Control": "private, no-store" };
  return withTrace({ requestId }, async () => {
    try {
      const address = clientAddress((name) => request.headers.get(name));
      await limitVisitors(address ? "address" : "everybody", address ?? "all");
      const now = new Date();
      const initData = SCHEME.exec(request.headers.get("authorization") ?? "")?.[1] ?? "";
      const opened = await openChecklist({ checklistId, initData, now });
      await limitVisitors("questions", opened.row.id);
      const view = await (request.method === "POST" ? checkChecklist : lookAtChecklist)({ opened, now });
      return Response.json(view, { headers });
    } catch (error) {
      const locale = chooseLocale({ cookie: undefined, acceptLanguage: request.headers.get("accept-language") });
      const isUnknown = error instanceof AppError && error.code === "unauthenticated";
      return problemResponse(
        error,
        requestId,
        { ...headers, "Content-Language": locale, ...(isUnknown && { "WWW-Authenticate": 'tma realm="Switchboard"' }) },
        await sayIn(locale),
      );
    }
  });
}
