import type { RuleIndex } from '../../engine/rule.ts';
import type { TopState } from './top-state.ts';

/** The rows that pass the filter, in the order of the table. */
export type RowOrder = readonly RuleIndex[];

/** Selects the row at a place, brought within the table, and scrolls so that it is on screen. */
export function selectPlace(state: TopState, place: number, order: RowOrder, pageRows: number): TopState {
  const selectedPlace = Math.max(0, Math.min(place, order.length - 1));
  return reveal({ ...state, selected: order[selectedPlace] ?? null, selectedPlace }, pageRows);
}

/**
 * Fits the selection to an order of rows that may have changed. A rule that was selected stays so wherever it stands
 * now; where it is not shown any more, the one that took its place is selected. As long as the reader has selected
 * none, the mark stays where it is: at the top.
 */
export function settle(state: TopState, order: RowOrder, pageRows: number): TopState {
  const found = state.selected === null ? -1 : order.indexOf(state.selected);
  const selectedPlace = found >= 0 ? found : Math.max(0, Math.min(state.selectedPlace, order.length - 1));
  const lastFirstPlace = Math.max(0, order.length - pageRows);
  const settled: TopState = {
    ...state,
    selected: state.selected === null ? null : (order[selectedPlace] ?? null),
    selectedPlace,
    firstPlace: Math.min(state.firstPlace, lastFirstPlace),
  };
  return state.following ? reveal(settled, pageRows) : settled;
}

/** Scrolls as little as it takes to have the selected row on screen. */
function reveal(state: TopState, pageRows: number): TopState {
  const { selectedPlace, firstPlace } = state;
  const lowest = selectedPlace - pageRows + 1;
  return { ...state, firstPlace: Math.max(0, Math.min(selectedPlace, Math.max(firstPlace, lowest))) };
}
