/** What a model may be called; the service refuses anything else. */
export const namePattern = '[a-z][a-z0-9\\-]{0,63}';

/** A name for a model, made of its file's. */
export function modelNameOf(file: string): string {
  const letters = file.replace(/\.[^.]*$/, '').normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  const plain = letters.replace(/[^a-z0-9]+/g, '-').replace(/^[^a-z]+|-+$/g, '');
  return plain.slice(0, 64).replace(/-+$/, '') || 'my-model';
}
