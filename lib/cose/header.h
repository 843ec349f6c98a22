/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_COSE_HEADER_H
#define WLT_COSE_HEADER_H

#include <wallet/key.h>

#include "cbor/reader.h"

/**
 * Header labels: RFC 9052 section 3.1, RFC 9596 (typ), RFC 9360 (x5chain), RFC 9528 (kcwt), RFC 9597
 * (CWT claims), RFC 9942 (vds, vdp), draft-ietf-spice-sd-cwt section 17.1 (sd_...).
 */
enum {
    WLT_COSE_ALG = 1,
    WLT_COSE_CRIT = 2,
    WLT_COSE_CONTENT_TYPE = 3,
    WLT_COSE_KID = 4,
    WLT_COSE_IV = 5,
    WLT_COSE_KCWT = 13,
    WLT_COSE_CWT_CLAIMS = 15,
    WLT_COSE_TYP = 16,
    WLT_COSE_SD_CLAIMS = 17,
    WLT_COSE_X5CHAIN = 33,
    WLT_COSE_SD_ALG = 170,
    WLT_COSE_SD_ENCRYPTED_CLAIMS = 171,
    WLT_COSE_VDS = 395, /* RFC 9942: verifiable data structure, and proofs about it */
    WLT_COSE_VDP = 396,
    WLT_COSE_LOG_ENTRY = -65538, /* ours: the entry that a receipt is for */
};

/*
 * SM2 with SM3 has no registered number: a draft once took -48, which is ML-DSA-44 now.  This one is
 * ours, from the range that the IANA registries leave to private use (below -65536); in a COSE_Key
 * it is the curve's number too.
 */
enum {
    WLT_COSE_SM2 = -65537,
};

enum {
    WLT_COSE_HEADER_MAX = 16, /* parameters in one bucket */
};

/** How a `typ` or content type names a media type. */
struct wlt_cose_type {
    bool is_present;
    bool is_number;
    uint64_t number;          /* a CoAP content format, such as 61 */
    struct wallet_bytes text; /* a media type, such as "application/cwt" */
};

/** The header parameters of one bucket that mean something to us; borrows from the input. */
struct wlt_cose_headers {
    bool has_alg;
    int64_t alg; /* 0 where `alg` is a text, which no algorithm of ours is */
    bool has_kid;
    struct wallet_bytes kid;
    struct wallet_bytes iv; /* empty if absent */
    struct wlt_cose_type typ;
    struct wallet_bytes x5chain;   /* encoded: a byte string or an array of them; empty if absent */
    struct wallet_bytes crit;      /* encoded array; empty if absent, as below */
    struct wallet_bytes kcwt;      /* an encoded CWT */
    struct wallet_bytes sd_claims; /* encoded array of byte strings */
    struct wallet_bytes sd_encrypted_claims;
    bool has_cwt_claims;
    bool has_sd_alg;
    int64_t sd_alg; /* 0 where it is no number */
    size_t count;
    struct wallet_bytes labels[WLT_COSE_HEADER_MAX]; /* encoded */
};

/**
 * Reads one bucket, a map, in the reader's mode; failures stick to the reader.  What holds it must
 * have passed wlt_cbor_check(), so that no label is there twice.
 */
void wlt_cose_headers_read(struct wlt_reader *reader, struct wlt_cose_headers *out);

/**
 * Reads a protected bucket from the content of its byte string: a map, or nothing at all (RFC 9052
 * section 3: empty_or_serialized_map).
 */
enum wallet_status wlt_cose_protected_read(
    struct wallet_bytes encoded,
    enum wlt_cbor_mode mode,
    struct wlt_cose_headers *out,
    struct wallet_error *error);

/**
 * Whether no label stands in both buckets (RFC 9052 section 3).  In lenient mode `alg` and `kid` may,
 * because health certificates in use say them twice; what the protected bucket says counts then.
 */
bool wlt_cose_headers_are_disjoint(
    const struct wlt_cose_headers *protected_headers,
    const struct wlt_cose_headers *unprotected_headers,
    enum wlt_cbor_mode mode);

/**
 * Whether `crit` is absent, or a non-empty array of labels that are all in this protected bucket and
 * all understood here: alg, crit, content type, kid, typ, x5chain (RFC 9052 section 3.1).
 */
bool wlt_cose_crit_is_understood(const struct wlt_cose_headers *protected_headers);

/**
 * The algorithm of this COSE number, fully specified (RFC 9864) or not; NONE for all others.  Of one that
 * leaves the curve open, the algorithm with NIST's: wlt_cose_algorithm_may_be() asks about the others.
 */
enum wallet_algorithm wlt_cose_algorithm(int64_t alg);

/**
 * Whether this COSE number may stand for the algorithm that is tied to a key: -7 for ES256 and ESB256.
 */
bool wlt_cose_algorithm_may_be(int64_t alg, enum wallet_algorithm algorithm);

/** The number that we write: fully specified, such as -19. */
int64_t wlt_cose_algorithm_number(enum wallet_algorithm algorithm);

/**
 * The older number, which leaves the curve open, such as -8: ISO/IEC 18013-5 names no others.  Where there is
 * none, it is the one that we write.
 */
int64_t wlt_cose_algorithm_general(enum wallet_algorithm algorithm);

/** Of what size its signatures are; 0 for algorithms that we do not issue with. */
size_t wlt_cose_signature_size(enum wallet_algorithm algorithm);

#endif
