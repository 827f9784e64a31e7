import { type ProviderFault, type ProviderSettings, type ProviderSettingsInput, providerSettings } from "./settings.ts";

/** One call to the provider, for a test or a person to look at afterwards. */
export interface ProviderCall {
  seq: number;
  model: string;
  stream: boolean;
  /** HTTP status; 0 when nothing was sent. */
  status: number;
  /** The caller hung up before the answer was complete. */
  aborted: boolean;
  /** The sandbox cut the connection, as a fault rule asked. */
  dropped: boolean;
  promptTokens: number;
  /** Tokens handed to the connection, whole answer or not. */
  completionTokens: number;
  /** Of the whole answer. */
  plannedTokens: number;
  chunks: number;
  user?: string;
  /** Unix milliseconds. */
  at: number;
  durationMs: number;
}

const maxCalls = 10_000;

export class ProviderWorld {
  settings: ProviderSettings;
  readonly faults: ProviderFault[] = [];
  readonly calls: ProviderCall[] = [];
  totalCalls = 0;
  nextFaultId = 1;

  constructor(settings: ProviderSettingsInput = {}) {
    this.settings = providerSettings.parse(settings);
  }

  log(call: Omit<ProviderCall, "seq">): void {
    this.totalCalls += 1;
    this.calls.push({ seq: this.totalCalls, ...call });
    if (this.calls.length > maxCalls * 1.1) this.calls.splice(0, this.calls.length - maxCalls);
  }

  /** The first fault for this model that has not run out, counted as used. */
  takeFault(model: string): ProviderFault | undefined {
    const fault = this.faults.find(
      (rule) => (rule.times === null || rule.hits < rule.times) && (rule.model === undefined || rule.model === model),
    );
    if (fault) fault.hits += 1;
    return fault;
  }

  /** Forgets calls and faults; settings stay. */
  reset(): void {
    this.faults.length = 0;
    this.calls.length = 0;
    this.totalCalls = 0;
  }
}
