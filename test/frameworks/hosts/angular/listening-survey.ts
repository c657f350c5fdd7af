import { Component, CUSTOM_ELEMENTS_SCHEMA, type ElementRef, Input, type OnDestroy, ViewChild } from '@angular/core';
import type { KinerjaSubmitEvent } from '@kinerja/widgets';
import type { State } from '../host.ts';

@Component({
  selector: 'app-listening-survey',
  schemas: [CUSTOM_ELEMENTS_SCHEMA],
  template: '<kinerja-rating-form #form [attr.service]="service" [attr.site-key]="siteKey" />',
})
export class ListeningSurvey implements OnDestroy {
  @Input() service = '';
  @Input() siteKey: string | null | undefined;
  @Input() hear: State['hear'] = () => undefined;
  @Input() refuses = false;
  private readonly stop = new AbortController();

  @ViewChild('form') set form({ nativeElement: form }: ElementRef<HTMLElement>) {
    const { signal } = this.stop;
    const submit = (event: KinerjaSubmitEvent) => {
      this.hear(event);
      if (this.refuses) event.preventDefault();
    };
    for (const type of ['kinerja-load', 'kinerja-success', 'kinerja-error'] as const)
      form.addEventListener(type, (event) => this.hear(event), { signal });
    form.addEventListener('kinerja-submit', submit, { signal });
  }

  ngOnDestroy(): void {
    this.stop.abort();
  }
}
