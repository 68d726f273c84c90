import type { ComponentChild } from 'preact';
import type { StepAxis } from '../../charts/StepChart';
import { signedShade } from '../../colour/ramp';
import { quoted, ramped, source } from '../../export/caption';
import { saveDrawing } from '../../export/picture';
import { theme } from '../../state/page';

interface Props {
  readonly title: string;
  /** How the atoms' numbers were made. */
  readonly how: string;
  readonly draw: (axis: StepAxis) => ComponentChild;
}

/** Saves the molecules as a picture that can be understood without the page. */
export function MoleculeExport({ title, how, draw }: Props) {
  const save = (format: 'svg' | 'png') => saveDrawing('molecule', format, draw, { labels: [], aslant: false, band: 0 }, {
    title,
    lines: [`${source()}, ${how}`, quoted()],
    keys: [ramped('against', (value) => signedShade(2 * value - 1, theme.value), 'for')],
  });
  return (
    <span>
      {(['svg', 'png'] as const).map((format) => (
        <button
          type="button"
          key={format}
          class="link"
          onClick={() => void save(format)}
          aria-label={`Save the molecule as ${format.toUpperCase()}`}
        >
          {format.toUpperCase()}
        </button>
      ))}
    </span>
  );
}
