import { spawnSync } from 'node:child_process';

/** Reads standard input strictly and prints the number of families. */
const READ = `
import io, sys
from prometheus_client.openmetrics.parser import text_fd_to_metric_families
text = sys.stdin.buffer.read().decode('utf-8')
print(len(list(text_fd_to_metric_families(io.StringIO(text)))))
`;

/** A Python that has `prometheus_client`, the reference parser of OpenMetrics; `KESTREL_PERF_PYTHON` names another one. */
const PYTHON = process.env.KESTREL_PERF_PYTHON ?? 'python3';

/** Whether there is one on this machine. */
export function hasReferenceParser(): boolean {
  return spawnSync(PYTHON, ['-c', 'import prometheus_client.openmetrics.parser']).status === 0;
}

/** What the parser says is wrong; undefined where it takes the text. */
export function referenceComplaint(text: string): string | undefined {
  const { status, stderr } = spawnSync(PYTHON, ['-c', READ], { input: text, encoding: 'utf8' });
  return status === 0 ? undefined : stderr;
}
