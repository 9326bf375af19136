/** The type of a field in a Kestrel event. */
export type KestrelType = 'i64' | 'string';

/** A numbered field of Kestrel events. */
export interface KestrelField {
  readonly id: number;
  /** Where the value is in ECS. */
  readonly path: string;
  /** Kestrel's own name, which its rules use; absent where it is the path. */
  readonly name?: string;
  readonly type: KestrelType;
}

/**
 * Kestrel has no fixed schema: a field's number is a convention between those who write events and those who
 * write rules. This is the one of its rule documentation and of the detection packs it ships.
 */
export const KESTREL_FIELDS: readonly KestrelField[] = [
  { id: 1, path: 'kestrel.event_type_id', name: 'event_type_id', type: 'i64' },
  { id: 2, path: 'process.pid', type: 'i64' },
  { id: 3, path: 'process.name', type: 'string' },
  { id: 4, path: 'process.executable', type: 'string' },
  // One string with all arguments, so ECS calls it the command line.
  { id: 5, path: 'process.command_line', name: 'process.args', type: 'string' },
  { id: 6, path: 'process.parent.pid', name: 'process.ppid', type: 'i64' },
  { id: 10, path: 'user.id', name: 'user.uid', type: 'i64' },
  { id: 11, path: 'user.effective.id', name: 'user.euid', type: 'i64' },
  { id: 20, path: 'file.path', type: 'string' },
  { id: 21, path: 'file.target_path', name: 'file.new_path', type: 'string' },
  { id: 22, path: 'file.size', type: 'i64' },
  { id: 50, path: 'destination.ip', name: 'network.dest_ip', type: 'string' },
  { id: 51, path: 'destination.port', name: 'network.dest_port', type: 'i64' },
  { id: 53, path: 'source.port', name: 'network.source_port', type: 'i64' },
  { id: 54, path: 'destination.domain', name: 'network.dest_host', type: 'string' },
  { id: 60, path: 'service.name', type: 'string' },
  { id: 70, path: 'kestrel.auth_type', type: 'string' },
  { id: 71, path: 'event.outcome', type: 'string' },
  { id: 72, path: 'source.ip', type: 'string' },
  { id: 100, path: 'kestrel.ts_mono_ns', name: 'ts_mono_ns', type: 'i64' },
];

/** A numbered type of Kestrel events, in the terms of ECS. */
export interface KestrelEventType {
  readonly id: number;
  /** `event.action` */
  readonly action: string;
  /** `event.category` */
  readonly category: string;
  /** `event.type` */
  readonly type: string;
}

/** Event types of the same convention. Where several have a category and type in common, the first stands for it. */
export const KESTREL_EVENT_TYPES: readonly KestrelEventType[] = [
  { id: 1001, action: 'process-exec', category: 'process', type: 'start' },
  { id: 1002, action: 'process-exit', category: 'process', type: 'end' },
  { id: 3001, action: 'file-create', category: 'file', type: 'creation' },
  { id: 3002, action: 'file-rename', category: 'file', type: 'change' },
  { id: 3003, action: 'file-write', category: 'file', type: 'change' },
  { id: 3004, action: 'file-read', category: 'file', type: 'access' },
  { id: 4001, action: 'network-connect', category: 'network', type: 'start' },
  { id: 4002, action: 'network-send', category: 'network', type: 'connection' },
  { id: 4003, action: 'network-receive', category: 'network', type: 'connection' },
  { id: 5001, action: 'service-start', category: 'configuration', type: 'start' },
  { id: 6001, action: 'authentication', category: 'authentication', type: 'start' },
];
