/** The fields of a card as words: what is shown, and where it leads. */

import type { Card } from '../contract';

const UNKNOWN_PLACE = 'EU';

/** Return the French name of a country code; the code where the browser knows none. */
export function country(code: string): string {
  return named('region', code);
}

/** Return the French name of a language code. */
export function language(code: string): string {
  return named('language', code);
}

function named(type: 'region' | 'language', code: string): string {
  try {
    return new Intl.DisplayNames('fr', { type }).of(type === 'region' ? code.toUpperCase() : code) ?? code;
  } catch {
    return code === UNKNOWN_PLACE ? 'Union européenne' : code;
  }
}

/** Return a number as people read it: the server's own way, else in pairs. */
export function phone(card: Card, field: string): string {
  const shown = card[`${field}_shown`];
  const raw = String(card[field]);
  if (typeof shown === 'string') return shown;
  const found = /^\+(1|7|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|\d{3})(\d+)$/.exec(raw);
  return found ? `+${found[1]} ${found[2].replace(/\B(?=(\d\d)+$)/g, ' ')}` : raw;
}

/** Return a list of whatever a field holds. */
export function list(value: unknown): string[] {
  return (Array.isArray(value) ? value : [value]).filter((one) => ['string', 'number'].includes(typeof one) && one !== '').map(String);
}

/** Return the address of a map that shows a place. */
export const map = (place: string): string => `https://www.openstreetmap.org/search?query=${encodeURIComponent(place)}`;

/** Return a number as a telephone dials it. */
export const dial = (number: string): string => `tel:${number.replace(/[^\d+*#]/g, '').replace(/#/g, '%23')}`;
