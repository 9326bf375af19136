import { accountDomain, accountName, commonName, principalName } from '../../conversions/account.ts';
import { contextEntry } from '../../conversions/powershell-context.ts';
import { type FieldMapping, field, from, fromEnvelope } from '../../mapped/field-mapping.ts';

/** The subject is who did it. */
const SUBJECT =
  'security:1102,4648,4657,4670,4672-4674,4688,4689,4697-4702,4706-4719,4720-4764,4767,4781,4798,4799,4817,4904-4907,4912,5140,5145';
/** The target is who logged on. */
const LOGGED_ON = 'security:4624,4625,4634,4647,4768-4776,4964';
const SESSION = 'security:4778,4779';
/** Somebody's account was changed or looked at. */
const ACCOUNT = 'security:4670,4720,4722-4726,4738,4740,4767,4798,4817,4907';
const EFFECTIVE = 'security:4648,4688';
const GROUP = 'security:4727-4737,4744-4764,4799';

/** `user.*`, `group.*` */
export const USER_FIELDS: readonly FieldMapping[] = [
  field(
    'user.id',
    from(SUBJECT, 'SubjectUserSid'),
    from(LOGGED_ON, 'TargetUserSid TargetSid'),
    fromEnvelope('sysmon powershell', 'UserID'),
  ),
  field(
    'user.name',
    from(SUBJECT, 'SubjectUserName'),
    from(LOGGED_ON, 'TargetUserName', principalName),
    from(SESSION, 'AccountName'),
    from('sysmon', 'User', accountName),
    from('powershell-operational:4103', 'ContextInfo', contextEntry('User', accountName)),
    fromEnvelope('powershell-classic', 'Message', contextEntry('UserId', accountName)),
  ),
  field(
    'user.domain',
    from(SUBJECT, 'SubjectDomainName'),
    from(LOGGED_ON, 'TargetDomainName'),
    from(SESSION, 'AccountDomain'),
    from('sysmon', 'User', accountDomain),
    from('powershell-operational:4103', 'ContextInfo', contextEntry('User', accountDomain)),
    fromEnvelope('powershell-classic', 'Message', contextEntry('UserId', accountDomain)),
  ),
  field('user.target.id', from(ACCOUNT, 'TargetSid')),
  field(
    'user.target.name',
    from(ACCOUNT, 'TargetUserName', principalName),
    from(GROUP, 'MemberName', commonName),
    from('security:4781', 'OldTargetUserName'),
  ),
  field('user.target.domain', from(ACCOUNT, 'TargetDomainName')),
  field('user.effective.id', from(EFFECTIVE, 'TargetUserSid')),
  field('user.effective.name', from(EFFECTIVE, 'TargetUserName', principalName)),
  field('user.effective.domain', from(EFFECTIVE, 'TargetDomainName')),
  field('user.changes.name', from('security:4781', 'NewTargetUserName')),
  field('group.id', from(GROUP, 'TargetSid TargetUserSid')),
  field('group.name', from(GROUP, 'TargetUserName')),
  field('group.domain', from(GROUP, 'TargetDomainName')),
];
