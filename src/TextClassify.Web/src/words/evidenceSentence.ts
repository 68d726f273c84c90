import { computed } from '@preact/signals';
import { byAtom } from '../molecules/scores';
import { percent } from '../numbers/format';
import { labels, readsSmiles } from '../state/models';
import { analysis, evidences } from '../state/reading';
import { focus } from '../state/texts';
import type { Said } from './said';
import { textSentence } from './textSentence';

/** The answer about the text in focus in one sentence; a model that gives no shares has its label alone said. */
export const evidenceSentence = computed<Said>(() => {
  const shown = analysis.value;
  if (!shown) {
    return [];
  }
  const evidence = evidences.value[focus.value];
  const given = labels.value[shown.best] ?? '';
  const givenScore = shown.scores[shown.best] ?? 0;
  const about: Said = shown.aspect ? ['About ', { word: shown.aspect.text }, ': '] : [];
  if (!evidence || evidence.text !== shown.text || evidence.scores.length !== shown.tokens.length) {
    return [...about, `${given}, ${percent(givenScore)}.`];
  }
  // A bracket or a dot is no reason that anybody knows: of molecules, atoms are named.
  const { tokens, scores } = readsSmiles.value ? byAtom(shown.tokens, evidence.scores) : { tokens: shown.tokens, scores: evidence.scores };
  return [...about, ...textSentence({
    text: shown.text,
    tokens,
    shares: scores,
    bias: evidence.bias,
    label: labels.value[evidence.target] ?? '',
    score: shown.scores[evidence.target] ?? 0,
    given,
    givenScore,
  })];
});
