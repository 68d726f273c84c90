import type { Counterfactual } from '../state/counterfactual';
import { text } from '../state/store';
import { percent } from './format';

const tags = { kept: 'span', out: 'del', in: 'ins' } as const;

/** The text with the edits that give it another class, and what the model says of it then. */
export function Edited({ shown }: { readonly shown: Counterfactual }) {
  const { found, before } = shown;
  if (!found) {
    return <p class="edited"><b>No edit was found that makes it {shown.wanted}.</b> {shown.reason}</p>;
  }
  return (
    <div class="edited">
      <p>
        <b>To make it {found.label}:</b>{' '}
        <span class="quiet">{found.edits === 1 ? 'one edit' : `${found.edits} edits`}; the model’s own answer to the edited text, and none of them can be left out.</span>
      </p>
      <p class="edited-text" dir="auto">{found.parts.map(({ kind, text: words }, i) => { const Tag = tags[kind]; return <Tag key={i}>{words}</Tag>; })}</p>
      <p>
        {before && <>{before.label} {percent(before.score)} → </>}<b>{found.label} {percent(found.score)}</b>{' '}
        <button type="button" class="link" onClick={() => (text.value = found.text)}>Write this text instead</button>
      </p>
    </div>
  );
}
