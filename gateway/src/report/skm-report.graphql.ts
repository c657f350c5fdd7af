import { builder } from '../builder.ts';
import { findReportPath } from './skm-report.ts';

const DESCRIPTION =
  'Path on this gateway of the SKM report (PermenPANRB 14/2017): a page that can be checked against a print; with `.pdf` or `.xlsx` behind it the file.';
const PERIOD_ARG = 'Without a period: the last closed quarter. An open period is provisional.';

builder.prismaObjectFields('Unit', (t) => ({
  reportPath: t.string({
    description: DESCRIPTION,
    args: {
      period: t.arg({ type: 'Period', description: PERIOD_ARG }),
      includeSubunits: t.arg.boolean({ defaultValue: false, description: 'Whether the units below are pooled in.' }),
    },
    resolve: (unit, { period, includeSubunits }, context) =>
      findReportPath(context, { ...unit, scope: includeSubunits === true ? 'SUBTREE' : 'UNIT' }, period),
  }),
}));

builder.prismaObjectFields('Service', (t) => ({
  reportPath: t.string({
    description: DESCRIPTION,
    args: { period: t.arg({ type: 'Period', description: PERIOD_ARG }) },
    resolve: (service, { period }, context) => findReportPath(context, { ...service, scope: 'SERVICE' }, period),
  }),
}));
