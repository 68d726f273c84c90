import { batch } from '@preact/signals';
import type { PredictionEntry } from '../../api/types';
import { openView } from '../../state/link/link';
import { text } from '../../state/texts';

const mostShown = 160;

/** A recorded text, which opens in the view of one text; where no texts are kept, when it was answered. */
export function PredictionText({ entry }: { readonly entry: PredictionEntry }) {
  const words = entry.text;
  if (words == null) {
    return <span class="quiet">{entry.at.slice(0, 16).replace('T', ' ')}; the text is not kept</span>;
  }
  const open = () => {
    openView('text');
    batch(() => (text.value = words));
  };
  return (
    <button type="button" class="link recorded-text" onClick={open}>
      <bdi>{words.length > mostShown ? `${words.slice(0, mostShown)}…` : words}</bdi>
    </button>
  );
}
