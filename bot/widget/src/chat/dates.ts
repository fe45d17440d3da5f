/** Dates in full, as the no-JavaScript page writes them. */

import type { Source } from './contract';
import { t } from './texts';

const MONTHS = 'janvier février mars avril mai juin juillet août septembre octobre novembre décembre'.split(' ');

/** Write an ISO day in French; what is no day stays as it is. */
export function french(day: string): string {
  const found = /^(\d{4})-(\d\d)-(\d\d)/.exec(day);
  return found ? `${found[3] === '01' ? '1er' : +found[3]} ${MONTHS[+found[2] - 1]} ${found[1]}` : day;
}

/** Say when a source was published and checked; an unknown date is said. */
export function ages({ published, verified }: Source): string {
  const said = [published ? t('published', { date: french(published) }) : t('undated')];
  if (verified) said.push(t('verified', { date: french(verified) }));
  return said.join(', ');
}
