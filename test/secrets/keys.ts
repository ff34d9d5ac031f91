import { generateKeyPairSync } from 'node:crypto';

const RSA = generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey;
const EC = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
const ENCRYPTED = { cipher: 'aes-128-cbc', passphrase: 'p' };

/** Made anew for each run: no private key is kept in the repository. */
export const RSA_PKCS1 = RSA.export({ type: 'pkcs1', format: 'pem' }) as string;
export const RSA_PKCS8 = RSA.export({ type: 'pkcs8', format: 'pem' }) as string;
export const RSA_PKCS1_ENCRYPTED = RSA.export({ type: 'pkcs1', format: 'pem', ...ENCRYPTED }) as string;
export const RSA_PKCS8_ENCRYPTED = RSA.export({ type: 'pkcs8', format: 'pem', ...ENCRYPTED }) as string;
export const RSA_PSS = generateKeyPairSync('rsa-pss', { modulusLength: 1024 }).privateKey.export({ type: 'pkcs8', format: 'pem' }) as string;
export const EC_SEC1 = EC.export({ type: 'sec1', format: 'pem' }) as string;
export const EC_PKCS8 = EC.export({ type: 'pkcs8', format: 'pem' }) as string;
export const ED25519 = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }) as string;
