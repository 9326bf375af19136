import { answerData, answerType, resolvedIp } from '../../conversions/dns.ts';
import {
  filterDirection,
  initiated,
  ipAddress,
  ipVersion,
  isIpv6,
  transport,
} from '../../conversions/network.ts';
import { integer } from '../../conversions/number.ts';
import { always, type FieldMapping, field, from } from '../../mapped/field-mapping.ts';

const CONNECTION = 'sysmon:3';
/** Windows Filtering Platform. */
const FILTER = 'security:5152-5159';
/** Logons, Kerberos and shares name the client's address. */
const CLIENT = 'security:4624,4625,4648,4768-4771,5140,5145';
const SESSION = 'security:4778,4779';
const LOGON = 'security:4624,4625,4648';

/** `source.*`, `destination.*`, `network.*`, `dns.*` */
export const NETWORK_FIELDS: readonly FieldMapping[] = [
  field(
    'source.ip',
    from(CONNECTION, 'SourceIp', ipAddress),
    from(FILTER, 'SourceAddress', ipAddress),
    from(CLIENT, 'IpAddress', ipAddress),
    from(SESSION, 'ClientAddress', ipAddress),
  ),
  field(
    'source.port',
    from(`${CONNECTION} ${FILTER}`, 'SourcePort', integer),
    from(CLIENT, 'IpPort', integer),
  ),
  field(
    'source.domain',
    from(CONNECTION, 'SourceHostname'),
    from(LOGON, 'WorkstationName'),
    from(SESSION, 'ClientName'),
  ),
  field(
    'destination.ip',
    from(CONNECTION, 'DestinationIp', ipAddress),
    from(FILTER, 'DestAddress', ipAddress),
  ),
  field('destination.port', from(CONNECTION, 'DestinationPort', integer), from(FILTER, 'DestPort', integer)),
  field('destination.domain', from(CONNECTION, 'DestinationHostname')),
  field('network.transport', from(`${CONNECTION} ${FILTER}`, 'Protocol', transport)),
  field(
    'network.protocol',
    always('sysmon:22', 'dns'),
    from(CONNECTION, 'DestinationPortName SourcePortName'),
  ),
  field(
    'network.direction',
    from(CONNECTION, 'Initiated', initiated),
    from(FILTER, 'Direction', filterDirection),
  ),
  field('network.type', from(CONNECTION, 'SourceIsIpv6', isIpv6), from(FILTER, 'SourceAddress', ipVersion)),
  field('dns.question.name', from('sysmon:22', 'QueryName')),
  field('dns.resolved_ip', from('sysmon:22', 'QueryResults', resolvedIp)),
  field('dns.answers.data', from('sysmon:22', 'QueryResults', answerData)),
  field('dns.answers.type', from('sysmon:22', 'QueryResults', answerType)),
];
