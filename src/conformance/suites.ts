/** One file of cases and the events it runs on. */
export interface Suite {
  readonly caseFile: string;
  /** The data files, in `data/`; several are read as one stream. */
  readonly data: readonly DataFile[];
  /** The field whose number names an event in the expected results. */
  readonly idField: string;
  readonly timestamps: TimestampSource;
}

export interface DataFile {
  readonly events: string;
  readonly mapping: string;
}

/**
 * Where `@timestamp` comes from: the events carry it; or it is computed from `timestamp`, which counts
 * 100 ns since 1601 (`filetime`) or is to be read as nanoseconds since 1970 (`nanoseconds`).
 */
export type TimestampSource = 'event' | 'filetime' | 'nanoseconds';

const ENDGAME: Omit<Suite, 'caseFile'> = {
  data: [{ events: 'endgame-140.json', mapping: 'endgame-140.mapping' }],
  idField: 'serial_event_id',
  timestamps: 'filetime',
};

/** The case files of Elasticsearch's EQL tests, as that project lays them out. */
export const SUITES: readonly Suite[] = [
  { ...ENDGAME, caseFile: 'test_queries.toml' },
  { ...ENDGAME, caseFile: 'additional_test_queries.toml' },
  { ...ENDGAME, caseFile: 'test_between_queries.toml' },
  {
    caseFile: 'test_queries_date_nanos.toml',
    data: [{ events: 'endgame-140.json', mapping: 'endgame-140-nanos.mapping' }],
    idField: 'serial_event_id',
    timestamps: 'nanoseconds',
  },
  {
    caseFile: 'test_extra.toml',
    data: [{ events: 'extra.data', mapping: 'extra.mapping' }],
    idField: 'sequence',
    timestamps: 'event',
  },
  {
    caseFile: 'test_missing_events.toml',
    data: [{ events: 'missing-events.data', mapping: 'missing-events.mapping' }],
    idField: 'sequence',
    timestamps: 'event',
  },
  {
    caseFile: 'test_sample.toml',
    data: [1, 2, 3].map((n) => ({ events: `sample${n}.data`, mapping: `sample${n}.mapping` })),
    idField: 'id',
    timestamps: 'event',
  },
  {
    caseFile: 'test_sample_multi.toml',
    data: [{ events: 'sample-multi.data', mapping: 'sample-multi.mapping' }],
    idField: 'id',
    timestamps: 'event',
  },
];
