/** The small Markdown subset of replies, as a tree: paragraphs, emphasis, lists, tables and links. */

export type Inline = string | { tag: 'strong' | 'em'; of: Inline[] } | { tag: 'a'; href: string; of: Inline[] } | { tag: 'br' };

export type Block =
  | { tag: 'p'; of: Inline[] }
  | { tag: 'ul' | 'ol'; start: number; items: Block[][] }
  | { tag: 'table'; head: Inline[][]; rows: Inline[][][] };

const ITEM = /^( *)([-*+]|(\d{1,9})[.)])( +|$)/;
const RULE = /^ *\|? *:?-+:? *(\| *:?-+:? *)*\|? *$/;
const SCHEMES = /^(https?|mailto|tel):/i;

/** Tell whether a link may be followed: a known scheme, never a relative address. */
export const allowed = (address: string): boolean => SCHEMES.test(address.trim());

/** Read a text. */
export function parse(text: string): Block[] {
  return blocks(text.replace(/\r\n?/g, '\n').replace(/\t/g, '    ').split('\n'));
}

function blocks(lines: string[]): Block[] {
  const found: Block[] = [];
  for (let at = 0; at < lines.length; ) {
    const line = lines[at];
    if (!line.trim()) at++;
    else if (ITEM.test(line)) at = list(lines, at, found);
    else if (isTable(lines, at)) at = table(lines, at, found);
    else at = paragraph(lines, at, found);
  }
  return found;
}

function paragraph(lines: string[], at: number, found: Block[]): number {
  const own: string[] = [];
  do own.push(lines[at++].trim());
  while (at < lines.length && lines[at].trim() && !interrupts(lines[at]) && !isTable(lines, at));
  found.push({ tag: 'p', of: inline(own.join('\n')) });
  return at;
}

/** A list may begin right under a paragraph, unless it looks like a number that begins a sentence. */
function interrupts(line: string): boolean {
  const item = ITEM.exec(line);
  return !!item && (item[3] === undefined || +item[3] === 1) && line.length > item[0].length;
}

function list(lines: string[], at: number, found: Block[]): number {
  const first = ITEM.exec(lines[at])!;
  const mark = first[2].slice(-1);
  const items: Block[][] = [];
  for (let item = first; item && item[2].slice(-1) === mark && item[1].length < first[0].length; item = ITEM.exec(lines[at] ?? '')!) {
    const inset = item[0].trimEnd().length === item[0].length ? item[0].length + 1 : item[0].length;
    const own = [lines[at++].slice(item[0].length)];
    while (at < lines.length && belongs(lines, at, inset)) own.push(lines[at].slice(Math.min(inset, margin(lines[at++]))));
    items.push(blocks(own));
    while (at < lines.length && !lines[at].trim()) at++;
  }
  found.push({ tag: first[3] ? 'ol' : 'ul', start: +(first[3] ?? 1), items });
  return at;
}

const margin = (line: string): number => line.length - line.trimStart().length;

/** Tell whether a line goes on with the item above it. */
function belongs(lines: string[], at: number, inset: number): boolean {
  if (!lines[at].trim()) return lines.slice(at).some((line, k, rest) => line.trim() && rest.slice(0, k).every((l) => !l.trim()) && margin(line) >= inset);
  return margin(lines[at]) >= inset || (!!lines[at - 1].trim() && !ITEM.test(lines[at]));
}

const isTable = (lines: string[], at: number): boolean => lines[at].includes('|') && RULE.test(lines[at + 1] ?? '') && /-/.test(lines[at + 1]) && cells(lines[at]).length === cells(lines[at + 1]).length;

const cells = (line: string): string[] =>
  line.trim().replace(/\\\|/g, '\0').replace(/^\||\|$/g, '').split('|').map((cell) => cell.trim().replace(/\0/g, '|'));

function table(lines: string[], at: number, found: Block[]): number {
  const head = cells(lines[at]).map(inline);
  const rows: Inline[][][] = [];
  for (at += 2; at < lines.length && lines[at].trim(); at++) {
    const row = cells(lines[at]);
    rows.push(head.map((_, column) => inline(row[column] ?? '')));
  }
  found.push({ tag: 'table', head, rows });
  return at;
}

const TOKENS: [RegExp, (found: RegExpExecArray) => Inline][] = [
  [/^\\([!-/:-@[-`{-~])/, ([, sign]) => sign],
  [/^\n/, () => ({ tag: 'br' })],
  [/^<((?:https?|mailto|tel):[^\s<>]+)>/i, ([, href]) => link(href, [href.replace(/^(mailto|tel):/i, '')])],
  [/^<([^\s<>@]+@[^\s<>@]+\.[^\s<>@]+)>/, ([, mail]) => link(`mailto:${mail}`, [mail])],
  [/^\[((?:\\.|[^[\]\\])+)\]\(\s*<?((?:[^\s()<>]|\([^\s()]*\))*)>?(?:\s+["'(][^"')]*["')])?\s*\)/, ([all, words, href]) => (allowed(href) ? link(href, inline(words)) : all)],
  [/^(\*\*|__)(?=\S)((?:\\.|(?!\1)[^])+?[^\s\\]|[^\s\\])\1(?!\w|\1)/, ([, , words]) => ({ tag: 'strong', of: inline(words) })],
  [/^\*(?=[^\s*])((?:\\.|\*\*[^*]+\*\*|[^*\\])*?[^\s*\\])\*(?!\*)/, ([, words]) => ({ tag: 'em', of: inline(words) })],
  [/^_(?=[^\s_])((?:\\.|[^_\\])*?[^\s_\\])_(?!\w)/, ([, words]) => ({ tag: 'em', of: inline(words) })],
  [/^(?:https?:\/\/|www\.)[^\s<>"«»|]*[^\s<>"«»|.,;:!?'’)\]*_]/i, ([href]) => link(/^www/i.test(href) ? `http://${href}` : href, [href])],
  [/^[\w.+-]+@[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}/i, ([mail]) => link(`mailto:${mail}`, [mail])],
];

const WORD = /[\p{L}\p{N}]/u;

/** Read what stands inside a block. */
export function inline(text: string): Inline[] {
  const found: Inline[] = [];
  const add = (part: Inline): void => {
    const last = found.length - 1;
    if (typeof part === 'string' && typeof found[last] === 'string') found[last] += part;
    else if (part !== '') found.push(part);
  };
  for (let at = 0; at < text.length; ) {
    const rest = text.slice(at);
    const inWord = at > 0 && WORD.test(text[at - 1]) && WORD.test(rest[0] === '_' ? 'a' : rest[0]);
    const match = inWord ? null : token(rest);
    if (match) add(match[1](match[0]));
    else add(rest[0]);
    at += match ? match[0][0].length : 1;
  }
  return found;
}

function token(rest: string): [RegExpExecArray, (found: RegExpExecArray) => Inline] | null {
  for (const [pattern, build] of TOKENS) {
    const found = pattern.exec(rest);
    if (found) return [found, build];
  }
  return null;
}

const link = (href: string, of: Inline[]): Inline => ({ tag: 'a', href, of });
