/** One log whose events are understood, and what is true of everything in it. */
export interface LogGroup {
  /** Name in selectors. */
  readonly name: string;
  /** Further names in selectors. */
  readonly aliases?: readonly string[];
  /** The log's channel as Windows spells it; recorders do not always. */
  readonly channel: string;
  /** The provider to name where a recording leaves it out. */
  readonly provider?: string;
  readonly module?: string;
  readonly dataset?: string;
}

/** The logs that are told apart. Events of any other belong to `OTHER_LOG`. */
export const LOG_GROUPS: readonly LogGroup[] = [
  {
    name: 'sysmon-windows',
    aliases: ['sysmon', 'windows'],
    channel: 'Microsoft-Windows-Sysmon/Operational',
    provider: 'Microsoft-Windows-Sysmon',
    module: 'windows',
    dataset: 'windows.sysmon_operational',
  },
  {
    name: 'sysmon-linux',
    aliases: ['sysmon'],
    channel: 'Linux-Sysmon/Operational',
    provider: 'Linux-Sysmon',
    module: 'sysmon_linux',
    dataset: 'sysmon_linux.log',
  },
  {
    name: 'security',
    aliases: ['windows'],
    channel: 'Security',
    provider: 'Microsoft-Windows-Security-Auditing',
    module: 'system',
    dataset: 'system.security',
  },
  { name: 'system', aliases: ['windows'], channel: 'System', module: 'system', dataset: 'system.system' },
  {
    name: 'application',
    aliases: ['windows'],
    channel: 'Application',
    module: 'system',
    dataset: 'system.application',
  },
  {
    name: 'powershell-classic',
    aliases: ['powershell', 'windows'],
    channel: 'Windows PowerShell',
    provider: 'PowerShell',
    module: 'windows',
    dataset: 'windows.powershell',
  },
  {
    name: 'powershell-operational',
    aliases: ['powershell', 'windows'],
    channel: 'Microsoft-Windows-PowerShell/Operational',
    provider: 'Microsoft-Windows-PowerShell',
    module: 'windows',
    dataset: 'windows.powershell_operational',
  },
  {
    name: 'task-scheduler',
    aliases: ['windows'],
    channel: 'Microsoft-Windows-TaskScheduler/Operational',
    provider: 'Microsoft-Windows-TaskScheduler',
  },
  {
    name: 'wmi-activity',
    aliases: ['windows'],
    channel: 'Microsoft-Windows-WMI-Activity/Operational',
    provider: 'Microsoft-Windows-WMI-Activity',
  },
];

export const OTHER_LOG: LogGroup = { name: 'other', aliases: ['windows'], channel: '' };
