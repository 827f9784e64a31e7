import { badRequest } from "./bot-error.ts";

/** A Bot API call's parameters, whether they came as JSON, a form, or a query: in the last two all are strings. */
export class Params {
  readonly values: Readonly<Record<string, unknown>>;

  constructor(values: Record<string, unknown>) {
    this.values = values;
  }

  has(name: string): boolean {
    const value = this.values[name];
    return value !== undefined && value !== null && value !== "";
  }

  string(name: string): string {
    const value = this.values[name];
    if (value === undefined || value === null) return "";
    return typeof value === "object" ? JSON.stringify(value) : String(value);
  }

  /** A whole number, or undefined when absent or not one, as the Bot API treats unreadable numbers. */
  integer(name: string): number | undefined {
    if (!this.has(name)) return undefined;
    const value = Number(this.values[name]);
    return Number.isSafeInteger(value) ? value : undefined;
  }

  boolean(name: string): boolean {
    const value = this.values[name];
    return value === true || value === 1 || (typeof value === "string" && /^(true|yes|1)$/i.test(value.trim()));
  }

  /** An object or array, given as such or as JSON text. `label` names it in the error, in Telegram's words. */
  json<T>(name: string, label: string): T | undefined {
    if (!this.has(name)) return undefined;
    const value = this.values[name];
    if (typeof value !== "string") return value as T;
    try {
      return JSON.parse(value) as T;
    } catch {
      throw badRequest(`can't parse ${label} JSON object`);
    }
  }

  /** The id in `name`, which must be a positive message id. */
  messageId(name = "message_id"): number {
    const id = this.integer(name);
    if (id === undefined || id <= 0) throw badRequest("message identifier is not specified");
    return id;
  }

  userId(name = "user_id"): number {
    const id = this.integer(name);
    if (id === undefined || id <= 0) throw badRequest("invalid user_id specified");
    return id;
  }
}
