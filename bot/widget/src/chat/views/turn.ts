/** What the assistant says: text, card, sources, quick replies. */

import { html, nothing } from 'lit/html.js';
import type { Reply, Source } from '../contract';
import type { Said } from '../conversation';
import { ages } from '../dates';
import { anchor, markup } from '../markup/view';
import { t } from '../texts';
import { cardView } from './card';

const OPEN = 2; // more sources than this are folded

/** What a turn lets people do. */
export interface TurnActions {
  choose(from: Said, title: string, payload: string): void;
  rate(entry: Said, value: 'up' | 'down', reason?: string): void;
}

/** Show the replies of a turn. */
export function turnView(entry: Said, active: boolean, actions: TurnActions): unknown {
  return (entry.turn?.replies ?? []).map((reply) => html`<div class="bubble">${markup(reply.card?.shown.text ?? reply.text ?? '')}${reply.card ? cardView(reply.card.shown) : nothing}${sourcesView(reply.sources ?? [])}</div>${choicesView(entry, reply, active, actions)}`);
}

/** Return an item of the list as words alone, for those who listen. */
export function spoken(item: Element): string {
  return Array.from(item.querySelectorAll<HTMLElement>('.bubble, .choices'), (part) => part.innerText.split(t('new_tab')).join('')).join('\n');
}

function sourcesView(sources: Source[]): unknown {
  if (!sources.length) return nothing;
  const title = sources.length > 1 ? t('sources_many', { n: sources.length }) : t('sources_one');
  return html`<details class="sources" ?open=${sources.length <= OPEN}><summary>${title}</summary><ul>${sources.map((source) => html`<li>${source.url ? anchor(source.url, source.title, true) : source.title}<span class="dates">${ages(source)}</span></li>`)}</ul></details>`;
}

function choicesView(entry: Said, { buttons = [] }: Reply, active: boolean, actions: TurnActions): unknown {
  if (!buttons.length) return nothing;
  const done = !active || !!entry.used;
  return html`<ul class="choices" aria-label=${t('choices')}>${buttons.map(({ title, payload }) => html`<li><button type="button" aria-disabled=${done} class=${entry.used === payload ? 'used' : ''} dir="auto" @click=${() => done || actions.choose(entry, title, payload)}>${title}</button></li>`)}</ul>`;
}
