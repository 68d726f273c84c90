import type { ClassifyResponse, SourceResult, TokenScore } from '../api/types';

/** A label with its probability. */
interface Answer {
  readonly label: string;
  readonly score: number;
}

/** An answer of a part of a case, with what the whole case's label has of it. */
export interface PartAnswer extends Answer {
  readonly logit: number;
}

export interface Source {
  readonly name: string;
  /** As it was when it was asked about. */
  readonly text: string;
  readonly status: 'ok' | 'truncated' | 'silenced' | 'lost';
  readonly tokenCount: number;
  /** Its part of the label's logit; null where it takes no part. */
  readonly share: number | null;
  /** What it says hearing nobody; null where it is lost. */
  readonly alone: Answer | null;
  readonly tokens: readonly TokenScore[];
}

/** What one source's messages to another add to the label's logit. */
export interface Influence {
  readonly from: string;
  readonly to: string;
  readonly logit: number;
}

/** A case as the service answered it. */
export interface Case {
  readonly model: string;
  readonly label: string;
  readonly score: number;
  readonly scores: readonly Answer[];
  readonly bias: number;
  readonly logit: number;
  readonly sources: readonly Source[];
  readonly messages: number;
  readonly bytes: number;
  readonly influences: readonly Influence[];
  readonly withoutMessages: PartAnswer | null;
  /** Without each source that takes part; none where there is only one. */
  readonly without: readonly (PartAnswer & { readonly source: string })[];
}

/** Reads an answer to one case with evidence and every ablation; null where something of it is missing. */
export function toCase(texts: Readonly<Record<string, string>>, response: ClassifyResponse): Case | null {
  const result = response.results[0];
  if (!result?.label || result.score == null || !result.evidence || !result.sources) {
    return null;
  }
  return {
    model: `${response.model.name}/${response.model.version}`,
    label: result.label,
    score: result.score,
    scores: result.scores ?? [],
    bias: result.evidence.bias,
    logit: result.evidence.logit,
    sources: result.sources.map((source) => toSource(texts[source.name] ?? '', source)),
    messages: result.communication?.messages ?? 0,
    bytes: result.communication?.bytes ?? 0,
    influences: result.communication?.influence ?? [],
    withoutMessages: result.ablation?.withoutCommunication ?? null,
    without: Object.entries(result.ablation?.without ?? {}).map(([source, answer]) => ({ source, ...answer })),
  };
}

function toSource(text: string, { name, status, tokenCount, share, alone, tokens }: SourceResult): Source {
  return {
    name, text, tokenCount, status: status as Source['status'], share: share ?? null, alone: alone ?? null, tokens: tokens ?? [],
  };
}

/** Sources whose words speak in the answer. */
export function heard(shown: Case): readonly Source[] {
  return shown.sources.filter((source) => source.share !== null);
}
