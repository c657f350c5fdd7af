import { Command } from 'commander';
import { addApiClientCommands } from './api-client-commands.ts';
import { addAuditCommands } from './audit-commands.ts';
import { addBackupCommands } from './backup-commands.ts';
import { addBenchmarkCommands } from './benchmark-commands.ts';
import { addDeviceCommands } from './device-commands.ts';
import { addDoctorCommands } from './doctor-commands.ts';
import { addExportCommands } from './export-commands.ts';
import { inIndonesian } from './help.ts';
import { addImportCommands } from './import-commands.ts';
import { addListCommands } from './list-commands.ts';
import { addMonthCommands } from './month-commands.ts';
import { addOfficeNetworkCommands } from './office-network-commands.ts';
import { addOidcCommands } from './oidc-commands.ts';
import { addPeriodCommands } from './period-commands.ts';
import { addPolicyCommands } from './policy-commands.ts';
import { addPortalKeyCommands } from './portal-key-commands.ts';
import { addPosterCommands } from './poster-commands.ts';
import { addRegionCommands } from './region-commands.ts';
import { addRoleCommands } from './role-commands.ts';
import { addSiteKeyCommands } from './site-key-commands.ts';
import { addTokenCommands } from './token-commands.ts';
import { addVerifyCommands } from './verify-commands.ts';
import { addVisitCodeCommands } from './visit-code-commands.ts';

/** All commands of the operator. */
export const createProgram = (): Command => {
  const program = new Command('pnpm kinerja')
    .usage('<perintah> [pilihan]')
    .description('Perintah untuk pengelola Kinerja.');
  addListCommands(program);
  addRegionCommands(program);
  addBenchmarkCommands(program);
  addSiteKeyCommands(program);
  addPortalKeyCommands(program);
  addDeviceCommands(program);
  addOfficeNetworkCommands(program);
  addApiClientCommands(program);
  addPosterCommands(program);
  addVisitCodeCommands(program);
  addTokenCommands(program);
  addOidcCommands(program);
  addImportCommands(program);
  addExportCommands(program);
  addRoleCommands(program);
  addPolicyCommands(program);
  addPeriodCommands(program);
  addAuditCommands(program);
  addBackupCommands(program);
  addVerifyCommands(program);
  addMonthCommands(program);
  addDoctorCommands(program);
  inIndonesian(program);
  return program;
};
