import { expect, test } from 'vitest';
import type { Training } from '../api/types';
import { duration, trainFigures, trainPace, trainStage } from './trainSentence';

const run: Training = { id: 'a', name: 'tickets', version: '1', state: 'running', quick: true, createdAt: '2027-01-01T00:00:00Z' };

test.each<[Partial<Training>, string]>([
  [{ state: 'queued', ahead: 2 }, 'It waits for its turn; 2 go before it.'],
  [{ state: 'queued', ahead: 0 }, 'It begins.'],
  [{ stage: 'training', rows: 2700, labels: 4 }, 'The model reads 2,700 rows with 4 labels.'],
  [{ stage: 'folding' }, 'It trains anew on parts of the rows, since they are few.'],
  [{ stage: 'loading' }, 'The service loads it.'],
  [{}, 'The file is read.'],
])('trainStage_%j', (change, words) => expect(trainStage({ ...run, ...change })).toBe(words));

test.each<[Partial<Training>, string]>([
  [{}, ''],
  [
    { developmentRows: 300, baselineAccuracy: 0.8 },
    'On the 300 rows set aside, the baseline, counted words with logistic regression, has 80.0%.',
  ],
  [
    { developmentRows: 300, accuracy: 0.85, baselineAccuracy: 0.8 },
    '85.0% right on the 300 rows set aside; the baseline, counted words with logistic regression, has 80.0%.',
  ],
  [
    { developmentRows: 300, accuracy: 0.75, baselineAccuracy: 0.8, state: 'succeeded' },
    'The baseline is better: counted words with logistic regression have 80.0%, the model is 75.0% right on the 300 rows set aside.',
  ],
])('trainFigures_%j', (change, words) => expect(trainFigures({ ...run, ...change })).toBe(words));

test('trainPace_whileItTrains_saysWhatIsLeft', () => {
  const progress = { epoch: 2, epochs: 8, share: 0.2, secondsLeft: 31.4 };
  const pace = trainPace({ ...run, stage: 'training', progress });
  expect(pace).toBe('Reading 2 of at most 8, about 31 s left; checks and the package follow.');
  expect(trainPace({ ...run, stage: 'packaging', progress })).toBe('');
});

test('duration_long_isInMinutes', () => expect([duration(0.2), duration(89), duration(200)]).toEqual(['1 s', '89 s', '3 min']));
