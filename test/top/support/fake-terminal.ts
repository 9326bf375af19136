import { EventEmitter } from 'node:events';
import { PassThrough } from 'node:stream';
import xterm from '@xterm/headless';
import type { TopInput, TopOutput, TopProcess, TopTerminal } from '../../../src/top/terminal/top-terminal.ts';

const NORMAL_SCREEN_TEXT = 'what was there before';

/** A terminal emulator in place of a terminal, with a keyboard and a process to go with it. */
export class FakeTerminal implements TopTerminal {
  readonly output: FakeOutput;
  readonly input: TopInput;
  readonly process = new FakeProcess();
  readonly term = 'xterm-256color';
  /** What happens while the process is stopped. */
  whileStopped: () => void | Promise<void> = () => {};
  readonly stopGroup = (): void => void this.whileStopped();
  /** Whether keys come one by one. */
  isRaw = false;

  constructor(columns: number, rows: number) {
    this.output = new FakeOutput(columns, rows);
    this.output.emulator.write(NORMAL_SCREEN_TEXT);
    this.input = Object.assign(new PassThrough(), {
      setRawMode: (isRaw: boolean) => {
        this.isRaw = isRaw;
        return this.input as never;
      },
    });
  }

  /** Types keys, as the bytes that a terminal sends for them. */
  async type(bytes: string): Promise<void> {
    (this.input as unknown as PassThrough).write(bytes);
    // The stream hands bytes on in its own time, and an escape waits for what may follow.
    await new Promise((resolve) => setTimeout(resolve, bytes.endsWith('\u001b') ? 80 : 5));
  }

  /** What one sees, without blanks at the ends of lines. */
  async lines(): Promise<string[]> {
    const { emulator } = this.output;
    await new Promise<void>((resolve) => emulator.write('', resolve));
    const { active } = emulator.buffer;
    return Array.from({ length: emulator.rows }, (_, row) => {
      return active.getLine(active.baseY + row)?.translateToString(true) ?? '';
    });
  }

  async text(): Promise<string> {
    return (await this.lines()).join('\n');
  }

  /** Whether the terminal is as it was before the view. */
  async isAsBefore(): Promise<boolean> {
    const [first] = await this.lines();
    const { emulator } = this.output;
    const { wraparoundMode, synchronizedOutputMode } = emulator.modes;
    return (
      emulator.buffer.active.type === 'normal' &&
      first === NORMAL_SCREEN_TEXT &&
      wraparoundMode &&
      !synchronizedOutputMode &&
      !this.output.isCursorHidden &&
      !this.isRaw
    );
  }
}

/** What is written goes to the emulator; `written` has all of it. */
export class FakeOutput extends EventEmitter implements TopOutput {
  readonly isTTY = true;
  readonly emulator: InstanceType<typeof xterm.Terminal>;
  written = '';
  /** As a line does that is slower than what is written. */
  isFull = false;

  constructor(columns: number, rows: number) {
    super();
    this.emulator = new xterm.Terminal({ cols: columns, rows, allowProposedApi: true });
  }

  get columns(): number {
    return this.emulator.cols;
  }

  get rows(): number {
    return this.emulator.rows;
  }

  /** The emulator does not say; the last thing it was told counts. */
  get isCursorHidden(): boolean {
    return this.written.lastIndexOf('\u001b[?25l') > this.written.lastIndexOf('\u001b[?25h');
  }

  write(text: string): boolean {
    this.written += text;
    this.emulator.write(text);
    return !this.isFull;
  }

  resize(columns: number, rows: number): void {
    this.emulator.resize(columns, rows);
    this.emit('resize');
  }
}

/** Notes which signals were sent, and sends none. */
export class FakeProcess extends EventEmitter implements TopProcess {
  readonly pid = 4711;
  readonly sent: { readonly pid: number; readonly signal: string }[] = [];

  kill(pid: number, signal: string): void {
    this.sent.push({ pid, signal });
  }
}
