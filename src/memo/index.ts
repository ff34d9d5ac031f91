export { Memo } from './memo';
export { once } from './once';
