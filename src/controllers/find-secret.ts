import { KnownSecret } from './known-secret';
import { readText } from './read-field';
import type { Finding, RuleSubject } from './runtime-rule';

/** The known Secret that a field names. Secrets are always looked up in the object's own namespace. */
export function findSecret({ object, secrets }: RuleSubject, path: string): KnownSecret | undefined {
  const [namespace, name] = [readText(object, 'metadata.namespace'), readText(object, path)];
  return secrets.find((secret) => secret.namespace === namespace && secret.name === name);
}

/** A condition that holds or not, or that knows how to say what is wrong. */
export type SecretCondition = (secret: KnownSecret, subject: RuleSubject) => boolean | string;

/** Builds the search of a rule about the Secret that a field names. Silent where the Secret is not of this app. */
export function findInSecret(path: string, isBroken: SecretCondition): (subject: RuleSubject) => Finding[] {
  return (subject) => {
    const secret = findSecret(subject, path);
    const broken = secret === undefined ? false : isBroken(secret, subject);
    return broken === false ? [] : [{ path, received: readText(subject.object, path), ...(broken === true ? {} : { message: broken }) }];
  };
}
