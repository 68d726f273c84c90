import { expect, test } from 'vitest';
import { tableRows, type CorpusText, type TableView } from './corpus';

const texts: CorpusText[] = [
  { text: 'b', label: 0, prediction: 0, score: 0.9 },
  { text: 'c', label: 0, prediction: 1, score: 0.6 },
  { text: 'a', label: 1, prediction: 1, score: 0.7 },
];
const all: TableView = { right: 'all', cell: null, key: 'row', down: false };

test.each<[Partial<TableView>, number[]]>([
  [{}, [0, 1, 2]],
  [{ down: true }, [2, 1, 0]],
  [{ right: 'right' }, [0, 2]],
  [{ right: 'wrong' }, [1]],
  [{ cell: [0, 1] }, [1]],
  [{ cell: [0, 1], right: 'right' }, []],
  [{ key: 'score' }, [1, 2, 0]],
  [{ key: 'text' }, [2, 0, 1]],
  [{ key: 'prediction', down: true }, [1, 2, 0]],
])('tableRows_%j', (view, rows) => expect(tableRows(texts, { ...all, ...view })).toEqual(rows));
