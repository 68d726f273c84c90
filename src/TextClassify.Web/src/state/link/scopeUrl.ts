import { keptKinds, rowKeys } from '../../batch/rowView';
import { emptyScope, pageViews, type Scope } from '../scope';

const words = ['label', 'word', 'column', 'value', 'cohort', 'from', 'to', 'version', 'other', 'flip', 'truth'] as const;

/** Puts what is selected into a link; what has its default is left out. */
export function encodeScope(scope: Scope, query: URLSearchParams): void {
  const put = (key: string, value: string | null, usual: string | null = null) =>
    value !== usual && value !== null && query.set(key, value);
  put('view', scope.view, emptyScope.view);
  words.forEach((key) => put(key, scope[key]));
  put('rows', scope.kept, emptyScope.kept);
  put('find', scope.find, '');
  put('sort', `${scope.down ? '-' : ''}${scope.sort}`, emptyScope.sort);
}

export function decodeScope(query: URLSearchParams): Scope {
  const sort = query.get('sort') ?? '';
  return {
    ...emptyScope,
    ...Object.fromEntries(words.map((key) => [key, query.get(key)])),
    view: pageViews.find((view) => view === query.get('view')) ?? emptyScope.view,
    kept: keptKinds.find((kept) => kept === query.get('rows')) ?? emptyScope.kept,
    find: query.get('find') ?? '',
    sort: rowKeys.find((key) => key === sort.replace(/^-/, '')) ?? emptyScope.sort,
    down: sort.startsWith('-'),
  };
}
