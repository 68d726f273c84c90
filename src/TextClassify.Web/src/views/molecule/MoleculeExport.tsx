import type { ComponentChild } from 'preact';
import type { StepAxis } from '../../charts/StepChart';
import { signedShade } from '../../colour/ramp';
import { quoted, ramped, source } from '../../export/caption';
import { theme } from '../../state/page';
import { SaveDrawing } from '../parts/SaveDrawing';

interface Props {
  readonly title: string;
  /** How the atoms' numbers were made. */
  readonly how: string;
  readonly draw: (axis: StepAxis) => ComponentChild;
}

/** Saves the molecules with what their atoms say. */
export function MoleculeExport({ title, how, draw }: Props) {
  const caption = () => ({
    title,
    lines: [`${source()}, ${how}`, quoted()],
    keys: [ramped('against', (value) => signedShade(2 * value - 1, theme.value), 'for')],
  });
  return <SaveDrawing name="molecule" draw={draw} caption={caption} />;
}
