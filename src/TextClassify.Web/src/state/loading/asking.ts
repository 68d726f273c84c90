import { toAnalysis, type Analysis, type Aspect, type Reading, type StateKind } from '../../answers/analysis';
import { logitOf, type Evidence, type Scale } from '../../answers/evidence';
import { toExplanation, type Explanation } from '../../answers/explanation';
import { postJson } from '../../api/client';
import type {
  ClassifyRequest, ClassifyResponse, Explainer, ExplainRequest, ExplainResponse, HiddenStatesRequest,
  HiddenStatesResponse,
} from '../../api/types';
import { parameterValues } from '../explain/parameters';

type Inputs = ClassifyRequest['inputs'];

function inputsOf(text: string, aspect: Aspect | null): Inputs {
  return aspect ? { text, aspect: { start: aspect.start, end: aspect.end } } : text;
}

/** What of the model's states the page shows. */
export interface StatesAsked {
  readonly reading: Reading;
  readonly kind: StateKind;
  /** Whether a reference map places the states; without one the states themselves are asked for, and the page places them. */
  readonly mapped: boolean;
  /** Whether the model reads a text at once: its logits are no sum over words, and what it expects at a word is of the text up to there. */
  readonly atOnce: boolean;
  /** Whether the model gives its states. */
  readonly given: boolean;
}

/** What a model of aspects finds in a text. */
export async function findAspects(model: string, text: string, signal: AbortSignal): Promise<readonly Aspect[]> {
  const request: ClassifyRequest = { model, inputs: { text, aspects: 'auto' }, top: 1 };
  return (await postJson<ClassifyResponse>('/classify', request, signal)).results[0]?.aspects ?? [];
}

export async function askStates(
  model: string, text: string, aspect: Aspect | null, asked: StatesAsked, signal: AbortSignal,
): Promise<Analysis | null> {
  const request: HiddenStatesRequest = {
    model,
    inputs: inputsOf(text, aspect),
    states: [asked.atOnce ? 'word' : asked.kind],
    include: [
      'expectedPrediction',
      ...(asked.atOnce ? [] : ['entropy']),
      ...(asked.given ? ['distance', asked.mapped ? 'positions' : 'vectors'] : []),
    ],
    expectedPrediction: asked.atOnce ? ['prefix'] : ['cumulative', 'local', ...(asked.reading === 'prefix' ? ['prefix'] : [])],
  };
  return toAnalysis(text, await postJson<HiddenStatesResponse>('/hidden-states', request, signal));
}

export async function askExplanation(
  analysis: Analysis, explainer: Explainer, values: Readonly<Record<string, string>>, target: string, signal: AbortSignal,
): Promise<Explanation | null> {
  const request: ExplainRequest = {
    model: analysis.model,
    inputs: inputsOf(analysis.text, analysis.aspect),
    method: explainer.name,
    parameters: parameterValues(explainer, values),
    ...(explainer.needsTarget && { target }),
  };
  return toExplanation(analysis.text, explainer.signed, await postJson<ExplainResponse>('/explain', request, signal));
}

/**
 * The shares of one class's logit. `/classify` states the logit of the likeliest class alone;
 * the logits of the others follow from it and the probabilities.
 */
export async function askEvidence(
  analysis: Analysis, target: string, scale: Scale, signal: AbortSignal,
): Promise<Evidence | null> {
  const classify: ClassifyRequest = { model: analysis.model, inputs: inputsOf(analysis.text, analysis.aspect), evidence: true };
  const explain: ExplainRequest = { model: analysis.model, inputs: inputsOf(analysis.text, analysis.aspect), method: 'evidence', target };
  const [classified, explained] = await Promise.all([
    postJson<ClassifyResponse>('/classify', classify, signal),
    postJson<ExplainResponse>('/explain', explain, signal),
  ]);
  const known = classified.results[0]?.evidence;
  const shares = explained.results[0];
  const index = shares?.target?.index;
  if (!known || !shares?.tokens || index === undefined) {
    return null;
  }
  const logit = logitOf(index, analysis.labels.indexOf(known.target), known.logit, analysis.scores, scale);
  return {
    text: analysis.text,
    target: index,
    bias: logit - (shares.certificate?.expected ?? 0),
    logit,
    scores: shares.tokens.map((token) => token.score),
  };
}
