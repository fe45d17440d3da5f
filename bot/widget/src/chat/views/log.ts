/** The conversation as a list, spoken names included. */

import { html, nothing } from 'lit/html.js';
import type { Said } from '../conversation';
import { script } from '../markup/view';
import { t } from '../texts';
import { feedbackView } from './feedback';
import { turnView, type TurnActions } from './turn';

/** What else the list lets people do. */
export interface LogActions extends TurnActions {
  cancel(): void;
  retry(): void;
}

/** Show everything that was said. */
export function logView(entries: Said[], actions: LogActions): unknown {
  const last = entries.length - 1;
  return html`<ol class="entries">${entries.map((entry, at) => {
    const crisis = entry.turn?.status === 'crisis';
    return html`<li class=${`${entry.who}${crisis ? ' crisis' : ''}`}><span class="quiet">${t(entry.who === 'person' ? 'you' : entry.who === 'note' ? 'note' : 'bot')} : </span>${entry.who === 'assistant' ? html`${turnView(entry, at === last, actions)}${feedbackView(entry, actions)}` : html`<p class="bubble" dir="auto" lang=${script(entry.text)}>${entry.text}</p>${lineView(entry, actions)}`}</li>`;
  })}</ol>`;
}

function lineView(entry: Said, actions: LogActions): unknown {
  if (entry.line === 'waiting') return html`<p class="line">${t('waiting')} <button type="button" class="plain" @click=${actions.cancel}>${t('cancel')}</button></p>`;
  if (entry.line === 'failed') return html`<p class="line warn">${t('failed')} <button type="button" class="plain" @click=${actions.retry}>${t('retry')}</button> <button type="button" class="plain" @click=${actions.cancel}>${t('cancel')}</button></p>`;
  return nothing;
}
