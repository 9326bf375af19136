import cliProgress from 'cli-progress';
import type { DecodeProgress } from '../replay/input/decode-events.ts';
import type { CommandIo } from './io.ts';

/** Shows how far a replay has come. */
export interface ProgressDisplay {
  update(progress: Readonly<DecodeProgress>): void;
  stop(): void;
}

/** Where stderr is no terminal, or one that cannot draw: nothing at all, so that logs stay clean. */
export const NO_PROGRESS: ProgressDisplay = { update: () => {}, stop: () => {} };

const FIGURES = '{events} events | {rate} events/s | {megabytes} MB';

/**
 * A bar on the terminal behind stderr: events, events per second, bytes, time left. Where stderr is no
 * terminal nothing is shown.
 *
 * @param totalBytes of all inputs; undefined where nobody can know (a pipe): then there is no bar, only figures
 */
export function progressDisplay(
  stderr: CommandIo['stderr'],
  totalBytes: number | undefined,
  nowMs: () => number,
): ProgressDisplay {
  if (stderr.isTTY !== true) return NO_PROGRESS;
  const bar = new cliProgress.SingleBar(
    {
      format: totalBytes === undefined ? FIGURES : `{bar} {percentage}% | ${FIGURES} | {left}`,
      stream: stderr as NodeJS.WriteStream,
      hideCursor: true,
      clearOnComplete: true,
      fps: 10,
    },
    cliProgress.Presets.shades_classic,
  );
  const startMs = nowMs();
  // An empty file is a total of 0, which the bar cannot divide by.
  const barTotal = Math.max(1, totalBytes ?? 1);
  bar.start(barTotal, 0, { events: 0, rate: 0, megabytes: '0.0', left: '' });
  return {
    update({ bytesRead, events }) {
      const seconds = (nowMs() - startMs) / 1000;
      bar.update(Math.min(bytesRead, barTotal), {
        events: events.toLocaleString('en-US'),
        rate: seconds > 0 ? Math.round(events / seconds).toLocaleString('en-US') : 0,
        megabytes:
          totalBytes === undefined
            ? megabytes(bytesRead)
            : `${megabytes(bytesRead)}/${megabytes(totalBytes)}`,
        left: timeLeft(seconds, bytesRead, totalBytes),
      });
    },
    stop: () => bar.stop(),
  };
}

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(1);
}

/** As if the rest took as long per byte as what has been read. */
function timeLeft(seconds: number, bytesRead: number, totalBytes: number | undefined): string {
  if (totalBytes === undefined || bytesRead === 0) return '';
  const left = (seconds * (totalBytes - bytesRead)) / bytesRead;
  return `${Math.max(0, Math.ceil(left))} s left`;
}
