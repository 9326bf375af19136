import type { Alert } from '../../engine/alert.ts';
import type { AdapterName } from '../../engine/events/adapter.ts';
import type { RuleFault } from '../../engine/predicate/predicate-fault.ts';
import type { RuleIndex } from '../../engine/rule.ts';
import { FaultLog } from '../../profiler/fault-log.ts';
import type { RunFindings } from '../../profiler/run-findings.ts';
import { type ProblemCount, ProblemLog } from '../input/problem-log.ts';
import type { StreamProblem } from '../input/stream-problem.ts';
import type { News } from './messages.ts';

/**
 * Gathers what an engine's thread has to tell until it is sent. Alerts are told one by one; problems and faults are
 * counted, so that a million broken lines between two batches take no room.
 */
export class NewsBox {
  readonly #problems = new ProblemLog();
  readonly #faults = new FaultLog();
  #alerts: Alert[] = [];
  #adapters: { input: number; adapter: AdapterName }[] = [];
  #findings: RunFindings | undefined;
  #hasNewProblems = false;
  #hasNewFaults = false;

  addAlert(alert: Alert): void {
    this.#alerts.push(alert);
  }

  addProblem(problem: StreamProblem): void {
    this.#problems.add(problem);
    this.#hasNewProblems = true;
  }

  /** Problems that another thread counted, after all that were added before. */
  addProblems(counts: readonly ProblemCount[]): void {
    this.#problems.addCounts(counts);
    this.#hasNewProblems = true;
  }

  addFault(rule: RuleIndex, fault: RuleFault): void {
    this.#faults.add(rule, fault);
    this.#hasNewFaults = true;
  }

  addAdapter(input: number, adapter: AdapterName): void {
    this.#adapters.push({ input, adapter });
  }

  /** In place of what was found before. */
  setFindings(soFar: RunFindings): void {
    this.#findings = soFar;
  }

  get isEmpty(): boolean {
    return (
      this.#alerts.length === 0 &&
      this.#adapters.length === 0 &&
      this.#findings === undefined &&
      !this.#hasNewProblems &&
      !this.#hasNewFaults
    );
  }

  /** What came in since this was last called. */
  take(): News {
    const news = {
      alerts: this.#alerts,
      ...(this.#adapters.length > 0 && { adapters: this.#adapters }),
      ...(this.#findings !== undefined && { findings: this.#findings }),
      ...(this.#hasNewProblems && { problems: this.#problems.counts() }),
      ...(this.#hasNewFaults && { faults: this.#faults.entries }),
    };
    this.#alerts = [];
    this.#adapters = [];
    this.#findings = undefined;
    this.#hasNewProblems = false;
    this.#hasNewFaults = false;
    return news;
  }
}
