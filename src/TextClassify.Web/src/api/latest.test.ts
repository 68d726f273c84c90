import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Latest } from './latest';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const after = (ms: number, value: string) => () => new Promise<string>((resolve) => setTimeout(() => resolve(value), ms));

test('run_whileTyping_asksOnce', async () => {
  const latest = new Latest();
  const job = vi.fn(after(0, 'x'));
  for (let key = 0; key < 5; key++) {
    latest.run(40, job, () => undefined, () => undefined);
    await vi.advanceTimersByTimeAsync(20);
  }
  await vi.advanceTimersByTimeAsync(100);
  expect(job).toHaveBeenCalledTimes(1);
});

test('run_slowAnswerAfterANewerCall_isDroppedAndItsRequestAborted', async () => {
  const latest = new Latest();
  const seen: string[] = [];
  let aborted = false;
  latest.run(0, (signal) => {
    signal.addEventListener('abort', () => (aborted = true));
    return after(500, 'old')();
  }, (value) => seen.push(value), () => seen.push('failed'));
  await vi.advanceTimersByTimeAsync(10);
  latest.run(0, after(10, 'new'), (value) => seen.push(value), () => seen.push('failed'));
  await vi.advanceTimersByTimeAsync(1000);
  expect(seen).toEqual(['new']);
  expect(aborted).toBe(true);
});

test('run_failure_isTold', async () => {
  const latest = new Latest();
  const failed = vi.fn();
  latest.run(0, () => Promise.reject(new Error('away')), () => undefined, failed);
  await vi.advanceTimersByTimeAsync(1);
  expect(failed).toHaveBeenCalledOnce();
});
