import { computed } from '@preact/signals';
import { letters, moves } from '../letters';
import { cursor } from '../selection';

/** The moves of the character at the cursor; null while they are on their way. */
export const currentMoves = computed(() => {
  const [read, known] = [letters.value, moves.value];
  return known && read && known.explanation.text === read.text && known.at === cursor.value.head ? known : null;
});
