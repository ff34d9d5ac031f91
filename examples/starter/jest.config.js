module.exports = {
  testRegex: ['\\.test\\.ts$'],
  transform: { '^.+\\.ts$': 'ts-jest' },
};
