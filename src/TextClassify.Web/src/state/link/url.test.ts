import { expect, test } from 'vitest';
import { decodeState, emptyState, encodeState, type PageState } from './url';

const full: PageState = {
  text: 'a & b = c\n“d” 🎉 <script>#%',
  pinned: '',
  model: 'topic/1',
  method: 'integrated_gradients',
  parameters: { n_steps: '16', baseline: 'pad' },
  target: 'Sci/Tech',
  reading: 'prefix',
  kind: 'backward',
  zones: 'activations',
  step: 4,
  span: { from: 2, to: 4 },
  aspect: { from: 4, to: 11 },
  sources: { subject: 'Re: a=b&c', own: '', 'my.notes': 'x\ny' },
  silenced: ['own', 'a,b'],
  beam: 12,
  candidate: 3,
  lasso: [0, 0, 1.5, 0, 1.5, -2.25],
  scope: {
    view: 'texts', label: 'Sci/Tech', word: 'n’t', column: 'shop', value: '',
    cohort: 'a/b', from: '2026-01-01', to: '2026-02-01', version: '2', other: 'before', flip: 'a>b',
    kept: 'wrong', truth: 'World', find: 'a=b&c', sort: 'score', down: true,
  },
};

test('decodeState_ofEncoded_isTheState', () => {
  expect(decodeState(encodeState(full))).toEqual(full);
  expect(decodeState(encodeState(emptyState))).toEqual(emptyState);
});

test.each([
  '', '#', '#nonsense', '#span=9-2', '#span=a-b', '#step=-1', '#states=sideways', '#zones=all', '#lasso=1,2,3', '#lasso=a,b,c,d,e,f',
  '#view=nosuch', '#beam=0', '#beam=wide', '#candidate=-1', '#rows=nosuch', '#sort=nosuch',
])('decodeState_%s_takesTheDefaults', (hash) => expect(decodeState(hash)).toEqual(emptyState));
