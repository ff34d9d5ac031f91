import { checkAgeKeys } from './check-age-keys';
import { checkPgpPrivateKey, checkPgpPublicKey, checkPublicKey } from './check-pem';
import { checkSshPublicKey } from './check-ssh';
import { keys } from './secret-recipe';
import type { SecretRecipe } from './secret-recipe';

export const COSIGN_KEYS: SecretRecipe = {
  fields: new Map([['keys', keys({ '.pub': checkPublicKey })]]),
};

export const GIT_VERIFICATION_KEYS: SecretRecipe = {
  fields: new Map([['keys', keys({ '.asc': checkPgpPublicKey, '.sshpub': checkSshPublicKey })]]),
};

export const SOPS_AGE: SecretRecipe = {
  fields: new Map([['keys', keys({ '.agekey': checkAgeKeys })]]),
  type: () => 'Opaque',
};

export const SOPS_PGP: SecretRecipe = {
  fields: new Map([['keys', keys({ '.asc': checkPgpPrivateKey })]]),
  type: () => 'Opaque',
};
