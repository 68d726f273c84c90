/** Whether the zones of a language model's gates are shown by their size or number by number. */
export const zoneViews = ['norms', 'activations'] as const;
export type ZoneView = (typeof zoneViews)[number];
