import { signal } from '@preact/signals';
import { defaultRules, type LabelRules } from './labels';

/** Whether the map shows t-SNE or the two principal components. */
export const projection = signal<'tsne' | 'pca'>('tsne');
export const pointColour = signal<'expected' | 'label'>('expected');
export const pointSize = signal(1.6);
export const lineSize = signal(2);
export const lineColour = signal<'expected' | 'time'>('expected');
export const lineWidth = signal<'even' | 'jump' | 'time'>('jump');
/** Texts of the reference set whose points are faded. */
export const faded = signal<'none' | 'right' | 'wrong'>('none');
/** Which words of a path are labelled by themselves. */
export const labelRules = signal<LabelRules>(defaultRules);
