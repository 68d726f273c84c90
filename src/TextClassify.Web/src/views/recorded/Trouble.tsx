import type { Asked } from './useAnswer';

const notRecorded = 'urn:textclassify:not-recorded';
const nothingInCommon = 'urn:textclassify:nothing-in-common';
const turnOn = 'Start the service with Memory:Level set to Aggregates, Evidence or Text, and what it answers from then on is here.';
const turnUp = 'Start the service with Memory:Level set to Evidence, and the words of what it answers from then on are here.';
const sendBoth = 'Or on this page: choose one version at the top and drop a file under Texts, then choose the other and drop it again.';

/** Says why there is no answer, and what to change; dots while it is on its way. */
export function Trouble({ asked }: { readonly asked: Asked<unknown> }) {
  if (asked.trouble === '') {
    return asked.value === null ? <p class="quiet">…</p> : null;
  }
  const hint = asked.type === nothingInCommon ? ` ${sendBoth}`
    : asked.type !== notRecorded ? '' : asked.trouble.includes('keeps no words') ? ` ${turnUp}` : ` ${turnOn}`;
  return <p class="problem" role="alert">{asked.trouble}{hint}</p>;
}
