import { handleChecklistRequest } from "../../handle-checklist-request.ts";

export const dynamic = "force-dynamic";

type Context = { params: Promise<{ checklistId: string }> };

/** How the request stands. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  return handleChecklistRequest({ request, ...(await params) });
}

/** Asks Telegram anew, and lets in whoever belongs. */
export async function POST(request: Request, { params }: Context): Promise<Response> {
  return handleChecklistRequest({ request, ...(await params) });
}
