import type { EvaluationTimer } from '../engine/evaluation-timer.ts';
import { AccountingProbe, createProbeClocks, type ProbeClocks } from './accounting-probe.ts';
import { FieldsTable } from './fields-table.ts';
import { GcAccounts } from './gc/gc-accounts.ts';
import { GcWatch } from './gc/gc-watch.ts';
import type { MetricsTable } from './metrics-table.ts';
import type { RunFindings } from './run-findings.ts';
import { SchedulingWatch } from './scheduling/scheduling-watch.ts';

/** What the accounts say besides the table. */
export interface AccountsResult {
  /** Between start and stop, by a clock of its own; nanoseconds. */
  readonly wallTimeNs: number;
  readonly findings: Pick<RunFindings, 'gc' | 'scheduling' | 'fields'>;
}

/** The exact accounts of one run: the probe, and what must be asked of V8 and the system to make them complete. */
export class RunAccounts {
  readonly probe: AccountingProbe;
  readonly #gcWatch: GcWatch;
  #gc: GcAccounts | undefined;
  #scheduling: SchedulingWatch | undefined;

  /**
   * @param fieldCount how many fields are known already. Those that a Lua rule names later have no row: their names
   *   may be put together from values of events, which no report may hold
   * @param timer what times single evaluations; none are timed without
   */
  constructor(
    table: MetricsTable,
    fieldCount: number,
    timer?: EvaluationTimer,
    clocks: ProbeClocks = createProbeClocks(),
  ) {
    this.probe = new AccountingProbe(table, clocks, FieldsTable.create(fieldCount), timer);
    this.#gcWatch = new GcWatch(clocks.clock, (pauses) => this.#gc?.add(pauses));
  }

  /** Time counts from here. */
  start(): void {
    this.#scheduling = new SchedulingWatch();
    this.probe.start();
    this.#gc = new GcAccounts(this.probe);
  }

  /** Bills the pauses that have become known; to be called between batches, in the phase `profiler`. */
  afterBatch(): void {
    this.#gcWatch.collect();
  }

  /**
   * Time no longer counts. Waits for what V8 has not told yet.
   *
   * @param fieldPaths by the number the probe was told
   */
  async stop(fieldPaths: readonly string[]): Promise<AccountsResult> {
    const wallTimeNs = this.probe.stop();
    const scheduling = this.#scheduling!.stop();
    await this.#gcWatch.stop();
    const fields = this.probe.fields.findings(fieldPaths);
    return { wallTimeNs, findings: { gc: this.#gc!.findings(), scheduling, fields } };
  }
}
