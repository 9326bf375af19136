import { ruleLabel } from '../report/rule-label.ts';
import { textWidth } from '../report/terminal-text.ts';
import { DisplayedFigures } from './displayed-figures.ts';
import type { Effect } from './model/command.ts';
import type { Key } from './model/key.ts';
import { commandOf } from './model/key-bindings.ts';
import { fitScroll } from './model/read-panel.ts';
import { reduce } from './model/reduce.ts';
import { filterRows } from './model/rule-filter.ts';
import { settle } from './model/selection.ts';
import { sortRows } from './model/sort-rows.ts';
import type { TopRow } from './model/top-row.ts';
import { startState, type TopState } from './model/top-state.ts';
import type { LiveSource } from './source/live-snapshot.ts';
import { FramePainter } from './terminal/frame-painter.ts';
import { TerminalSession } from './terminal/terminal-session.ts';
import { type TopTerminal, terminalSize } from './terminal/top-terminal.ts';
import type { RunEnding, TopHandle, TopSettings } from './top-settings.ts';
import { columnsPanel } from './view/columns-panel.ts';
import { type FittedColumn, fitColumns } from './view/fit-columns.ts';
import type { Frame } from './view/frame.ts';
import { helpPanel } from './view/help-panel.ts';
import { createPaint, type Paint } from './view/paint.ts';
import type { PanelLines } from './view/panel-lines.ts';
import type { renderFrame } from './view/render-frame.ts';
import { rulePanel } from './view/rule-panel.ts';
import { screenLayout } from './view/screen-layout.ts';

/** A short run is over before the first interval: the first figures come sooner, and the next ones each after twice the time. */
const FIRST_REFRESH_MS = 250;

/** The view on a terminal: reads the figures at its own pace, draws them, and does what keys ask for. */
export class ScreenTop implements TopHandle {
  readonly #source: LiveSource;
  readonly #terminal: TopTerminal;
  readonly #settings: TopSettings;
  readonly #render: typeof renderFrame;
  readonly #session: TerminalSession;
  readonly #painter = new FramePainter();
  readonly #figures: DisplayedFigures;
  readonly #paint: Paint;
  readonly #labels: readonly string[];
  readonly #longestLabelColumns: number;
  #state: TopState;
  #message: string | null = null;
  #timer: NodeJS.Timeout | undefined;
  /** Until the next refresh. */
  #pauseMs = FIRST_REFRESH_MS;
  #isBehind = false;
  #isGone = false;
  #hasQuit = false;
  #wasInterrupted = false;
  /** Set once the replay is over. */
  #onSeen: (() => void) | undefined;

  /** Takes the terminal and draws the first frame. */
  constructor(source: LiveSource, terminal: TopTerminal, settings: TopSettings, render: typeof renderFrame) {
    this.#source = source;
    this.#terminal = terminal;
    this.#settings = settings;
    this.#render = render;
    this.#paint = createPaint(settings.color);
    this.#labels = source.rules.map(({ id, name }) => ruleLabel({ rule_id: id, name }));
    this.#longestLabelColumns = this.#labels.reduce((most, label) => Math.max(most, textWidth(label)), 0);
    this.#state = startState(settings);
    this.#figures = new DisplayedFigures(source, this.#labels);
    this.#session = new TerminalSession(terminal, {
      onKey: (key) => this.#press(key),
      onLost: () => this.#redraw(),
    });
    terminal.output.on('drain', this.#drained);
    this.#session.open();
    this.#draw();
    this.#timer = setTimeout(this.#tick, this.#pauseMs);
  }

  async finished(message?: string, ending: RunEnding = 'over'): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#hasQuit) return;
    this.#isGone = ending === 'gone';
    this.#state = { ...this.#state, frozen: false };
    this.#message = message ?? null;
    this.#figures.finish();
    this.#draw();
    const isLeaving = this.#settings.exitAtEnd || this.#wasInterrupted;
    if (!isLeaving && this.#terminal.input !== null) {
      await new Promise<void>((resolve) => {
        this.#onSeen = resolve;
      });
    }
    this.stop();
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#hasQuit = true;
    this.#terminal.output.removeListener('drain', this.#drained);
    this.#session.close();
    this.#onSeen?.();
  }

  readonly #tick = (): void => {
    this.#pauseMs = Math.min(2 * this.#pauseMs, this.#state.intervalSeconds * 1e3);
    this.#timer = setTimeout(this.#tick, this.#pauseMs);
    this.#figures.read();
    if (!this.#state.frozen) this.#figures.display();
    this.#draw();
  };

  #press(key: Key): void {
    this.#message = null;
    const isTable = this.#state.focus === 'table';
    const isClose = key === 'escape' && this.#state.filter.text === '';
    if (this.#onSeen !== undefined && isTable && (isClose || commandOf(key) === undefined)) {
      this.#quit();
      return;
    }
    const frame = this.#frame();
    const { pageRows, panelRows } = screenLayout(frame.heightRows);
    const { state, effect } = reduce(this.#state, key, {
      order: frame.rows.map(({ rule }) => rule),
      columns: frame.columns.map(({ column }) => column.id),
      pageRows,
      panelRows,
      panelLines: frame.panel?.count ?? 0,
    });
    const thawed = this.#state.frozen && !state.frozen;
    this.#state = state;
    if (thawed) this.#figures.display();
    if (effect !== null) this.#perform(effect);
    this.#draw();
  }

  #perform(effect: Effect): void {
    switch (effect) {
      case 'quit':
        this.#quit();
        break;
      case 'interrupt':
        this.#interrupt();
        break;
      case 'suspend':
        this.#session.suspend();
        break;
      case 'refresh':
        this.#figures.read();
        this.#figures.display();
        break;
      case 'redraw':
        this.#painter.forget();
        break;
      case 'dump':
        void this.#dump();
    }
  }

  /** Whoever stops the replay by hand has seen enough: its final figures are in the report. */
  #interrupt(): void {
    if (this.#onSeen !== undefined) {
      this.#quit();
      return;
    }
    this.#wasInterrupted = true;
    this.#settings.onInterrupt();
  }

  #quit(): void {
    const isOver = this.#onSeen !== undefined;
    this.stop();
    if (!isOver) this.#settings.onQuit();
  }

  async #dump(): Promise<void> {
    this.#message = 'writing a dump ...';
    try {
      this.#message = `wrote ${await this.#settings.writeDump()}`;
    } catch (error) {
      this.#message = `no dump was written: ${error instanceof Error ? error.message : String(error)}`;
    }
    this.#draw();
  }

  #redraw(): void {
    this.#painter.forget();
    this.#draw();
  }

  #draw(): void {
    if (!this.#session.isOnScreen || this.#isBehind) return;
    const frame = this.#frame();
    const lines = this.#render(frame, this.#source.rules);
    this.#isBehind = !this.#session.write(this.#painter.paint(lines));
  }

  /** A slow line gets fewer frames, not ever older ones. */
  readonly #drained = (): void => {
    if (!this.#isBehind) return;
    this.#isBehind = false;
    this.#draw();
  };

  /** What the screen shows now. Fits selection and scrolling to it on the way. */
  #frame(): Frame {
    const { widthColumns, heightRows } = terminalSize(this.#terminal.output);
    const { snapshot, rates, rows: all } = this.#figures.displayed;
    const { sort, reversed, filter } = this.#state;
    const rows = sortRows(filterRows(all, filter), sort, reversed);
    const order = rows.map(({ rule }) => rule);
    const { pageRows, panelRows } = screenLayout(heightRows);
    this.#state = settle(this.#state, order, pageRows);
    const panel = this.#panel(rows, widthColumns);
    if (panel !== null) this.#state = fitScroll(this.#state, panel.count, panelRows);
    const state = this.#state;
    const columns = this.#columns(widthColumns);
    const { thresholds } = this.#settings;
    return {
      widthColumns,
      heightRows,
      state,
      snapshot,
      rates,
      rows,
      ruleCount: this.#labels.length,
      columns,
      thresholds,
      paint: this.#paint,
      panel,
      message: this.#message,
      isAttached: this.#isAttached,
      isGone: this.#isGone,
    };
  }

  get #isAttached(): boolean {
    return this.#settings.isAttached ?? false;
  }

  #columns(widthColumns: number): FittedColumn[] {
    const { hiddenColumns, sort } = this.#state;
    return fitColumns(widthColumns, hiddenColumns, sort, this.#longestLabelColumns);
  }

  #panel(rows: readonly TopRow[], widthColumns: number): PanelLines | null {
    const { focus, selectedPlace } = this.#state;
    if (focus === 'help') return helpPanel(this.#settings.thresholds, widthColumns, this.#isAttached);
    if (focus === 'columns') return columnsPanel(this.#state, this.#paint);
    const row = rows[selectedPlace];
    if (focus !== 'rule' || row === undefined) return null;
    const details = this.#source.details(row.rule);
    return rulePanel(row, this.#figures.historyOf(row.rule), details, widthColumns, this.#paint);
  }
}
