/** The words of the chat. */

import messages from './messages.fr.yml';

/** Return a text with its blanks filled; the key itself tells of a text that is missing. */
export function t(key: string, values: Record<string, string | number> = {}): string {
  return (messages[key] ?? key).replace(/\{(\w+)\}/g, (_, name) => String(values[name] ?? ''));
}

/** Write a number as French readers do. */
export const number = (value: number): string => value.toLocaleString('fr');
