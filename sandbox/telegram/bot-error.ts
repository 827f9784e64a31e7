/** A Bot API error answer: `{"ok":false,"error_code","description","parameters"}` with the same HTTP status. */
export class BotError extends Error {
  readonly status: number;
  readonly parameters?: { retry_after?: number; migrate_to_chat_id?: number };

  constructor(status: number, description: string, parameters?: BotError["parameters"]) {
    super(description);
    this.name = "BotError";
    this.status = status;
    this.parameters = parameters;
  }
}

export function badRequest(text: string): BotError {
  return new BotError(400, `Bad Request: ${text}`);
}

export function forbidden(text: string): BotError {
  return new BotError(403, `Forbidden: ${text}`);
}

export function tooManyRequests(retryAfter: number): BotError {
  return new BotError(429, `Too Many Requests: retry after ${retryAfter}`, { retry_after: retryAfter });
}

export function renderBotError(error: BotError): Record<string, unknown> {
  const parameters = error.parameters ? { parameters: error.parameters } : {};
  return { ok: false, error_code: error.status, description: error.message, ...parameters };
}
