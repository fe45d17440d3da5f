/** The tree of a text as DOM nodes: words are only ever words. */

import { html, nothing, type TemplateResult } from 'lit/html.js';
import { t } from '../texts';
import { allowed, parse, type Block, type Inline } from './parse';

/** Show a text. */
export const markup = (text: string): TemplateResult[] => parse(text).map((part) => block(part));

/** Show words with emphasis and links, without blocks. */
export const inlineView = (parts: Inline[]): unknown[] =>
  parts.map((part) => {
    if (typeof part === 'string') return part;
    if (part.tag === 'br') return html`<br>`;
    if (part.tag === 'a') return anchor(part.href, inlineView(part.of));
    return part.tag === 'em' ? html`<em>${inlineView(part.of)}</em>` : html`<strong>${inlineView(part.of)}</strong>`;
  });

/** Show a link that may be followed; only its words where it may not. */
export function anchor(href: string, words: unknown, seen = false, kind = ''): unknown {
  if (!allowed(href)) return words;
  return /^http/i.test(href.trim())
    ? html`<a class=${kind} href=${href} target="_blank" rel="noopener noreferrer">${words}<span class=${seen ? 'tab' : 'tab quiet'}> ${t('new_tab')}</span></a>`
    : html`<a class=${kind} href=${href}>${words}</a>`;
}

/** Name the language of words that are plainly not French; nothing where it is not plain. */
export function script(text: string): string | typeof nothing {
  for (const [lang, letters] of Object.entries({ ar: /\p{Script=Arabic}/gu, zh: /\p{Script=Han}/gu, uk: /\p{Script=Cyrillic}/gu, am: /\p{Script=Ethiopic}/gu }))
    if ((text.match(letters)?.length ?? 0) * 2 > text.replace(/[^\p{L}]/gu, '').length) return lang;
  return nothing;
}

function block(part: Block): TemplateResult {
  if (part.tag === 'p') {
    const words = part.of.map((one) => (typeof one === 'string' ? one : '')).join('');
    return html`<p dir="auto" lang=${script(words)}>${inlineView(part.of)}</p>`;
  }
  if (part.tag === 'table')
    return html`<div class="wide" tabindex="0" role="group" aria-label=${t('table')}><table><thead><tr>${part.head.map((cell) => html`<th scope="col">${inlineView(cell)}</th>`)}</tr></thead><tbody>${part.rows.map((row) => html`<tr>${row.map((cell) => html`<td>${inlineView(cell)}</td>`)}</tr>`)}</tbody></table></div>`;
  const items = part.items.map((item) => html`<li>${item.map((inner) => (inner.tag === 'p' && item.length === 1 ? inlineView(inner.of) : block(inner)))}</li>`);
  return part.tag === 'ol' ? html`<ol start=${part.start}>${items}</ol>` : html`<ul>${items}</ul>`;
}
