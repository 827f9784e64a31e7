/** An error answer in OpenAI's envelope. */
export class ProviderError extends Error {
  readonly status: number;
  readonly param: string | null;
  readonly code: string | null;

  constructor(status: number, message: string, fields: { param?: string; code?: string } = {}) {
    super(message);
    this.name = "ProviderError";
    this.status = status;
    this.param = fields.param ?? null;
    this.code = fields.code ?? null;
  }
}

export function renderProviderError(error: ProviderError): string {
  const { message, param, code } = error;
  const type = types[error.status] ?? (error.status >= 500 ? "server_error" : "invalid_request_error");
  return JSON.stringify({ error: { message, type, param, code } });
}

const types: Record<number, string> = {
  401: "invalid_request_error",
  403: "permission_error",
  429: "requests",
};

/** The error a fault rule asks for, with the provider's usual words when it gives none. */
export function faultError(status: number, message: string | undefined): ProviderError {
  const usual = usualErrors[status];
  const code = usual?.code;
  return new ProviderError(status, message ?? usual?.message ?? `The sandbox was told to answer ${status}.`, { code });
}

const usualErrors: Record<number, { message: string; code?: string }> = {
  401: { message: "Incorrect API key provided.", code: "invalid_api_key" },
  404: { message: "The model does not exist or you do not have access to it.", code: "model_not_found" },
  429: { message: "Rate limit reached. Please try again later.", code: "rate_limit_exceeded" },
  500: { message: "The server had an error while processing your request. Sorry about that!" },
  503: { message: "The engine is currently overloaded, please try again later." },
};
