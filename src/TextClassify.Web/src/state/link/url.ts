import { readings, stateKinds, type Reading, type StateKind } from '../../answers/analysis';
import { usualBeam } from '../beam';
import type { Span } from '../cursor';
import { zoneViews, type ZoneView } from '../letters';
import { emptyScope, type Scope } from '../scope';
import { decodeScope, encodeScope } from './scopeUrl';

/** What a link holds. It is behind the #, which a browser sends to no server, so that texts stay out of access logs. */
export interface PageState {
  readonly text: string;
  readonly pinned: string | null;
  readonly model: string | null;
  readonly method: string | null;
  readonly parameters: Readonly<Record<string, string>>;
  readonly target: string | null;
  readonly reading: Reading;
  readonly kind: StateKind;
  readonly zones: ZoneView;
  readonly step: number | null;
  readonly span: Span | null;
  /** The part of the text that a model of aspects is asked about: UTF-16 code units from `from` to before `to`. */
  readonly aspect: Span | null;
  /** Of a case: what each source says, by its name, and which are silenced. */
  readonly sources: Readonly<Record<string, string>>;
  readonly silenced: readonly string[];
  /** Of a translator: how many texts are followed side by side, and which of those found is shown, from 0. */
  readonly beam: number;
  readonly candidate: number;
  /** Corners of the lasso in map units: x0, y0, x1, y1, ... */
  readonly lasso: readonly number[];
  /** The view, and what is selected of many texts. */
  readonly scope: Scope;
}

export const emptyState: PageState = {
  text: '',
  pinned: null,
  model: null,
  method: null,
  parameters: {},
  target: null,
  reading: 'cumulative',
  kind: 'forward',
  zones: 'norms',
  step: null,
  span: null,
  aspect: null,
  sources: {},
  silenced: [],
  beam: usualBeam,
  candidate: 0,
  lasso: [],
  scope: emptyScope,
};

const parameterPrefix = 'p.';
const sourcePrefix = 's.';
const mostCorners = 400;

export function encodeState(state: PageState): string {
  const query = new URLSearchParams();
  const put = (key: string, value: string | null) => value !== null && query.set(key, value);
  put('text', state.text);
  put('b', state.pinned);
  put('model', state.model);
  put('method', state.method);
  const putAll = (prefix: string, values: Readonly<Record<string, string>>) =>
    Object.entries(values).forEach(([name, value]) => query.set(prefix + name, value));
  putAll(parameterPrefix, state.parameters);
  putAll(sourcePrefix, state.sources);
  state.silenced.forEach((name) => query.append('silence', name));
  const putUnless = (usual: number, key: string, value: number) => put(key, value === usual ? null : String(value));
  putUnless(usualBeam, 'beam', state.beam);
  putUnless(0, 'candidate', state.candidate);
  put('class', state.target);
  put('reading', state.reading === emptyState.reading ? null : state.reading);
  put('states', state.kind === emptyState.kind ? null : state.kind);
  put('zones', state.zones === emptyState.zones ? null : state.zones);
  put('step', state.step === null ? null : String(state.step));
  put('span', state.span === null ? null : `${state.span.from}-${state.span.to}`);
  put('aspect', state.aspect === null ? null : `${state.aspect.from}-${state.aspect.to}`);
  put('lasso', state.lasso.length === 0 ? null : state.lasso.map((value) => value.toFixed(2)).join(','));
  encodeScope(state.scope, query);
  return `#${query}`;
}

/** Reads a link; what can't be read takes its default. */
export function decodeState(hash: string): PageState {
  const query = new URLSearchParams(hash.replace(/^#/, ''));
  const under = (prefix: string) => Object.fromEntries(
    [...query].filter(([key]) => key.startsWith(prefix)).map(([key, value]) => [key.slice(prefix.length), value]));
  return {
    text: query.get('text') ?? '',
    pinned: query.get('b'),
    model: query.get('model'),
    method: query.get('method'),
    parameters: under(parameterPrefix),
    target: query.get('class'),
    reading: readings.find((reading) => reading === query.get('reading')) ?? emptyState.reading,
    kind: stateKinds.find((kind) => kind === query.get('states')) ?? emptyState.kind,
    zones: zoneViews.find((view) => view === query.get('zones')) ?? emptyState.zones,
    step: wholeNumber(query.get('step')),
    span: readSpan(query.get('span')),
    aspect: readSpan(query.get('aspect')),
    sources: under(sourcePrefix),
    silenced: query.getAll('silence'),
    beam: wholeNumber(query.get('beam')) || usualBeam,
    candidate: wholeNumber(query.get('candidate')) ?? 0,
    lasso: readCorners(query.get('lasso')),
    scope: decodeScope(query),
  };
}

function wholeNumber(text: string | null): number | null {
  return text !== null && /^\d{1,5}$/.test(text) ? Number(text) : null;
}

function readSpan(text: string | null): Span | null {
  const [from, to, ...rest] = (text ?? '').split('-').map(wholeNumber);
  return from != null && to != null && rest.length === 0 && from <= to ? { from, to } : null;
}

function readCorners(text: string | null): number[] {
  const numbers = text === null || text === '' ? [] : text.split(',').map(Number);
  const readable = numbers.length % 2 === 0 && numbers.length >= 6 && numbers.length <= 2 * mostCorners;
  return readable && numbers.every(Number.isFinite) ? numbers : [];
}
