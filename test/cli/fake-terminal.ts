import { TextSink } from './text-sink.ts';

/** A stream that calls itself a terminal, 120 columns wide. */
export class FakeTerminal extends TextSink {
  readonly isTTY = true;
  readonly columns = 120;
  readonly rows = 40;

  /** What has been drawn since the last call, without escape sequences. */
  takeText(): string {
    const drawn = this.text.replace(/\u001b(\[[\d;?]*[A-Za-z]|[78])/g, '');
    this.text = '';
    return drawn;
  }
}
