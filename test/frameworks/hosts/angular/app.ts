import { Component, CUSTOM_ELEMENTS_SCHEMA, InjectionToken, Input, inject, type Signal } from '@angular/core';
import type { State } from '../host.ts';
import { ListeningSurvey } from './listening-survey.ts';
import { Survey } from './survey.ts';

@Component({
  selector: 'app-panel',
  template: '<section><h2>{{ title }}</h2><ng-content /></section>',
})
class Panel {
  @Input() title = '';
}

/** What is shown, from the test. */
export const STATE = new InjectionToken<Signal<State>>('state');

@Component({
  selector: 'host-app',
  imports: [Survey, ListeningSurvey, Panel],
  schemas: [CUSTOM_ELEMENTS_SCHEMA],
  template: `
    @let now = state();
    @switch (now.page) {
      @case ('survey') {
        <app-survey [service]="now.service" [siteKey]="now.siteKey" [hear]="now.hear" [refuses]="now.refuses" />
      }
      @case ('listening') {
        <app-listening-survey
          [service]="now.service"
          [siteKey]="now.siteKey"
          [hear]="now.hear"
          [refuses]="now.refuses"
        />
      }
      @case ('nested') {
        <app-panel title="Survei">
          <kinerja-rating-form
            [attr.service]="now.service"
            [attr.site-key]="now.siteKey"
            [attr.layout]="now.layout"
            [debug]="now.debug"
          >
            <a href="/form">{{ now.fallback }}</a>
          </kinerja-rating-form>
        </app-panel>
      }
      @case ('properties') {
        <kinerja-rating-form [service]="now.service" [siteKey]="now.siteKey" [layout]="now.layout" />
        <kinerja-unit-leaderboard tenant="32.73" kind="puskesmas" [period]="now.period" />
      }
      @case ('region') {
        @for (widget of now.widgets; track widget) {
          @if (widget === 'form') {
            <kinerja-rating-form [attr.service]="now.service" [attr.site-key]="now.siteKey" />
          } @else {
            <kinerja-unit-leaderboard tenant="32.73" kind="puskesmas" [period]="now.period" />
          }
        }
      }
      @default {
        <p>Beranda</p>
      }
    }
  `,
})
export class App {
  protected readonly state = inject(STATE);
}
