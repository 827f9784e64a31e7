/** Calls the control API of a sandbox under test; throws with its answer when it refuses. */
export function controlClient(url: string) {
  return async function control<T = Record<string, unknown>>(method: string, path: string, body?: unknown): Promise<T> {
    const response = await fetch(`${url}/sandbox${path}`, {
      method,
      headers: { "content-type": "application/json" },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const answer = (await response.json()) as T & { error?: { code: string; message: string } };
    if (!response.ok) throw new Error(`${response.status} ${answer.error?.code}: ${answer.error?.message}`);
    return answer;
  };
}
