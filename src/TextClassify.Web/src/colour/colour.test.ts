import { expect, test } from 'vitest';
import { classScale } from './classes';
import { contrast, inkOn } from './contrast';
import { signedColour } from './signed';

const grounds = { light: [255, 255, 255], dark: [26, 30, 39] } as const;

test('inkOn_everyStateColour_reads', () => {
  for (const theme of ['light', 'dark'] as const) {
    for (const count of [2, 3, 7, 12]) {
      const scale = classScale(count, theme);
      for (let label = 0; label < count; label++) {
        for (let share = 0; share <= 1; share += 0.02) {
          const ground = scale.share(label, share);
          expect(contrast(ground, inkOn(ground))).toBeGreaterThanOrEqual(4.5);
        }
      }
    }
  }
});

test('contrast_blackOnWhite_is21', () => expect(contrast([0, 0, 0], [255, 255, 255])).toBeCloseTo(21));

test('signedColour_weakestBars_standOutFromTheCard', () => {
  for (const theme of ['light', 'dark'] as const) {
    for (const share of [-1, -0.01, 0.01, 1]) {
      expect(contrast(signedColour(share, theme), grounds[theme])).toBeGreaterThanOrEqual(3);
    }
  }
});

test('signedColour_for_isPurpleAndAgainstOrange', () => {
  const [forRed, , forBlue] = signedColour(1, 'light');
  const [againstRed, , againstBlue] = signedColour(-1, 'light');
  expect(forBlue).toBeGreaterThan(forRed);
  expect(againstRed).toBeGreaterThan(againstBlue);
});

test('share_independentClasses_haveTheirColourFromNothingOn', () => {
  const [together, own] = [classScale(3, 'light'), classScale(3, 'light', true)];
  expect(together.share(1, 0.3)).toEqual(together.share(1, 0));
  expect(own.share(1, 0.3)).not.toEqual(own.share(1, 0));
  expect(own.share(1, 1)).toEqual(together.share(1, 1));
  expect([together.least, own.least]).toEqual([1 / 3, 0]);
  // What one of two classes lacks is not the other's.
  const two = classScale(2, 'light', true);
  expect(two.share(0, 0)).toEqual(two.share(1, 0));
});

test('state_twoClasses_isNeutralAtOneHalfAndMirrored', () => {
  const scale = classScale(2, 'light');
  expect(scale.state([0.5, 0.5])).toEqual(scale.share(1, 0.5));
  expect(scale.state([0.9, 0.1])).toEqual(scale.share(1, 0.1));
});
