import type { Said } from '../../words/said';

/** A sentence, its words out of texts set off. */
export function SaidWords({ said }: { readonly said: Said }) {
  return <>{said.map((part, i) => (typeof part === 'string' ? part : <em key={i}><bdi>{part.word}</bdi></em>))}</>;
}
