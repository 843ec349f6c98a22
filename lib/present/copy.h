/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_PRESENT_COPY_H
#define WLT_PRESENT_COPY_H

#include <wallet/copy.h>

#include "cose/sign1.h"
#include "present/purpose.h"

#define WLT_COPY_TYP "application/wallet-copy+cwt"

/* The claims: iss, aud, exp, iat, cti, matter, method, maker, grant, licence.  The maker: a map. */
enum {
    WLT_MAKER_ID = 1,    /* text: USCC */
    WLT_MAKER_CLERK = 2, /* text; absent: a program */
};

struct wallet_copy {
    struct wallet_buffer bytes; /* as received; what is borrowed points here */
    struct wallet_buffer texts; /* see present/line.h */
    char repository[WALLET_ISSUER_SIZE];
    char audience[WALLET_ISSUER_SIZE];
    char maker[WALLET_ISSUER_SIZE];
    const char *clerk;
    struct wallet_bytes id;
    struct wallet_bytes grant;
    struct wallet_bytes licence;
    int64_t issued_unix;
    int64_t until_unix;
    bool has_matter;
    struct wallet_request_matter matter;
    enum wallet_grant_method method;

    bool is_verified;
    char *name_zh; /* of the repository in the trust list; NULL: none */
    char *name_en;
};

/**
 * Reads and checks the claims into a copy: strict, and every rule of wallet/copy.h about what is said.
 *
 * \param claims  borrowed as long as the copy lives
 *
 * \retval WALLET_ERR_STRUCTURE, WALLET_ERR_VALUE, WALLET_ERR_TOO_LARGE, WALLET_ERR_UNSUPPORTED
 */
enum wallet_status wlt_copy_read(
    struct wallet_bytes claims, struct wallet_copy *copy, struct wallet_error *error);

/** An empty copy, with room for the texts of so many bytes of claims. */
enum wallet_status wlt_copy_new(size_t size, struct wallet_copy **out, struct wallet_error *error);

/** Takes a copy apart, whoever signed it: limits, a COSE_Sign1 of this `typ`, nothing unprotected. */
enum wallet_status wlt_copy_open(
    struct wallet_bytes bytes, struct wlt_sign1 *out, struct wallet_error *error);

/** Copies the bytes, opens and reads them; `out_sign1` borrows from the copy. */
enum wallet_status wlt_copy_take(
    struct wallet_bytes bytes,
    struct wlt_sign1 *out_sign1,
    struct wallet_copy **out,
    struct wallet_error *error);

#endif
