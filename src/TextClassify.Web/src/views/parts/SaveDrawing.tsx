import type { ComponentChild } from 'preact';
import type { StepAxis } from '../../charts/StepChart';
import type { Caption } from '../../export/figure';
import { pictures } from './saving';

interface Props {
  readonly name: string;
  readonly draw: (axis: StepAxis) => ComponentChild;
  readonly caption: () => Caption;
}

const unlabelled = { labels: [], aslant: false, band: 0 };

/** Saves a drawing with no steps under it as a picture that can be understood without the page. */
export function SaveDrawing({ name, draw, caption }: Props) {
  return (
    <span>
      {(['svg', 'png'] as const).map((format) => (
        <button
          type="button"
          key={format}
          class="link"
          onClick={async () => (await pictures())?.saveDrawing(name, format, draw, unlabelled, caption())}
          aria-label={`Save the ${name} as ${format.toUpperCase()}`}
        >
          {format.toUpperCase()}
        </button>
      ))}
    </span>
  );
}
