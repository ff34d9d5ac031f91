import { readString, toSteps } from './fields';
import type { Finding, RuleSubject } from './rule';
import type { KnownSecret } from './secret-index';

/** The known Secret of that name. The controllers look Secrets up in the namespace of the object. */
export function findSecret({ object, secrets }: RuleSubject, name: string | undefined): KnownSecret | undefined {
  const namespace = readString(object, 'metadata.namespace');
  return namespace === undefined || name === undefined ? undefined : secrets.find(namespace, name);
}

/** Whether a Secret breaks a rule, or the message that says how. */
export type SecretCondition = (secret: KnownSecret, subject: RuleSubject) => boolean | string;

/** Makes the `find` of a rule about the Secret that a field names. It finds nothing where the app does not create the Secret. */
export function findInSecret(path: string, isBroken: SecretCondition): (subject: RuleSubject) => Finding[] {
  return (subject) => {
    const name = readString(subject.object, path);
    const secret = findSecret(subject, name);
    const broken = secret !== undefined && isBroken(secret, subject);
    return broken === false ? [] : [{ steps: toSteps(path), received: name, ...(broken === true ? {} : { message: broken }) }];
  };
}

/** The message about keys that are ignored, or `false` where the Secret has none of them. */
export function describeIgnored(secret: KnownSecret, isIgnored: (key: string) => boolean): string | false {
  const keys = secret.keys.filter(isIgnored);
  return keys.length > 0 && `names a Secret with keys that are ignored: ${keys.join(', ')}`;
}
