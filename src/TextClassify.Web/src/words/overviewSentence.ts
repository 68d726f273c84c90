import type { DriftResponse, QualityGroup } from '../api/types';
import { percent } from '../numbers/format';
import { roughly } from './said';

interface Recorded {
  readonly all: QualityGroup;
  readonly byLabel: readonly QualityGroup[];
  readonly drift: DriftResponse | null;
  /** What is asked about, in words: since when, of which cohort. */
  readonly of: string;
}

const named = 3;

/** What the service said of recorded texts, how right it was, and whether anything changed. */
export function overviewSentence({ all, byLabel, drift, of }: Recorded): string {
  if (all.predictions === 0) {
    return `Nothing is recorded${of}.`;
  }
  const labels = [...byLabel].sort((a, b) => b.predictions - a.predictions).slice(0, named)
    .map(({ group, predictions }) => `${roughly(predictions, all.predictions)} ${group}`);
  const texts = all.predictions === 1 ? 'text was' : 'texts were';
  const count = `${all.predictions.toLocaleString('en')} ${texts} answered${of}: ${labels.join(', ')}`;
  const rest = byLabel.length > named ? ` and ${byLabel.length - named} more labels` : '';
  return [`${count}${rest}.`, rightWords(all), drift ? driftWords(drift) : ''].filter((part) => part !== '').join(' ');
}

function rightWords({ labelled, estimated, measured, fused }: QualityGroup): string {
  const band = fused ?? measured ?? estimated;
  if (!band) {
    return '';
  }
  const by = fused ? `by ${labelled.toLocaleString('en')} labels and the model’s own probabilities`
    : measured ? `by ${labelled.toLocaleString('en')} labels`
    : 'by the model’s own probabilities, since no text has a label';
  return `About ${percent(band.value)} are right (${percent(band.lower)} to ${percent(band.upper)}), ${by}.`;
}

function driftWords({ signals, reference }: DriftResponse): string {
  const than = reference === 'package' ? 'the texts the model was chosen on' : 'the days before';
  if (signals.every((signal) => signal.q == null)) {
    return `Too few callers asked to tell whether anything differs from ${than}.`;
  }
  const alarms = signals.filter((signal) => signal.alarm).map((signal) => signalNames[signal.signal] ?? signal.signal);
  return alarms.length === 0 ? `Nothing differs from ${than} beyond chance.`
    : `Other than in ${than}: ${alarms.join(', ')}.`;
}

/** What a signal of drift looks at. */
export const signalNames: Readonly<Record<string, string>> = {
  label: 'the labels', confidence: 'how sure the model is', length: 'how long texts are', unknown: 'how many words are unknown',
};
