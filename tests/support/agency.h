/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_TEST_AGENCY_H
#define WALLET_TEST_AGENCY_H

#include <wallet/wallet.h>

/*
 * A small world for tests: the catalogue, an agency with a key made on the spot, a verifier that
 * trusts it, and licences of invented people.  Everything goes through the public interface.
 */

#define AGENCY_ISSUER "11360500000000019F"
#define AGENCY_TYPE   "11100000000013127D001"
#define AGENCY_NOW    1795420800 /* 2026-11-23T08:00:00Z */
#define AGENCY_A_YEAR 31536000

struct agency {
    struct wallet_catalogue *catalogue;
    struct wallet_key *key;
    struct wallet_signer signer;
    struct wallet_trust *trust;
    struct wallet_verifier *verifier;
    struct wallet_verdict *verdict;
    struct wallet_record *record; /* a filled ID card, valid from AGENCY_NOW for a year */
    struct wallet_buffer licence; /* issued from it */
};

/** Sets everything up, and issues; fails the test if anything goes wrong. */
void agency_open(struct agency *agency, enum wallet_algorithm algorithm);
void agency_close(struct agency *agency);

/** A key that the agency does not know, with this owner; freed by the caller. */
struct wallet_key *agency_stranger(enum wallet_algorithm algorithm, const char *issuer);

/** Adds the public part of a key to the agency's trust. */
void agency_trust(struct agency *agency, const struct wallet_key *key);

/** Issues the record again, with this signer. */
void agency_issue(struct agency *agency, const struct wallet_signer *signer);

/** Verifies at a time; tells the reason, WALLET_REASON_NONE for an accepted one. */
enum wallet_reason agency_verify(struct agency *agency, struct wallet_bytes input, int64_t at_unix);

/** Signs any protected header and payload as a COSE_Sign1 with tag 18 and this unprotected map. */
struct wallet_bytes agency_forge(
    const struct wallet_signer *signer,
    struct wallet_bytes protected_header,
    struct wallet_bytes unprotected_header,
    struct wallet_bytes payload);

#endif
