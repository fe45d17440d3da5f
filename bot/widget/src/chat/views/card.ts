/** A contact, a hotline, a person or a programme, in the words of the server. */

import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { Card } from '../contract';
import { anchor } from '../markup/view';
import { t } from '../texts';

/** Show a card; a number to call comes first, large enough for a shaking thumb. */
export function cardView({ kind, title, rows, call, checked, source }: Card): TemplateResult {
  return html`<section class=${`card ${kind}`} aria-label=${title || t('card')}>
    ${title ? html`<h3 dir="auto">${title}</h3>` : nothing}
    ${call ? html`<p class="calls">${anchor(call.href, call.text, false, 'call')}<span class="dates">${call.other}</span></p>` : nothing}
    <dl>${rows.map(({ label, text, href, map }) => html`<div><dt>${label}</dt><dd dir="auto">${href ? anchor(href, text) : text}${map ? html` ${anchor(map, t('map'))}` : nothing}</dd></div>`)}</dl>
    ${checked ? html`<p class="dates">${checked}${source ? html` · ${anchor(source, t('sources_one'), true)}` : nothing}</p>` : nothing}
  </section>`;
}
