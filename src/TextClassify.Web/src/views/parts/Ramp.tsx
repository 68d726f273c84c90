import { css, type Rgb } from '../../colour/contrast';

interface Props {
  readonly class: string;
  /** The shares at which the ramp shows its colour, from left to right. */
  readonly shares: readonly number[];
  readonly colour: (share: number) => Rgb;
}

/** A row of colours for a legend. */
export function Ramp({ class: name, shares, colour }: Props) {
  return <span class={name}>{shares.map((share) => <i key={share} style={{ background: css(colour(share)) }} />)}</span>;
}

/** From 0 to 1 in steps of one size. */
export function evenShares(steps: number): number[] {
  return Array.from({ length: steps + 1 }, (_, i) => i / steps);
}
