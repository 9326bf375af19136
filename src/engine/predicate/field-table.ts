/** A field that Lua and Wasm rules name by number. */
export interface NumberedField {
  readonly id: number;
  /** Its ECS path. */
  readonly path: string;
}

/** The numbers a pack gives to fields. */
export type FieldTable = ReadonlyMap<number, NumberedField>;
