import { expect, test } from 'vitest';
import { classScale } from '../colour/classes';
import type { Path } from '../state/map/paths';
import { PathLayer, type PathLook } from './pathLayer';

/** A canvas that keeps the colour of every filled dot. */
function recordingCanvas(fills: string[]): HTMLCanvasElement {
  const context = new Proxy({ fillStyle: '' }, {
    get(target, name) {
      if (name === 'fill') {
        return () => fills.push(target.fillStyle);
      }
      return name === 'fillStyle' ? target.fillStyle : () => undefined;
    },
    set(target, name, value: string) {
      if (name === 'fillStyle') {
        target.fillStyle = value;
      }
      return true;
    },
  });
  return { getContext: () => context } as unknown as HTMLCanvasElement;
}

const look: PathLook = {
  kind: 'forward', scale: classScale(2, 'light'), colour: 'expected', width: 'jump', size: 2, largestJump: 1,
  ink: '#000000', paper: '#ffffff', span: null, farPercentile: 99,
};

test('draw_stateFarFromEveryReference_isHollow', () => {
  const fills: string[] = [];
  const path = {
    side: 'a', x: [0, 1, 2], y: [0, 0, 0], percentile: [40, 99.5, null], analysis: { distance: { forward: [0, 1, 1] } },
  } as unknown as Path;
  const expected = [[0, 1], [0, 1], [0, 1]];

  new PathLayer(recordingCanvas(fills)).draw(path, expected, { k: 1, dx: 0, dy: 0 }, look);

  expect(fills).toHaveLength(3);
  expect(fills[1]).toBe(look.paper);
  expect([fills[0], fills[2]]).not.toContain(look.paper);
});
