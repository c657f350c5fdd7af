/** Ids of the API, as the gateway writes and reads them. */
export { decodeGlobalId, encodeGlobalId } from '../../gateway/src/global-id.ts';
