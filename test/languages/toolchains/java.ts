import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { DOWNLOADS } from '../../../projenrc/work-folder';
import { runCommand, runOrThrow } from '../../harness/run-command';
import { pack } from '../harness/pack';
import { PACKAGES, WORK } from '../harness/paths';
import { readManifest } from '../harness/read-manifest';
import type { Toolchain } from './toolchain';

const { version, jsii } = readManifest();
const { groupId, artifactId } = jsii.targets.java.maven;

/** What jsii-pacmak makes is laid out as a Maven repository. */
const built = join(PACKAGES, 'java');
const published = join(built, ...groupId.split('.'), artifactId, version);
const downloads = join(DOWNLOADS, 'maven');
const settings = join(WORK, 'maven-settings.xml');

/** A user's pom.xml names no repository for our package: here the settings do, in place of Maven Central. */
const SETTINGS = `<settings>
  <profiles>
    <profile>
      <id>built</id>
      <repositories><repository><id>built</id><url>${pathToFileURL(built).href}</url></repository></repositories>
    </profile>
  </profiles>
  <activeProfiles><activeProfile>built</activeProfile></activeProfiles>
</settings>
`;

export const java: Toolchain = {
  language: 'java',
  commands: ['java', 'javac', 'mvn'],

  build() {
    pack('java');
    return readdirSync(published).filter((file) => file.endsWith('.jar')).map((file) => join(published, file));
  },

  install() {
    // Maven would never look again for a version that it has.
    rmSync(join(downloads, ...groupId.split('.')), { recursive: true, force: true });
    writeFileSync(settings, SETTINGS);
  },

  compile(folder) {
    runOrThrow('mvn', [...options(), 'compile'], { cwd: folder });
  },

  run(folder, output) {
    return runCommand('mvn', [...options(), 'exec:java'], { cwd: folder, env: { CDK8S_OUTDIR: output } });
  },

  /** Maven Central takes a jar only together with its sources, its documentation and a complete pom. */
  rehearse() {
    const files = ['.jar', '-sources.jar', '-javadoc.jar', '.pom'].map((ending) => `${artifactId}-${version}${ending}`);
    const missing = files.filter((file) => ['', '.md5', '.sha1'].some((sum) => !existsSync(join(published, `${file}${sum}`))));
    if (missing.length > 0) {
      throw new Error(`not in ${published}: ${missing.join(', ')}`);
    }
    const pom = join(published, `${artifactId}-${version}.pom`);
    runOrThrow('mvn', [...options(), '--file', pom, 'validate'], { cwd: WORK });
  },
};

function options(): string[] {
  return ['--batch-mode', '--quiet', '--no-transfer-progress', '--global-settings', settings, `-Dmaven.repo.local=${downloads}`];
}
