/*
 * The CEL rules of the CRDs as functions: by their text, which is in the schemas. Made by `npx projen import`. Do not edit.
 * A function throws a CelError where CEL has no result, such as for a field that is not there.
 */
import { and, has, or, select } from '../src/schema/cel';

export const CEL_RULES: Readonly<Record<string, (self: unknown) => boolean>> = {
  "!has(self.configMapRef) || !has(self.secretRef)":
    (self) => or(() => !has(self, "configMapRef"), () => !has(self, "secretRef")),
  "!has(self.secretRef) || !has(self.serviceAccountName)":
    (self) => or(() => !has(self, "secretRef"), () => !has(self, "serviceAccountName")),
  "!has(self.serviceAccountName) || (has(self.provider) && (self.provider == 'azure' || self.provider == 'aws'))":
    (self) => or(() => !has(self, "serviceAccountName"), () => and(() => has(self, "provider"), () => or(() => select(self, "provider") === "azure", () => select(self, "provider") === "aws"))),
  "!has(self.serviceAccountName) || (has(self.provider) && self.provider == 'azure')":
    (self) => or(() => !has(self, "serviceAccountName"), () => and(() => has(self, "provider"), () => select(self, "provider") === "azure")),
  "!has(self.sts) || self.sts.provider != 'aws' || !has(self.sts.certSecretRef)":
    (self) => or(() => !has(self, "sts"), () => select(select(self, "sts"), "provider") !== "aws", () => !has(select(self, "sts"), "certSecretRef")),
  "!has(self.sts) || self.sts.provider != 'aws' || !has(self.sts.secretRef)":
    (self) => or(() => !has(self, "sts"), () => select(select(self, "sts"), "provider") !== "aws", () => !has(select(self, "sts"), "secretRef")),
  "has(self.configMapRef) || has(self.secretRef)":
    (self) => or(() => has(self, "configMapRef"), () => has(self, "secretRef")),
  "self.provider != 'aws' || !has(self.sts) || self.sts.provider == 'aws'":
    (self) => or(() => select(self, "provider") !== "aws", () => !has(self, "sts"), () => select(select(self, "sts"), "provider") === "aws"),
  "self.provider != 'generic' || !has(self.serviceAccountName)":
    (self) => or(() => select(self, "provider") !== "generic", () => !has(self, "serviceAccountName")),
  "self.provider != 'generic' || !has(self.sts) || self.sts.provider == 'ldap'":
    (self) => or(() => select(self, "provider") !== "generic", () => !has(self, "sts"), () => select(select(self, "sts"), "provider") === "ldap"),
  "self.provider == 'aws' || self.provider == 'generic' || !has(self.sts)":
    (self) => or(() => select(self, "provider") === "aws", () => select(self, "provider") === "generic", () => !has(self, "sts")),
};
