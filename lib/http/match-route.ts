import { AppError } from "../infra/errors.ts";
import { said } from "../infra/said.ts";
import type { AdminRoute } from "./admin-route.ts";

/**
 * Finds the route of a path and verb; a fixed segment goes before a parameter.
 * @param path below /api/admin
 * @throws AppError not_found, or method_not_allowed with the verbs there are in `details.allow`
 */
export function matchRoute(
  routes: readonly AdminRoute[],
  path: string,
  method: string,
): { route: AdminRoute; params: Record<string, string> } {
  const segments = path.split("/").filter(Boolean);
  const matches = routes
    .map((route) => ({ route, params: matchPath(route.path, segments) }))
    .filter((match): match is { route: AdminRoute; params: Record<string, string> } => match.params !== null)
    .sort((a, b) => Object.keys(a.params).length - Object.keys(b.params).length);
  const found = matches.find((match) => match.route.method === method);
  if (found) return found;
  if (matches.length === 0)
    throw new AppError("not_found", said`There is no such resource; see /api/admin/openapi.json.`);
  const allow = [...new Set(matches.map((match) => match.route.method))].join(", ");
  throw new AppError("method_not_allowed", said`This resource answers ${allow}.`, { details: { allow } });
}

function matchPath(pattern: string, segments: string[]): Record<string, string> | null {
  const wanted = pattern.split("/").filter(Boolean);
  if (wanted.length !== segments.length) return null;
  const params: Record<string, string> = {};
  for (const [at, step] of wanted.entries()) {
    const segment = segments[at] ?? "";
    if (step.startsWith("{")) params[step.slice(1, -1)] = decode(segment);
    else if (step !== segment) return null;
  }
  return params;
}

/** A job's id may hold what a path may not; what cannot be decoded names nothing, and stays as it is. */
function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
