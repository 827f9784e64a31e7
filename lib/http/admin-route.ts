import type { z } from "zod";
import type { Action } from "../auth/roles.ts";
import type { Said } from "../infra/said.ts";
import type { Principal } from "./principal.ts";

export type Method = "GET" | "POST" | "PATCH" | "DELETE";

/** Who may call a route. */
export type Access<P> =
  /** Anybody, signed in or not. */
  | { kind: "public" }
  /** Any user or management key. */
  | { kind: "signedIn" }
  /** A signed-in user; keys have no account. */
  | { kind: "user" }
  | { kind: "operator" }
  /**
   * Whoever may do this in the team that the path names, or, without one, in the team of the thing that the path names.
   * To everybody outside of the team, it does not exist.
   */
  | {
      kind: "team";
      action: Action;
      owner?: {
        /** What a 404 says, such as "The key was not found." */
        missing: Said;
        /** Its team: null for the platform's own, undefined when there is no such thing. */
        teamOf: (params: P) => Promise<string | null | undefined>;
      };
    };

export interface HandlerContext<P, Q, B, Who> {
  params: P;
  query: Q;
  body: B;
  principal: Who;
  now: Date;
  /** The client's address, or null when nobody trustworthy says so. */
  address: string | null;
  /** Aborted once the client is gone. */
  signal: AbortSignal;
}

/** What a streaming route's handler returns: text piece by piece, and for a download its file's name. */
export interface StreamedText {
  pieces: AsyncIterable<string>;
  filename?: string;
}

type StreamType = "text/csv" | "text/event-stream";
type Output<S> = S extends z.ZodType ? z.output<S> : undefined;
type Input<S> = S extends z.ZodType ? z.input<S> : undefined;
type WhoIs<A> = A extends { kind: "public" } ? Principal | null : Principal;

type Result<R, T> = T extends StreamType ? StreamedText : Input<R>;

interface RouteSpec<P, Q, B, R, A, T> {
  method: Method;
  /** Below /api/admin, with parameters in braces: `/teams/{teamId}`. */
  path: string;
  summary: string;
  tag: string;
  access: A;
  /** One for every parameter of the path; a value that does not fit is not found. */
  params?: P;
  /** Strict, so that unknown parameters are refused. */
  query?: Q;
  /** Strict, so that unknown fields are refused. */
  body?: B;
  /** What is not in it is not sent. Left out: no content. */
  response?: R;
  /** Set for an answer that is text, sent piece by piece, instead of JSON. */
  stream?: T;
  /** 200, or 204 without a response, unless set. */
  status?: 200 | 201;
  handler: (context: HandlerContext<Output<P>, Output<Q>, Output<B>, WhoIs<A>>) => Promise<Result<R, T>>;
}

/** A declared route, its types known to its handler alone. */
export interface AdminRoute {
  method: Method;
  path: string;
  summary: string;
  tag: string;
  access: Access<never>;
  params?: z.ZodObject | undefined;
  query?: z.ZodObject | undefined;
  body?: z.ZodType | undefined;
  response?: z.ZodType | undefined;
  stream?: StreamType | undefined;
  status: 200 | 201 | 204;
  handler: (context: HandlerContext<never, never, never, never>) => Promise<unknown>;
}

/**
 * Declares a route of the admin API: from this one declaration it is served (handle-admin-request.ts), guarded, validated
 * and documented (openapi.ts).
 */
export function adminRoute<
  P extends z.ZodObject | undefined = undefined,
  Q extends z.ZodObject | undefined = undefined,
  B extends z.ZodType | undefined = undefined,
  R extends z.ZodType | undefined = undefined,
  const A extends Access<Output<P>> = Access<Output<P>>,
  const T extends StreamType | undefined = undefined,
>(spec: RouteSpec<P, Q, B, R, A, T>): AdminRoute {
  return {
    ...spec,
    access: spec.access as Access<never>,
    status: spec.status ?? (spec.response || spec.stream ? 200 : 204),
    handler: spec.handler as AdminRoute["handler"],
  };
}
