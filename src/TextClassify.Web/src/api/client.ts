import { key, keyAsked } from './key';

/** What went wrong with a call, in words for the page: no service was there, it took too long, or it refused. */
export class CallError extends Error {
  constructor(
    readonly kind: 'away' | 'slow' | 'refused',
    message: string,
    readonly type = '',
    /** Of HTTP; 0 where there was no answer. */
    readonly status = 0,
  ) {
    super(message);
  }
}

const usualPatienceMs = 15_000;
const filePatienceMs = 600_000;
/** The problem type of a service that asks for a key, or does not take the one it was sent. */
const unknownCaller = 'urn:textclassify:unauthenticated';

export function getJson<T>(path: string, signal?: AbortSignal): Promise<T> {
  return call(path, { headers: { accept: 'application/json' } }, signal).then((response) => response.json() as Promise<T>);
}

export function getBytes(path: string, signal?: AbortSignal): Promise<ArrayBuffer> {
  return call(path, {}, signal).then((response) => response.arrayBuffer());
}

export function postJson<T>(path: string, body: unknown, signal?: AbortSignal): Promise<T> {
  const headers = { accept: 'application/json', 'content-type': 'application/json' };
  return call(path, { method: 'POST', headers, body: JSON.stringify(body) }, signal).then(
    (response) => response.json() as Promise<T>,
  );
}

/** Sends texts, one a line; the answer is read as it comes, for as long as it takes. */
export function postLines(path: string, body: string, signal: AbortSignal): Promise<Response> {
  const headers = { accept: 'application/x-ndjson', 'content-type': 'application/x-ndjson' };
  return call(path, { method: 'POST', headers, body, patienceMs: null }, signal);
}

export function putJson<T>(path: string, body: unknown, signal?: AbortSignal): Promise<T> {
  const headers = { accept: 'application/json', 'content-type': 'application/json' };
  return call(path, { method: 'PUT', headers, body: JSON.stringify(body) }, signal).then((response) => response.json() as Promise<T>);
}

/** Sends a file as it is, which may take long. */
export function postFile<T>(path: string, type: string, file: Blob): Promise<T> {
  const headers = { accept: 'application/json', 'content-type': type };
  return call(path, { method: 'POST', headers, body: file, patienceMs: filePatienceMs }).then((response) => response.json() as Promise<T>);
}

export function deleteJson<T>(path: string): Promise<T> {
  return call(path, { method: 'DELETE', headers: { accept: 'application/json' } }).then((response) => response.json() as Promise<T>);
}

interface Request {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Blob;
  /** For the whole answer; null is for as long as the caller waits. */
  readonly patienceMs?: number | null;
}

/** Fetches; throws a CallError, or the caller's AbortError. */
async function call(path: string, request: Request, signal?: AbortSignal): Promise<Response> {
  const { patienceMs = usualPatienceMs, ...sent } = request;
  const patience = patienceMs === null ? null : AbortSignal.timeout(patienceMs);
  const signals = [signal, patience].filter((one) => one != null);
  const headers = { ...request.headers, ...(key.peek() !== '' && { 'x-api-key': key.peek() }) };
  let response: Response;
  try {
    // Relative to the page, which a proxy may show under a path of its own.
    response = await fetch(`.${path}`, { ...sent, headers, signal: AbortSignal.any(signals) });
  } catch (error) {
    if (signal?.aborted) {
      throw error;
    }
    throw patience?.aborted
      ? new CallError('slow', `The service gave no answer within ${(patienceMs ?? 0) / 1000} seconds.`)
      : new CallError('away', 'The service can’t be reached.');
  }
  if (!response.ok) {
    throw await refusal(response);
  }
  return response;
}

async function refusal(response: Response): Promise<CallError> {
  const problem = (await response.json().catch(() => ({}))) as { type?: string; title?: string; detail?: string };
  const words = problem.detail ?? problem.title ?? `The service answered ${response.status}.`;
  if (problem.type === unknownCaller) {
    keyAsked.value = true;
  }
  return new CallError('refused', words, problem.type ?? '', response.status);
}
