/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_PRESENT_GRANT_H
#define WLT_PRESENT_GRANT_H

#include <wallet/grant.h>

#include "cose/sign1.h"
#include "crypto/digest.h"
#include "present/field_list.h"
#include "present/purpose.h"

#define WLT_GRANT_TYP "application/wallet-grant+cwt"

/*
 * The claims: iss and sub (face and duty), aud, exp, iat, cti, cnonce (scan and face), matter (if it says
 * anything), scope, method, evidence (face and duty).  As short as can be: a shown one is a code.
 *
 *     scope = [ + item ]
 *     item  = type-code / [ type-code, [ + field ], ? { + field: [ + members' field ] } ]
 */
enum {
    WLT_SCOPE_PARTS = 2, /* of an item with fields; one more with members' fields */
};

/* The evidence: a map; face has all up to MODEL and either SAME or the two behind it. */
enum {
    WLT_EVIDENCE_WAY = 1,      /* text */
    WLT_EVIDENCE_LEVEL = 2,    /* unsigned */
    WLT_EVIDENCE_COMPARED = 3, /* seconds */
    WLT_EVIDENCE_PORTRAIT = 4, /* bytes: SHA-256 */
    WLT_EVIDENCE_MODEL = 5,    /* text */
    WLT_EVIDENCE_SAME = 6,     /* true: a person says so */
    WLT_EVIDENCE_SCORE = 7,    /* unsigned, thousandths */
    WLT_EVIDENCE_THRESHOLD = 8,
    WLT_EVIDENCE_CLERK = 9, /* text: duty has it, and perhaps the two behind it */
    WLT_EVIDENCE_ACCOUNT = 10,
    WLT_EVIDENCE_DESK = 11,
};

enum {
    WLT_EVIDENCE_TEXTS = 5, /* that are kept at most */
    WLT_THOUSANDTHS = 1000,
    WLT_LEVEL_MAX = 4,
};

struct wallet_grant {
    struct wallet_buffer texts; /* see present/line.h */
    uint8_t digest[WLT_SHA256_SIZE];
    uint8_t key_id[WALLET_KEY_ID_SIZE];
    enum wallet_grant_method method;
    char issuer[WALLET_ISSUER_SIZE];       /* "": the holder */
    char audience[WALLET_ISSUER_SIZE];     /* a USCC or a division */
    char holder[WALLET_GRANT_HOLDER_SIZE]; /* "": the key's */
    bool has_id;
    uint8_t id[WALLET_GRANT_ID_SIZE];
    uint8_t nonce[WALLET_GRANT_NONCE_MAX];
    size_t nonce_size;
    int64_t issued_unix;
    int64_t until_unix;
    struct wallet_request_matter matter;
    struct wlt_field_list scope;
    bool has_evidence;
    uint8_t portrait[WLT_SHA256_SIZE];
    struct wallet_grant_evidence evidence;

    bool is_verified;
    char *name_zh; /* of the issuer in the trust list; NULL: none */
    char *name_en;
};

/** Whether the holder's key signs such a grant. */
bool wlt_grant_is_by_holder(enum wallet_grant_method method);

/**
 * Reads and checks the claims: strict, and every rule of wallet/grant.h about what is said.
 *
 * \retval WALLET_ERR_STRUCTURE, WALLET_ERR_VALUE, WALLET_ERR_TOO_LARGE, WALLET_ERR_UNSUPPORTED
 */
enum wallet_status wlt_grant_read(
    struct wallet_bytes claims, struct wallet_grant **out, struct wallet_error *error);

/** Reads the evidence; failures stick to the reader. */
void wlt_grant_read_evidence(struct wlt_reader *reader, struct wallet_grant *grant);

/**
 * Whether what was said is what the method demands, no more and no less.
 *
 * \retval WALLET_ERR_STRUCTURE  a claim is missing, or one too many
 * \retval WALLET_ERR_VALUE
 */
enum wallet_status wlt_grant_check(const struct wallet_grant *grant, struct wallet_error *error);

/** Takes a grant apart, whoever signed it: limits, a COSE_Sign1 of this `typ`, nothing unprotected. */
enum wallet_status wlt_grant_open(
    struct wallet_bytes bytes, struct wlt_sign1 *out, struct wallet_error *error);

/** Opens and reads. */
enum wallet_status wlt_grant_take(
    struct wallet_bytes bytes,
    struct wlt_sign1 *out_sign1,
    struct wallet_grant **out,
    struct wallet_error *error);

/** What a new grant says besides the terms. */
struct wlt_grant_head {
    const char *issuer; /* "": the holder */
    int64_t issued_unix;
    uint8_t id[WALLET_GRANT_ID_SIZE];
};

/** Appends the claims; what wlt_grant_read() will not take is not looked for. */
enum wallet_status wlt_grant_write(
    const struct wallet_grant_terms *terms,
    const struct wlt_grant_head *head,
    struct wallet_buffer *out,
    struct wallet_error *error);

/** Writes the evidence of a method. */
void wlt_grant_write_evidence(
    struct wlt_writer *writer,
    enum wallet_grant_method method,
    const struct wallet_grant_evidence *evidence);

#endif
