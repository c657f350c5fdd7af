import { Component, CUSTOM_ELEMENTS_SCHEMA, Input } from '@angular/core';
import type { KinerjaErrorEvent, KinerjaLoadEvent, KinerjaSubmitEvent, KinerjaSuccessEvent } from '@kinerja/widgets';

@Component({
  selector: 'app-survey',
  schemas: [CUSTOM_ELEMENTS_SCHEMA],
  template: `
    <kinerja-rating-form
      [attr.service]="service"
      [attr.site-key]="siteKey"
      (kinerja-load)="hear($event)"
      (kinerja-submit)="submit($event)"
      (kinerja-success)="hear($event)"
      (kinerja-error)="hear($event)"
    >
      <a [attr.href]="'/form/' + service">Formulir biasa</a>
    </kinerja-rating-form>
  `,
})
export class Survey {
  @Input() service = '';
  @Input() siteKey: string | null | undefined;
  @Input() hear: (event: KinerjaLoadEvent | KinerjaSubmitEvent | KinerjaSuccessEvent | KinerjaErrorEvent) => void =
    () => undefined;
  /** Keeps ratings from being sent, as long as it is true. */
  @Input() refuses = false;

  submit(event: KinerjaSubmitEvent): void {
    this.hear(event);
    if (this.refuses) event.preventDefault();
  }
}
