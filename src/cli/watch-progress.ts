import type { RunProgress } from '../profiler/run-progress.ts';
import type { ProgressDisplay } from './progress-bar.ts';

/** Ten times a second: the eye asks for no more. */
const POLL_INTERVAL_MS = 100;

/** Shows what a run notes of its progress, until the function that is returned is called. */
export function watchProgress(progress: RunProgress, display: ProgressDisplay): () => void {
  const show = (): void => {
    const { bytesRead, bytesTotal, eventsDecoded } = progress.figures;
    display.update({ bytesRead, bytesTotal, events: eventsDecoded });
  };
  const timer = setInterval(show, POLL_INTERVAL_MS);
  return () => {
    clearInterval(timer);
    display.stop();
  };
}
