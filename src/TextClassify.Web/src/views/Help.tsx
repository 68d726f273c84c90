import type { RefObject } from 'preact';
import { keyHelp } from '../state/keys';

export function Help({ dialog }: { readonly dialog: RefObject<HTMLDialogElement | null> }) {
  return (
    <dialog ref={dialog} aria-labelledby="help-title">
      <h2 id="help-title">Keys</h2>
      <dl>
        {keyHelp.map(([key, words]) => (
          <div key={key}><dt><kbd>{key}</kbd></dt><dd>{words}</dd></div>
        ))}
      </dl>
      <p>Point at a word, a step or a state and every view shows it. Drag along the words or a chart to select a span; draw a lasso on the map to select reference states. The address holds all of it: copy the link to reopen this picture.</p>
      <form method="dialog"><button>Close</button></form>
    </dialog>
  );
}
