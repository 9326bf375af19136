/** How the rows of a terminal are shared out. */
export interface ScreenLayout {
  /** Whether there is room for the lines that can be done without: rates, and where the time went. */
  readonly hasDetail: boolean;
  readonly headerRows: number;
  /** How many rules there is room for. */
  readonly pageRows: number;
  /** How many lines of one rule or of the list of keys there is room for. */
  readonly panelRows: number;
}

/** Title, progress, choices. */
const HEADER_ROWS = 3;
/** Rates, and where the time went. */
const DETAIL_ROWS = 2;
/** From here on the table can spare them. */
const DETAIL_FROM_ROWS = 14;
const TABLE_HEADER_ROWS = 1;
const FOOTER_ROWS = 1;

export function screenLayout(heightRows: number): ScreenLayout {
  const hasDetail = heightRows >= DETAIL_FROM_ROWS;
  const headerRows = HEADER_ROWS + (hasDetail ? DETAIL_ROWS : 0);
  const panelRows = Math.max(1, heightRows - headerRows - FOOTER_ROWS);
  return { hasDetail, headerRows, panelRows, pageRows: Math.max(1, panelRows - TABLE_HEADER_ROWS) };
}
