/** Which rows the table of texts keeps, and what it is sorted by. */
export const keptKinds = ['all', 'right', 'wrong', 'unsure', 'refused'] as const;
export type Kept = (typeof keptKinds)[number];
export const rowKeys = ['row', 'truth', 'label', 'score', 'text'] as const;
export type RowKey = (typeof rowKeys)[number];
