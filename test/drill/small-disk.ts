import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, rmSync, statfsSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { temporaryData } from '../support/process.ts';

/** What a disk can come to. */
export const DISK_TROUBLES = ['no space', 'no inodes', 'read-only'] as const;
export type DiskTrouble = (typeof DISK_TROUBLES)[number];

/** A file system of its own, small enough to fill. */
export interface SmallDisk {
  readonly folder: string;
  /** Takes all of its space or inodes, and whatever becomes free; or gives up writing, as after a fault of the device. */
  readonly begin: (trouble: DiskTrouble) => void;
  /**
   * Writes single pages of memory, of files in a folder, to the device, each file's in an order by chance and in a share by chance,
   * as the kernel may at any time; what was not forced to the device is then there in part. Resolves when it has, or the power is gone.
   */
  readonly writeInDisorder: (folder: string, seed: number) => Promise<void>;
  /** From now on nothing reaches it any more, not even what its file system had still to write: what is there is all there is. */
  readonly losePower: () => void;
  /** Everything can be written again, on what has reached it. */
  readonly end: () => Promise<void>;
  readonly remove: () => Promise<void>;
}

const MEGABYTES = 700;
const INODES = 16_384;
const AGAIN_MS = 100;

/** Ext4's order to shut down without flushing its journal (`EXT4_IOC_SHUTDOWN`, `NOLOGFLUSH`), which Node has no way to give. */
const SHUT_DOWN =
  "open my $disk, '<', $ARGV[0] or die $!; my $flags = pack('I', 2); ioctl($disk, 0x8004587d, $flags) or die $!";

/** Numbers of the system call `sync_file_range`, which Node has no way to give either. */
const SYNC_FILE_RANGE: Partial<Record<NodeJS.Architecture, number>> = { x64: 277, arm64: 84 };

/** Begins to write (`SYNC_FILE_RANGE_WRITE`) pages of memory, each with those that the kernel keeps together with it. */
const WRITE_IN_DISORDER = `
  use File::Find; use List::Util 'shuffle';
  my ($folder, $seed, $call) = @ARGV;
  srand $seed;
  my @files;
  find({ no_chdir => 1, wanted => sub { push @files, $_ if -f } }, $folder);
  for my $file (shuffle sort @files) {
    open my $opened, '<', $file or next;
    my $share = rand;
    for my $page (shuffle 0 .. (-s $file) / 4096) {
      syscall $call, fileno($opened), $page * 4096, 4096, 2 if rand() < $share;
    }
  }`;

const run = (program: string, ...parameters: readonly string[]): string | undefined => {
  const { status, stderr, error } = spawnSync(program, parameters, { encoding: 'utf8' });
  return status === 0 ? undefined : (error?.message ?? `${program}: ${stderr.trim()}`);
};

/** Mounts one from a file; in words why not, as where nobody may mount. */
export const mountSmallDisk = (): SmallDisk | string => {
  const data = temporaryData();
  const image = join(data.folder, 'disk.img');
  const mounted = join(data.folder, 'disk');
  const ballast = join(mounted, 'ballast');
  mkdirSync(mounted);
  writeFileSync(image, '');
  truncateSync(image, MEGABYTES * 2 ** 20);
  const mount = () => run('mount', '-o', 'loop', image, mounted);
  const refused = run('mkfs.ext4', '-q', '-m', '0', '-N', String(INODES), image) ?? mount();
  if (refused !== undefined) {
    rmSync(data.folder, { recursive: true, force: true });
    return refused;
  }
  let taken = 0;
  const takeSpace = () => {
    for (const part of [2, 4, 64, 1_024]) {
      const { bavail, bsize } = statfsSync(mounted);
      const bytes = Math.floor((bavail * 2) / part) * bsize;
      taken += 1;
      if (bytes > 0) run('fallocate', '-l', String(bytes), join(ballast, String(taken)));
    }
  };
  const takeInodes = () => {
    try {
      for (;;) {
        taken += 1;
        writeFileSync(join(ballast, String(taken)), '');
      }
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
    }
  };
  let again: NodeJS.Timeout | undefined;
  let mustMount = false;
  return {
    folder: mounted,
    begin: (trouble) => {
      if (trouble === 'read-only') {
        mustMount = true;
        const failed = run('mount', '-o', 'remount,abort', mounted);
        if (failed !== undefined) throw new Error(failed);
        return;
      }
      mkdirSync(ballast, { recursive: true });
      const take = trouble === 'no space' ? takeSpace : takeInodes;
      take();
      again = setInterval(take, AGAIN_MS);
    },
    writeInDisorder: async (folder, seed) => {
      const call = SYNC_FILE_RANGE[process.arch];
      if (call === undefined) throw new Error(`Pages cannot be written one by one on ${process.arch}.`);
      const parameters = ['-e', WRITE_IN_DISORDER, folder, String(seed), String(call)];
      await once(spawn('perl', parameters, { stdio: 'ignore' }), 'exit');
    },
    losePower: () => {
      mustMount = true;
      const failed = run('perl', '-e', SHUT_DOWN, mounted);
      if (failed !== undefined) throw new Error(failed);
    },
    end: async () => {
      clearInterval(again);
      if (mustMount) {
        mustMount = false;
        for (let waited = 0; run('umount', mounted) !== undefined && waited < 100; waited += 1) await sleep(100);
        run('e2fsck', '-p', image);
        const failed = mount();
        if (failed !== undefined) throw new Error(failed);
      }
      // Also after a fault of the device, which may have brought back what was removed just before.
      rmSync(ballast, { recursive: true, force: true });
    },
    remove: async () => {
      clearInterval(again);
      run('umount', '-l', mounted);
      await data.remove();
    },
  };
};
