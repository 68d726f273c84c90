import type { VersionDiffResponse } from '../api/types';
import { percent } from '../numbers/format';
import { wordsInARow, type Said } from './said';

const named = 3;

/** What two versions say differently of the same texts, and which of them is right where somebody said what is. */
export function versionSentence(diff: VersionDiffResponse): Said {
  const { version, against, texts, agreement, flips, reasons } = diff;
  const flipped = flips.reduce((sum, flip) => sum + flip.texts, 0);
  const [one, other] = [`version ${version}`, `version ${against}`];
  const share = `${percent(1 - agreement.value)}, ${percent(1 - agreement.upper)} to ${percent(1 - agreement.lower)}`;
  const most = flips.slice(0, named).map((flip) => `${flip.texts.toLocaleString('en')} from ${flip.againstLabel} to ${flip.versionLabel}`);
  const rest = flips.length > named ? ' and others' : '';
  const count = texts === 1 ? 'the one text' : `${texts.toLocaleString('en')} texts`;
  return [
    flipped === 0 ? `Of ${count} that both answered, ${one} gives each the label that ${other} gave.`
      : `Of ${count} that both answered, ${one} gives ${flipped.toLocaleString('en')} (${share}) another label than ${other}: `
        + `${most.join(', ')}${rest}.`,
    rightWords(diff),
    ...(reasons == null ? [] : signWords(diff)),
  ];
}

function rightWords({ version, against, labelled, versionRight, againstRight }: VersionDiffResponse): string {
  return labelled === 0 ? ''
    : ` Of ${labelled === 1 ? 'the one' : `the ${labelled.toLocaleString('en')}`} with a label that was given, version ${version} is right `
      + `on ${versionRight.toLocaleString('en')} and version ${against} on ${againstRight.toLocaleString('en')}.`;
}

/** Only what is sure is said. */
function signWords({ reasons, version }: VersionDiffResponse): Said {
  const sure = reasons?.signs.filter(({ q }) => q <= reasons.alpha) ?? [];
  if (sure.length === 0) {
    return [' No word surely changed sides.'];
  }
  const shown = wordsInARow(sure.slice(0, named).map(({ text }) => text));
  const first = sure[0]!;
  const side = first.version.value > 0 ? 'for' : 'against';
  const now = sure.length === 1 ? [` and now speaks ${side} ${first.label}`] : [];
  return [` By version ${version} `, ...shown, sure.length > named ? ` and others changed sides` : ' changed sides', ...now, '.'];
}
