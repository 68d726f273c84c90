import { trouble } from '../../state/page';

/** What makes pictures to save. It is fetched at the first press of a button: who reads the page does not wait for it. */
export async function pictures(): Promise<typeof import('../../export/picture') | null> {
  try {
    return await import('../../export/picture');
  } catch {
    trouble.value = { words: 'What saves pictures could not be fetched; reload the page.', retry: false };
    return null;
  }
}
