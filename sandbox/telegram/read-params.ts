import { readLimited } from "../http/read-limited.ts";
import { BotError, badRequest } from "./bot-error.ts";
import { Params } from "./params.ts";

/** A call's parameters from its query and its body: JSON, a form, or multipart. Returns the error for what is none. */
export async function readParams(request: Request): Promise<Params | BotError> {
  const query = Object.fromEntries(new URL(request.url).searchParams);
  if (request.method === "GET") return new Params(query);
  const body = await readLimited(request);
  if (!body) return new BotError(413, "Request Entity Too Large");
  if (body.length === 0) return new Params(query);
  const type = request.headers.get("content-type") ?? "";
  try {
    if (/^application\/json\b/i.test(type)) {
      const values: unknown = JSON.parse(body.toString("utf8"));
      if (typeof values !== "object" || values === null || Array.isArray(values)) {
        return badRequest("object expected as JSON body");
      }
      return new Params({ ...query, ...values });
    }
    if (/^(?:application\/x-www-form-urlencoded|multipart\/form-data)\b/i.test(type)) {
      const fields: Record<string, unknown> = { ...query };
      const form = await new Response(body, { headers: { "content-type": type } }).formData();
      for (const [name, value] of form) fields[name] = typeof value === "string" ? value : value.name;
      return new Params(fields);
    }
  } catch {
    return badRequest(`can't parse the ${type.split(";")[0]} body`);
  }
  return new Params(query);
}
