import type { Band, TokenChange, VersionDiffResponse } from '../../api/types';
import { css } from '../../colour/contrast';
import { signedColour } from '../../colour/signed';
import { fixed, signed } from '../../numbers/format';
import { labels } from '../../state/models';
import { theme } from '../../state/page';
import { scope } from '../../state/scope';
import { ScrollTable } from '../parts/ScrollTable';
import { RecordedLabel } from './RecordedLabel';

interface Props {
  readonly diff: VersionDiffResponse;
  readonly reasons: NonNullable<VersionDiffResponse['reasons']>;
}

/** Words whose share changed its sign, and the words that most drive a label with their places by both versions. */
export function VersionReasons({ diff, reasons }: Props) {
  const { version, against } = diff;
  const label = scope.value.label ?? labels.value[0] ?? '';
  const ranks = reasons.ranks.filter((token) => token.label === label);
  const most = Math.max(1e-9, ...ranks.map(({ difference }) => Math.abs(difference.value)));
  const means = [`by ${against}`, `by ${version}`, 'texts'];
  return (
    <section class="card words-card" aria-labelledby="reasons-title">
      <header>
        <h2 id="reasons-title">The same label, other reasons</h2>
        <div class="tools"><RecordedLabel /></div>
      </header>
      <h3>Words that changed sides</h3>
      {reasons.signs.length === 0 ? <p class="quiet">No word speaks for a label by one version and against it by the other.</p> : (
        <ScrollTable label="Words that changed sides" head={['word', 'label', ...means, 'sure']}>
          {reasons.signs.map((token) => (
            <tr key={`${token.text} ${token.label}`}>
              <th scope="row"><bdi>{token.text}</bdi></th>
              <td>{token.label}</td>
              <Means token={token} />
              <td>{token.q <= reasons.alpha ? 'yes' : ''}</td>
            </tr>
          ))}
        </ScrollTable>
      )}
      <h3>Words that most drive {label}, by their places</h3>
      <ScrollTable label={`Words that drive ${label}`} head={['word', `place by ${against}`, `place by ${version}`, 'more by', ...means]}>
        {ranks.map((token) => (
          <tr key={token.text}>
            <th scope="row"><bdi>{token.text}</bdi></th>
            <td>{token.againstRank}</td>
            <td>{token.versionRank}{moved(token)}</td>
            <td class="change-bar">
              {signed(token.difference.value)}
              <i style={bar(token.difference.value / most)} />
            </td>
            <Means token={token} />
          </tr>
        ))}
      </ScrollTable>
      <p class="quiet note">
        Of the {reasons.texts.toLocaleString('en')} texts to which both give one label, since only there are shares of one logit. Means are
        over the texts in which either version read the word, with 95% intervals; a word that a version doesn’t know adds nothing. “Sure” is
        where neither mean could as well have the other sign (q of at most {fixed(reasons.alpha)}). Places are by the sum of shares.
      </p>
    </section>
  );
}

function Means({ token }: { readonly token: TokenChange }) {
  return (
    <>
      <td>{meanWords(token.against)}</td>
      <td>{meanWords(token.version)}</td>
      <td>{token.support.toLocaleString('en')}</td>
    </>
  );
}

function meanWords({ value, lower, upper }: Band): string {
  return `${signed(value)} (${signed(lower)} to ${signed(upper)})`;
}

function moved({ versionRank, againstRank }: TokenChange): string {
  const by = againstRank - versionRank;
  return by === 0 ? '' : ` (${by > 0 ? '▲' : '▼'} ${Math.abs(by)})`;
}

function bar(share: number) {
  return { width: `${100 * Math.abs(share)}%`, background: css(signedColour(share, theme.value)) };
}
