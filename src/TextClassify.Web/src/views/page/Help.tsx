import type { RefObject } from 'preact';
import { keyHelp } from './keys';

/** Words of the page that need an explanation. */
const wordHelp: readonly (readonly [string, string])[] = [
  ['score', 'how much a word speaks for the class, or against it, by the method chosen'],
  ['logit', 'the number the model gives a class before numbers become probabilities: higher is likelier'],
  ['evidence', 'a word’s share of the logit; all shares and the bias add up to it'],
  ['bias', 'the logit before any word is read'],
  ['expected', 'what the model would answer if it stopped at this word'],
  ['jump', 'how far the model’s state moves when it reads the word'],
  ['entropy', 'how undecided it is there, in nats; 0 is certain'],
];

export function Help({ dialog }: { readonly dialog: RefObject<HTMLDialogElement | null> }) {
  return (
    <dialog ref={dialog} aria-labelledby="help-title">
      <form method="dialog"><button>Close</button></form>
      <h2 id="help-title">Keys</h2>
      <dl>
        {keyHelp.map(([key, words]) => (
          <div key={key}><dt><kbd>{key}</kbd></dt><dd>{words}</dd></div>
        ))}
      </dl>
      <h2>Words</h2>
      <dl>
        {wordHelp.map(([word, words]) => (
          <div key={word}><dt>{word}</dt><dd>{words}</dd></div>
        ))}
      </dl>
      <p>
        Point at a word, a step or a state and every view shows it. Drag along the words or a chart to select a span;
        draw a lasso on the map to select reference states. The address holds all of it: copy the link to reopen this picture.
        Drop a file of texts anywhere to see which words drive each label; the file itself is in no link.
      </p>
    </dialog>
  );
}
