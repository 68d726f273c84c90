import { heard, type Case } from '../answers/case';
import { percent } from '../numbers/format';
import { because, becauseWords } from './because';
import { wordsInARow, type Said } from './said';

/**
 * What the model says of a case: its label, the sources that made it, what messages did and whether it hangs on one source. A source is
 * said to speak for the label only where its share of the label's logit is above 0, and against it only where it is below.
 */
export function caseSentence(shown: Case): Said {
  const speakers = [...heard(shown)];
  const speakFor = speakers.filter(({ share }) => share! > 0).sort((a, b) => b.share! - a.share!);
  const against = speakers.filter(({ share }) => share! < 0).sort((a, b) => a.share! - b.share!);
  const found = because(speakFor.map(({ share }) => share!), speakFor.reduce((sum, { share }) => sum + share!, 0), speakFor.length);
  return [
    `${shown.label}, ${percent(shown.score)}`,
    ...(speakFor.length === 0
      ? [', though no source speaks for it']
      : [
        `, ${speakFor.length === 1 ? 'because of ' : becauseWords(found)}`,
        ...wordsInARow(found.chosen.map((at) => speakFor[at]!.name)),
      ] as Said),
    ...(against.length > 0 ? ['; ', ...wordsInARow(against.map(({ name }) => name)), ' spoke against it'] : []),
    '. ',
    ...messages(shown),
    ...single(shown),
    ...quiet(shown),
  ];
}

function messages({ withoutMessages, label, messages }: Case): Said {
  if (!withoutMessages || messages === 0) {
    return [];
  }
  return [withoutMessages.label === label
    ? `Without messages between the sources it would be the same, ${percent(withoutMessages.score)}. `
    : `Without messages between the sources it would be ${withoutMessages.label}, ${percent(withoutMessages.score)}. `];
}

function single({ without, label }: Case): Said {
  const turned = without.filter((one) => one.label !== label);
  if (turned.length === 0) {
    return without.length > 0 ? ['It would stay so without any one of them. '] : [];
  }
  return turned.flatMap((one) => ['Without ', { word: one.source }, ` it would be ${one.label}, ${percent(one.score)}. `]);
}

function quiet({ sources }: Case): Said {
  const names = sources.filter(({ status }) => status === 'silenced').map(({ name }) => name);
  return names.length === 0 ? [] : [...wordsInARow(names), names.length === 1 ? ' is silenced.' : ' are silenced.'];
}
