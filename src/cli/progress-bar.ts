import cliProgress from 'cli-progress';
import type { DecodeProgress } from '../replay/input/decode-events.ts';
import type { CommandIo } from './io.ts';

/** Shows how far a replay has come. */
export interface ProgressDisplay {
  update(progress: Readonly<DecodeProgress>): void;
  stop(): void;
}

const SILENT: ProgressDisplay = { update: () => {}, stop: () => {} };

const FORMAT = '{bar} {percentage}% | {events} events | {rate} events/s | {megabytes} MB | {left}';

/**
 * A bar on the terminal behind stderr: events, events per second, bytes, time left. Where stderr is no
 * terminal nothing is shown at all, so that logs stay clean.
 *
 * @param totalBytes of all inputs; 0 where nobody can know (a pipe)
 */
export function progressDisplay(
  stderr: CommandIo['stderr'],
  totalBytes: number,
  nowMs: () => number,
): ProgressDisplay {
  if (stderr.isTTY !== true) return SILENT;
  const bar = new cliProgress.SingleBar(
    {
      format: FORMAT,
      stream: stderr as NodeJS.WriteStream,
      hideCursor: true,
      clearOnComplete: true,
      fps: 10,
    },
    cliProgress.Presets.shades_classic,
  );
  const startMs = nowMs();
  const megabytes = (bytes: number) => (bytes / 1e6).toFixed(1);
  bar.start(Math.max(1, totalBytes), 0, { events: 0, rate: 0, megabytes: '0.0', left: '' });
  return {
    update({ bytesRead, events }) {
      const seconds = (nowMs() - startMs) / 1000;
      const left =
        totalBytes > 0 && bytesRead > 0 ? (seconds * (totalBytes - bytesRead)) / bytesRead : undefined;
      bar.update(Math.min(bytesRead, Math.max(1, totalBytes)), {
        events: events.toLocaleString('en-US'),
        rate: seconds > 0 ? Math.round(events / seconds).toLocaleString('en-US') : 0,
        megabytes: totalBytes > 0 ? `${megabytes(bytesRead)}/${megabytes(totalBytes)}` : megabytes(bytesRead),
        left: left === undefined ? '' : `${Math.max(0, Math.ceil(left))} s left`,
      });
    },
    stop: () => bar.stop(),
  };
}
