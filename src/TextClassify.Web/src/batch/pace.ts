/** Seconds that are left, from the work done in the time so far; null before a hundredth of it is done, which tells too little. */
export function secondsLeft(doneWork: number, allWork: number, elapsedMs: number): number | null {
  return doneWork > 0 && doneWork >= allWork / 100 && elapsedMs >= 800 ? (elapsedMs / 1000 / doneWork) * (allWork - doneWork) : null;
}

/** A time in words, coarse as it is known. */
export function spokenTime(seconds: number): string {
  if (seconds < 1.5) {
    return 'a second';
  }
  if (seconds < 90) {
    return `${Math.round(seconds)} seconds`;
  }
  return seconds < 5400 ? `${Math.round(seconds / 60)} minutes` : `${(seconds / 3600).toFixed(1)} hours`;
}
