import { type Logger, pino } from 'pino';
import { openCompanions } from './companions.ts';
import { ConfigError, loadConfig } from './config.ts';
import { lockDataFolder } from './database/data-folder-lock.ts';
import { finishMigrating } from './database/finish-migrating.ts';
import { MigrationRefused } from './database/migrate.ts';
import { openDatabase } from './database/open-database.ts';
import { asSuperuser, type ClusterAddresses, startOwnCluster } from './database/own-cluster.ts';
import { SetupError } from './database/setup-error.ts';
import { damageInLines } from './database/verify/damage.ts';
import { provideDemoPortalKeys, revokeDemoPortalKeys } from './demo/demo-portal-key.ts';
import { onLauncherEnd } from './launcher-watch.ts';
import { createServer } from './server.ts';
import { startTracing } from './tracing.ts';
import { printWelcome } from './welcome.ts';

/**
 * Looks at the database before anybody is served from it, after it was stopped without warning.
 *
 * @throws {SetupError} when it is damaged.
 */
const refuseDamaged = async (cluster: ClusterAddresses, log: Logger) => {
  const { CannotVerify, verifyDatabase } = await import('./database/verify/verify-database.ts');
  try {
    const { damage } = await verifyDatabase(asSuperuser(cluster), false);
    if (damage.length === 0) return;
    throw new SetupError(
      `The database was stopped without warning, and is damaged:\n${damageInLines(damage)}\nNothing was changed: see "A damaged database" in docs/operations.md.`,
    );
  } catch (error) {
    if (!(error instanceof CannotVerify)) throw error;
    log.warn(`The database was stopped without warning, and was not verified: ${error.message}`);
  }
};

/** In production a load balancer is given this long to notice that we are going. */
const ANNOUNCE_MS = 2000;

const start = async () => {
  const config = loadConfig(process.env, process.env['INIT_CWD'] ?? process.cwd());
  const log = pino({ level: config.mode === 'production' ? 'info' : 'warn' }, pino.destination(2));
  const undo: (() => Promise<void> | void)[] = [];
  const undoAll = async () => {
    for (const step of undo.splice(0).toReversed()) await step();
  };
  let isStopping = false;
  const stop = async (signal: string) => {
    if (isStopping) return;
    isStopping = true;
    if (process.stdout.isTTY) process.stdout.write(`\n${signal}: berhenti dengan tertib …\n`);
    await undoAll();
    process.exit(0);
  };
  process.on('SIGINT', () => void stop('Ctrl-C'));
  process.on('SIGTERM', () => void stop('SIGTERM'));
  process.on('SIGHUP', () => void stop('SIGHUP'));
  onLauncherEnd(() => void stop('SIGTERM'));
  if (config.tracesUrl !== undefined) undo.push(await startTracing(config.tracesUrl));
  try {
    let addresses: Parameters<typeof openDatabase>[0];
    let engine: string;
    if (config.databaseUrl === undefined) {
      undo.push(lockDataFolder(config.dataDir));
      const cluster = await startOwnCluster(config.dataDir, config.postgresBin);
      undo.push(cluster.stop);
      if (cluster.hasRecovered) await refuseDamaged(cluster, log);
      cluster.keepRunning({
        onEnd: (reason) => log.error({ err: reason }, 'the database server ended; it is started again'),
        verify: (recovered) => refuseDamaged(recovered, log),
        onRefused: (reason) => void undoAll().finally(() => fail(reason)),
      });
      addresses = cluster;
      engine = `PostgreSQL ${cluster.programs.major} (${cluster.programs.engine}) di ${config.dataDir}`;
    } else {
      addresses = config.databaseUrl;
      engine = 'PostgreSQL dari DATABASE_URL';
    }
    const database = await openDatabase(addresses);
    undo.push(database.close);
    undo.push(
      finishMigrating(addresses, (text, error) =>
        error === undefined ? log.info(text) : log.warn({ err: error }, text),
      ),
    );
    if (config.demo) {
      const { loadDemoRegions } = await import('./demo/load-demo.ts');
      await loadDemoRegions(database, { now: new Date() });
      await provideDemoPortalKeys(database, new Date());
    }
    if (config.mode === 'production') await revokeDemoPortalKeys(database, new Date());
    const companions = await openCompanions(config, database, (what, error) =>
      log.warn({ err: error }, `${what} is away`),
    );
    undo.push(companions.close);
    const server = await createServer({
      config,
      database,
      companions,
      logError: (error, id) => log.error({ err: error, id }, 'fault'),
      logRequest: (request) => log.info(request, 'request'),
    });
    const address = await server.listen();
    undo.push(() => server.close({ announceMs: config.mode === 'production' ? ANNOUNCE_MS : 0 }));
    await printWelcome({ config, database, address, engine });
  } catch (error) {
    await undoAll();
    throw error;
  }
};

/** One sentence for what the operator can mend; everything else keeps its stack. */
const explain = (error: unknown): string => {
  if (error instanceof ConfigError || error instanceof SetupError || error instanceof MigrationRefused)
    return error.message;
  if (error instanceof Error && 'code' in error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EADDRINUSE')
      return `Port ${(error as NodeJS.ErrnoException & { port?: number }).port} is in use by another program: stop it, or choose another with PORT=4001.`;
    if (code === 'EACCES') return `${error.message}: choose a port above 1023 and a DATA_DIR that may be written.`;
    if (code === 'ENOSPC' || code === 'EDQUOT' || code === '53100')
      return 'The disk is full: make room and start again.';
  }
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
};

const fail = (error: unknown) => {
  process.stderr.write(`${explain(error)}\n`);
  process.exit(1);
};

start().catch(fail);
