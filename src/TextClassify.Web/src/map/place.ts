/** Words and where their left end is written. */
export interface Placed {
  readonly words: string;
  readonly x: number;
  readonly y: number;
}

/** Words and the point that they belong to. */
interface Wanted {
  readonly words: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

/** A box that words fill already. */
export interface Taken {
  readonly x0: number;
  readonly x1: number;
  readonly y0: number;
  readonly y1: number;
}

const height = 14;
const distance = 9;

/** Puts words beside their points where they hide no others. The first in the list choose first, and words without room are left out. */
export function placeWords(wanted: readonly Wanted[], width: number, bottom: number, before: readonly Taken[] = []): Placed[] {
  const taken = [...before];
  return wanted.flatMap((word) => {
    const free = spots(word)
      .map((spot) => ({ ...spot, x0: spot.x - 2, x1: spot.x + word.width + 2, y0: spot.y - height + 3, y1: spot.y + 3 }))
      .find((box) => box.x0 >= 0 && box.x1 <= width && box.y0 >= 0 && box.y1 <= bottom
        && taken.every((other) => box.x1 < other.x0 || box.x0 > other.x1 || box.y1 < other.y0 || box.y0 > other.y1));
    if (!free) {
      return [];
    }
    taken.push(free);
    return [{ words: word.words, x: free.x, y: free.y }];
  });
}

function spots({ x, y, width }: Wanted) {
  return [
    { x: x + distance, y: y - distance + 4 },
    { x: x - distance - width, y: y - distance + 4 },
    { x: x + distance, y: y + distance + 8 },
    { x: x - distance - width, y: y + distance + 8 },
    { x: x - width / 2, y: y - distance - 5 },
    { x: x - width / 2, y: y + distance + 14 },
  ];
}
