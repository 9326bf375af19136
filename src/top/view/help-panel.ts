import { cutText } from '../../report/terminal-text.ts';
import type { Thresholds } from '../model/cost-level.ts';
import { keyBindings } from '../model/key-bindings.ts';
import { memoryText, percentText, timeText } from './fixed-figures.ts';
import { type PanelLines, panelOf } from './panel-lines.ts';

const KEYS_COLUMNS = 8;

/**
 * The list of keys, then what marks and colours stand for.
 *
 * @param isAttached whether the run is of another process
 */
export function helpPanel(thresholds: Thresholds, widthColumns: number, isAttached: boolean): PanelLines {
  const keys = keyBindings(isAttached).map(({ shown, help }) => `${shown.padEnd(KEYS_COLUMNS)} ${help}`);
  const { cpuShare, memoryBytes, alertRate, latencyNs } = thresholds;
  const legend = [
    '',
    'Colours and marks: red and !! high, yellow and ! medium, green low; x taken out of the run',
    legendLine('CPU %', percentText(cpuShare.medium), percentText(cpuShare.high)),
    legendLine('Memory', memoryText(memoryBytes.medium), memoryText(memoryBytes.high)),
    legendLine('Alert rate', percentText(alertRate.medium), percentText(alertRate.high)),
    legendLine('Latency', timeText(latencyNs.medium), timeText(latencyNs.high)),
  ];
  return panelOf([...keys, ...legend].map((line) => cutText(line, widthColumns)));
}

function legendLine(name: string, medium: string, high: string): string {
  return `  ${name.padEnd(10)}  medium from ${medium.padStart(9)}  high from ${high.padStart(9)}`;
}
