type Timer = ReturnType<typeof setTimeout>;

/**
 * Runs the newest of many jobs. Each call aborts the job before it and waits `delayMs`;
 * an answer that comes after a newer call is dropped.
 */
export class Latest {
  #controller: AbortController | null = null;
  #timer: Timer | undefined;

  run<T>(delayMs: number, job: (signal: AbortSignal) => Promise<T>, done: (value: T) => void, failed: (error: unknown) => void): void {
    this.cancel();
    const controller = new AbortController();
    this.#controller = controller;
    this.#timer = setTimeout(async () => {
      try {
        const value = await job(controller.signal);
        if (!controller.signal.aborted) {
          done(value);
        }
      } catch (error) {
        if (!controller.signal.aborted) {
          failed(error);
        }
      }
    }, delayMs);
  }

  cancel(): void {
    clearTimeout(this.#timer);
    this.#controller?.abort();
    this.#controller = null;
  }
}
