import {
  ServiceTimeChangeOperation,
  type ServiceTimeChangeQuery,
  type ServiceTimeChangeQueryVariables,
  ServiceTimeOperation,
  type ServiceTimeQuery,
  type ServiceTimeQueryVariables,
} from '@kinerja/schema/operations';
import type { TemplateResult } from 'lit/html.js';
import {
  type Asking,
  badge,
  formatFigure,
  formatInstant,
  formatNumber,
  GatewayElement,
  html,
  OperationController,
  PERIOD,
} from '../toolkit.ts';
import { serviceTimeStyles } from './service-time.styles.ts';
import { stepsTable } from './steps-table.ts';
import { serviceTimeWords } from './words.ts';

type Service = NonNullable<ServiceTimeQuery['service']>;
type ComparedService = NonNullable<ServiceTimeChangeQuery['service']>;
type Shown = Service | ComparedService;
type Duration = NonNullable<Service['serviceTime']['median']>;

/**
 * How long visits of a service take: half of them, nine of ten, how many keep the standard, and the slowest step, drawn and as a
 * table; what became of the visits that are not finished; beside it the index of the service. With `compare`, how it has changed.
 * Every figure and comparison is the gateway's.
 *
 * @summary How long visits of a service take, and which step is the slowest.
 * @tag kinerja-service-time
 * @fires {KinerjaLoadEvent} kinerja-load - The figures are on the page.
 * @fires {KinerjaErrorEvent} kinerja-error - Loading failed.
 * @csspart durations - How long half and nine of ten visits took, and how many kept the standard.
 * @csspart explanation - What the figures rest on, or why there are none.
 * @csspart slowest - The slowest step.
 * @csspart table - The steps, each with a bar.
 * @csspart bar - The bar of a step.
 * @csspart change - The comparison with the period before.
 * @csspart index - The index of the service.
 */
export class ServiceTime extends GatewayElement<Shown> {
  static override readonly styles = GatewayElement.styles + serviceTimeStyles;

  static override readonly attributeRules = {
    service: { pattern: /^service_[\w-]+$/, vital: true },
    period: { pattern: PERIOD, vital: true },
    compare: { pattern: PERIOD, vital: true },
    ...GatewayElement.attributeRules,
  };

  /**
   * Id of the service. Required.
   * @attr service
   */
  declare service: string | null;
  /**
   * The period in which the visits began. The last closed quarter by default.
   * @attr period
   */
  declare period: string | null;
  /**
   * An earlier period that it is compared with: the last one before a change. No comparison by default.
   * @attr compare
   */
  declare compare: string | null;

  private readonly alone = new OperationController<ServiceTimeQuery, ServiceTimeQueryVariables, Shown>(this, {
    operation: ServiceTimeOperation,
    question: () => this.rest(),
    pick: ({ service }) => service,
  });

  private readonly compared = new OperationController<ServiceTimeChangeQuery, ServiceTimeChangeQueryVariables, Shown>(
    this,
    {
      operation: ServiceTimeChangeOperation,
      question: () => {
        const { compare: before } = this;
        const rest = this.rest();
        return rest && before ? { gateway: rest.gateway, variables: { ...rest.variables, before } } : null;
      },
      pick: ({ service }) => service,
    },
  );

  protected get operation(): Asking<Shown> {
    return this.compare ? this.compared : this.alone;
  }

  private rest() {
    const { address: gateway, service, period, language: lang } = this;
    return gateway && service ? { gateway, variables: { service, period: period || undefined, lang } } : null;
  }

  protected override renderAnswer(service: Shown): TemplateResult {
    const { texts } = this;
    const words = serviceTimeWords[this.language];
    const { name, unit, serviceTime } = service;
    const { periodLabel, asOf, explanation, sampleData, steps, slowestStep } = serviceTime;
    return html`
      <p class="quiet">${unit.name}, ${unit.tenant.name}</p>
      <h2>${words.title}: ${name} ${sampleData ? badge(texts.sampleData) : ''}</h2>
      <p class="quiet">
        ${periodLabel} ${asOf ? html`· ${words.asOf(formatInstant(asOf, texts, unit.tenant.timeZone))}` : ''}
      </p>
      ${this.durations(service)}
      <p part="explanation">${explanation}</p>
      ${
        slowestStep
          ? html`
              <section>
                <h3>${words.slowest}</h3>
                <p part="slowest"><strong>${slowestStep.label}</strong>: ${words.slowestShare(this.percent(slowestStep.share))}</p>
                ${stepsTable(steps, { slowest: slowestStep.step, words, percent: (share) => this.percent(share) })}
              </section>
            `
          : ''
      }
      ${
        'serviceTimeChange' in service
          ? html`
              <section part="change">
                <h3>${words.change}</h3>
                <p>${service.serviceTimeChange.explanation}</p>
              </section>
            `
          : ''
      }
      ${this.satisfaction(service)}
    `;
  }

  private durations({ serviceTime: { median, p90, standard }, standard: { serviceTime: promise } }: Shown) {
    if (!median || !p90) return '';
    const words = serviceTimeWords[this.language];
    const range = (text: string) => html`<span class="quiet">${words.range(text)}</span>`;
    const duration = (label: string, { text, rangeText }: Duration) => html`
      <div>
        <dt>${label}</dt>
        <dd><span class="figure">${text}</span>${rangeText ? range(rangeText) : ''}</dd>
      </div>
    `;
    return html`
      <dl part="durations">
        ${duration(words.half, median)} ${duration(words.most, p90)}
        ${
          standard
            ? html`
                <div>
                  <dt>${words.withinStandard}</dt>
                  <dd>
                    <span class="figure">${this.percent(standard.share)}</span>
                    ${range(words.between(this.percent(standard.lower), this.percent(standard.upper)))}
                    <span class="quiet">${words.standard(promise)}</span>
                  </dd>
                </div>
              `
            : ''
        }
      </dl>
    `;
  }

  /** What citizens say of the same time. */
  private satisfaction(service: Shown): TemplateResult {
    const { texts } = this;
    const words = serviceTimeWords[this.language];
    const { satisfactionIndex, unit, serviceTime } = service;
    const { value, grade, gradeLabel, derivation } = satisfactionIndex;
    const { indexBefore } = 'indexBefore' in service ? service : { indexBefore: null };
    const inPeriod = (period: string, index: string) =>
      html`<p part="index">${texts.index}, ${period}: <strong>${index}</strong></p>`;
    return html`
      <section>
        <h3>${words.satisfaction}</h3>
        ${
          indexBefore
            ? inPeriod(
                indexBefore.periodLabel,
                indexBefore.value === null ? texts.notShown : formatFigure(indexBefore.value, texts),
              )
            : ''
        }
        ${inPeriod(
          serviceTime.periodLabel,
          value === null ? derivation : `${formatFigure(value, texts)} ${grade} (${gradeLabel})`,
        )}
        <p>${words.ofUnit(unit.name)} ${unit.trend.explanation}</p>
      </section>
    `;
  }

  private percent(share: number): string {
    return `${formatNumber(share * 100, this.texts, 0)}\u00a0%`;
  }
}
