/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_REPOSITORY_ANSWER_H
#define WLT_REPOSITORY_ANSWER_H

#include <wallet/call.h>

#include "cose/sign1.h"

/* What is said of a licence: a map. */
enum {
    WLT_LICENCE_TYPE = 1,       /* text; absent: none, as the other texts */
    WLT_LICENCE_IDENTIFIER = 2, /* text */
    WLT_LICENCE_STATE = 3,      /* text */
    WLT_LICENCE_OUTCOME = 4,    /* unsigned: enum wallet_outcome */
    WLT_LICENCE_VERSION = 5,    /* unsigned; absent: none */
    WLT_LICENCE_UNTIL = 6,      /* seconds; absent: without end */
    WLT_LICENCE_COPY = 7,       /* bytes; absent: none */
    WLT_LICENCE_COMPARISONS =
        8, /* [+ [ field, enum wallet_comparison, ? member ] ]; absent: none */
};

/** A licence in an answer, with its comparisons. */
struct wlt_answer_entry {
    struct wallet_answer_licence licence;
    const struct wallet_answer_comparison *comparisons; /* as many as the licence says */
};

/** What an answer says; everything is borrowed. */
struct wlt_answer_terms {
    const uint8_t *call; /* its digest */
    enum wallet_outcome outcome;
    const char *detail;  /* "": none */
    const char *receipt; /* "": none */
    const struct wlt_answer_entry *entries;
    size_t entry_count; /* at most WALLET_ANSWER_LICENCE_MAX */
};

struct wallet_answer {
    struct wallet_buffer received; /* copies point here */
    struct wallet_buffer texts; /* each with a NUL; never grows once pointers into it are taken */
    char repository[WALLET_ISSUER_SIZE];
    int64_t at_unix;
    bool has_call;
    uint8_t call[WALLET_CALL_DIGEST_SIZE];
    bool has_outcome;
    enum wallet_outcome outcome;
    const char *detail;
    const char *receipt;
    struct wlt_answer_entry entries[WALLET_ANSWER_LICENCE_MAX];
    size_t entry_count;
    struct wallet_answer_comparison comparisons[WALLET_CALL_VALUE_MAX];
    size_t comparison_count;
};

/** Takes an answer apart, whoever signed it: limits, a COSE_Sign1 of this `typ`, nothing unprotected. */
enum wallet_status wlt_answer_open(
    struct wallet_bytes answer, struct wlt_sign1 *out, struct wallet_error *error);

/**
 * Reads the claims into an answer that is empty but for what was received.
 *
 * \param claims  within `answer->received`
 */
enum wallet_status wlt_answer_read(
    struct wallet_bytes claims, struct wallet_answer *answer, struct wallet_error *error);

/**
 * Signs an answer.
 *
 * \param out  replaced
 *
 * \retval WALLET_ERR_TOO_LARGE  beyond WALLET_ANSWER_MAX
 * \retval WALLET_ERR_MEMORY     or what the signer says
 */
enum wallet_status wlt_answer_sign(
    const struct wlt_answer_terms *terms,
    const struct wallet_signer *signer,
    int64_t at_unix,
    struct wallet_buffer *out,
    struct wallet_error *error);

#endif
