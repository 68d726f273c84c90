import { useEffect } from 'preact/hooks';
import type { Counterfactual, Part } from '../../answers/counterfactual';
import { percent } from '../../numbers/format';
import { proof, prove } from '../../state/explain/proof';
import { modelKey } from '../../state/models';
import { text } from '../../state/texts';

/** The text with the edits that give it another class, and what the model says of it then. */
export function Edited({ shown }: { readonly shown: Counterfactual }) {
  const { found, before } = shown;
  const model = modelKey.value;
  useEffect(() => (found && model !== null ? prove(model, found.text) : undefined), [model, found?.text]);
  if (!found) {
    return <p class="edited"><b>No edit was found that makes it {shown.wanted}.</b> {shown.reason}</p>;
  }
  const count = found.edits === 1 ? 'one edit' : `${found.edits} edits, none of which can be left out`;
  return (
    <div class="edited">
      <p>
        <b>To make it {found.label}:</b>{' '}
        <span class="quiet">{count}; the score is the model’s own answer to the edited text.</span>
      </p>
      <p class="edited-text" dir="auto">{found.parts.map((part, i) => <EditedPart key={i} part={part} />)}</p>
      {proof.value?.text === found.text && (
        <p class="proof">
          Asked anew about this text, the model says <b>{proof.value.label} {percent(proof.value.score)}</b>
          {proof.value.label === found.label ? ': the edits do change its answer.' : ': it does not take the edits for that.'}
        </p>
      )}
      <p>
        {before && `${before.label} ${percent(before.score)} → `}<b>{found.label} {percent(found.score)}</b>{' '}
        <button type="button" class="link" onClick={() => (text.value = found.text)}>Write this text instead</button>
      </p>
    </div>
  );
}

const tags = { kept: 'span', out: 'del', in: 'ins' } as const;

function EditedPart({ part }: { readonly part: Part }) {
  const Tag = tags[part.kind];
  return <Tag>{part.text}</Tag>;
}
