/** A contact, a hotline, a person or a programme; any other card shows what it holds. */

import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { Card } from '../contract';
import { french } from '../dates';
import { anchor } from '../markup/view';
import { t } from '../texts';
import { country, dial, language, list, map, phone } from './fields';

const ORDER = ['situations', 'situation', 'person', 'role', 'summary', 'country', 'countries', 'place', 'address', 'phone', 'sms', 'email', 'url', 'hours', 'languages', 'free', 'period', 'partners', 'note'];

/** Show a card. */
export function cardView(card: Card): TemplateResult {
  const name = card.name || card.title;
  const rows = fields(card);
  const source = typeof card.source === 'string' ? card.source : '';
  return html`<section class=${`card ${card.kind}`} aria-label=${String(name || t('help'))}>
    ${name ? html`<h3>${name}</h3>` : nothing}${actions(card)}
    <dl>${rows.map(([field, value]) => html`<div><dt>${heading(field)}</dt><dd>${value}</dd></div>`)}</dl>
    ${card.verified ? html`<p class="dates">${t('card_verified', { date: french(String(card.verified)) })}${source ? html` · ${anchor(source, t('sources_one'), true)}` : nothing}</p>` : nothing}
  </section>`;
}

/** Return the lines that a card already says, as far as its words go. */
export function told(card: Card): string[] {
  const known = ['person', 'role', 'address', 'email', 'url', 'hours', 'place', 'situation', 'note'].map((field) => card[field]);
  return [...known, ...['phone', 'sms'].map((field) => card[field] && phone(card, field)), card.country && country(String(card.country)), list(card.languages).map(language).join(', ')].filter((one): one is string => typeof one === 'string' && one !== '');
}

/** A number to call comes first, large enough for a shaking thumb. */
function actions(card: Card): unknown {
  if (!card.phone) return nothing;
  const local = card.phone_local;
  return html`<p class="calls">${anchor(dial(String(card.phone)), t('call', { number: phone(card, 'phone') }), false, 'call')}${local && local !== phone(card, 'phone') ? html`<span class="dates">${t('local', { number: String(local) })}</span>` : nothing}</p>`;
}

function fields(card: Card): [string, unknown][] {
  return ORDER.map((field) => [field, valueOf(card, field)] as [string, unknown]).filter(([, value]) => value);
}

function heading(field: string): string {
  return t(field === 'sms' || field === 'note' ? `${field}_label` : field);
}

function valueOf(card: Card, field: string): unknown {
  const value = card[field];
  if (value === true || value === false) return t(value ? 'yes' : 'no');
  const words = list(value);
  if (!words.length) return '';
  if (field === 'phone') return card.kind === 'hotline' ? '' : anchor(dial(words[0]), phone(card, field));
  if (field === 'sms') return anchor(dial(words[0]), phone(card, field));
  if (field === 'email') return anchor(`mailto:${words[0]}`, words[0]);
  if (field === 'url') return anchor(words[0], words[0].replace(/^https?:\/\/(www\.)?|\/$/g, ''));
  if (field === 'address') return html`${words[0]} ${anchor(map(words[0]), t('map'))}`;
  if (field === 'country' || field === 'countries') return words.map(country).join(', ');
  if (field === 'languages') return words.map(language).join(', ');
  if (field === 'situations') return list(card.situations_shown ?? value).join(', ');
  return words.join(', ');
}
