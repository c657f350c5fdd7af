import {
  PublicRepliesOperation,
  type PublicRepliesQuery,
  type PublicRepliesQueryVariables,
} from '@kinerja/schema/operations';
import type { TemplateResult } from 'lit/html.js';
import { badge, formatFigure, formatInstant, GatewayElement, html, OperationController } from '../toolkit.ts';
import { publicRepliesStyles } from './public-replies.styles.ts';
import { replyWords } from './words.ts';

type Unit = NonNullable<PublicRepliesQuery['unit']>;
type Reply = Unit['publicReplies'][number];

/**
 * Anda sampaikan, kami lakukan: what citizens told a unit and what it did about it, in the unit's own words, the newest first; and
 * which of the weakest elements of its index something was done about.
 *
 * @summary What citizens told a unit, and what it did about it.
 * @tag kinerja-public-replies
 * @fires {KinerjaLoadEvent} kinerja-load - The replies are on the page.
 * @fires {KinerjaErrorEvent} kinerja-error - Loading failed.
 * @csspart replies - The list.
 * @csspart reply - What was said and what was done.
 * @csspart weakest - The weakest elements.
 */
export class PublicReplies extends GatewayElement<Unit> {
  static override readonly styles = GatewayElement.styles + publicRepliesStyles;

  static override readonly attributeRules = {
    unit: { pattern: /^unit_[\w-]+$/, vital: true },
    ...GatewayElement.attributeRules,
  };

  /**
   * Id of the unit. Required.
   * @attr unit
   */
  declare unit: string | null;

  protected readonly operation = new OperationController<PublicRepliesQuery, PublicRepliesQueryVariables, Unit>(this, {
    operation: PublicRepliesOperation,
    question: () => {
      const { address: gateway, unit, language: lang } = this;
      return gateway && unit ? { gateway, variables: { unit, lang } } : null;
    },
    pick: ({ unit }) => unit,
  });

  protected override renderAnswer({ name, tenant, publicReplies, weakestElements }: Unit): TemplateResult {
    const { texts } = this;
    const words = replyWords[this.language];
    const ofWeak = new Set(weakestElements.flatMap((element) => element.publicReplies.map(({ id }) => id)));
    return html`
      <p class="quiet">${name}, ${tenant.name}</p>
      <h2>${words.title} ${tenant.sampleData ? badge(texts.sampleData) : ''}</h2>
      ${
        publicReplies.length > 0
          ? html`<ul part="replies">${publicReplies.map((reply) => this.reply(reply, tenant.timeZone, ofWeak.has(reply.id)))}</ul>`
          : html`<p>${words.none}</p>`
      }
      ${
        weakestElements.length > 0
          ? html`
              <h3>${words.weakest}</h3>
              <ul class="weak" part="weakest">
                ${weakestElements.map(
                  (element) => html`
                    <li>
                      <strong>${element.name}</strong> (${words.mean(formatFigure(element.meanScore, texts))}):
                      ${element.publicReplies.length > 0 ? words.acted : words.notActed}
                    </li>
                  `,
                )}
              </ul>
            `
          : ''
      }
    `;
  }

  private reply({ said, done, elementLabel, service, publishedAt }: Reply, timeZone: string, isOfWeak: boolean) {
    const words = replyWords[this.language];
    return html`
      <li part="reply">
        <p><strong>${words.said}:</strong> ${said}</p>
        <p class="done"><strong>${words.done}:</strong> ${done}</p>
        <p class="quiet">
          ${[service?.name, elementLabel, formatInstant(publishedAt, this.texts, timeZone)].filter(Boolean).join(' · ')}
          ${isOfWeak ? badge(words.ofWeak) : ''}
        </p>
      </li>
    `;
  }
}
