/** Did it help? Two thumbs with words; a no asks for the reason, and takes none for an answer. */

import { html, nothing } from 'lit/html.js';
import type { Said } from '../conversation';
import { t } from '../texts';
import type { TurnActions } from './turn';

const RATED = ['answered', 'suggested', 'unanswerable', 'out_of_mandate'];
const REASONS = { faux: 'faux', pas_a_jour: 'pas à jour', incomplet: 'incomplet', trop_long: 'trop long', hors_sujet: 'hors sujet' };
const UP = 'M7 21H3V10h4v11zm2 0V10l4-8c1.4 0 2.4 1.2 2.1 2.6L14.4 8H20a2 2 0 0 1 2 2.4l-1.6 9A2 2 0 0 1 18.4 21H9z';

/** Show the question under an answer. */
export function feedbackView(entry: Said, actions: TurnActions): unknown {
  if (!entry.turn?.turn || !RATED.includes(entry.turn.status)) return nothing;
  const thumb = (value: 'up' | 'down') => html`<button type="button" class=${`thumb ${value}`} aria-pressed=${entry.value === value} aria-label=${t(value)} @click=${() => actions.rate(entry, value)}><svg viewBox="0 0 24 24" width="18" height="18" aria-hidden="true"><path d=${UP} fill="currentColor"></path></svg><span aria-hidden="true">${t(value === 'up' ? 'yes' : 'no')}</span></button>`;
  return html`<div class="feedback" role="group" aria-label=${t('useful')}><span class="soft" aria-hidden="true">${t('useful')}</span>${thumb('up')}${thumb('down')}${entry.value === 'down' ? reasonsView(entry, actions) : nothing}${entry.value === 'up' || entry.reason ? html`<span class="soft">${t('thanks')}</span>` : nothing}</div>`;
}

function reasonsView(entry: Said, actions: TurnActions): unknown {
  return html`<div class="reasons" role="group" aria-label=${t('why')}><span class="soft">${t('why')}</span>${Object.entries(REASONS).map(([key, reason]) => html`<button type="button" aria-pressed=${entry.reason === reason} @click=${() => actions.rate(entry, 'down', reason)}>${t(`reason_${key}`)}</button>`)}</div>`;
}
