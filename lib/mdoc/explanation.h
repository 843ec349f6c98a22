/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_MDOC_EXPLANATION_H
#define WLT_MDOC_EXPLANATION_H

#include <wallet/mdoc.h>
#include <wallet/mdoc_explain.h>

#include "crypto/public_key.h"
#include "mdoc/device_auth.h"

enum {
    WLT_EXPLAINED_MAX = 32, /* fields of the session, and of each document */
};

/** A field; its bytes stand at a place of the explanation's, which may move while it is written. */
struct wlt_explained {
    struct wallet_mdoc_explained field; /* without its bytes */
    size_t offset;
    size_t size;
};

/** Fields as they are found.  A failed allocation sticks. */
struct wallet_mdoc_explanation {
    struct wlt_explained fields[(1 + WALLET_MDOC_DOCUMENT_MAX) * WLT_EXPLAINED_MAX];
    size_t count;
    size_t document; /* of the fields that are added now; 0: of the session */
    struct wallet_buffer bytes;
    bool is_out_of_memory;
};

/** Adds a field; its bytes are copied. */
void wlt_explain_bytes(
    struct wallet_mdoc_explanation *explanation,
    enum wallet_mdoc_part part,
    struct wallet_bytes bytes);
void wlt_explain_text(
    struct wallet_mdoc_explanation *explanation,
    enum wallet_mdoc_part part,
    struct wallet_bytes utf8);
void wlt_explain_word(
    struct wallet_mdoc_explanation *explanation, enum wallet_mdoc_part part, const char *word);
void wlt_explain_number(
    struct wallet_mdoc_explanation *explanation, enum wallet_mdoc_part part, int64_t number);
void wlt_explain_flag(
    struct wallet_mdoc_explanation *explanation, enum wallet_mdoc_part part, bool flag);

/** Adds WALLET_MDOC_PART_PROBLEM: what of `what` could not be read. */
void wlt_explain_problem(
    struct wallet_mdoc_explanation *explanation,
    const char *what,
    const struct wallet_error *story);

/** Adds SHA-256 of these bytes. */
void wlt_explain_sha256(
    struct wallet_mdoc_explanation *explanation,
    enum wallet_mdoc_part part,
    struct wallet_bytes bytes);

/** Adds the salt of a MAC's key: SHA-256 of the transcript with its tag. */
void wlt_explain_salt(
    struct wallet_mdoc_explanation *explanation,
    enum wallet_mdoc_part part,
    struct wallet_bytes transcript);

/** Adds three fields of a key, whose parts are numbered one after another: its curve, x and y. */
void wlt_explain_key(
    struct wallet_mdoc_explanation *explanation,
    enum wallet_mdoc_part curve,
    const struct wlt_public_key *key);

/** What is explained, and by what. */
struct wlt_explained_session {
    struct wallet_bytes transcript;     /* SessionTranscript, without its tag */
    bool is_tagged;                     /* it came with one */
    const struct wlt_public_key *given; /* the reader's; NULL: not known */
    struct wlt_mdoc_session session;    /* the same, as it is checked */
    struct wlt_check_context *context;
};

/** Adds the fields of the session. */
void wlt_explain_session(
    struct wallet_mdoc_explanation *explanation, const struct wlt_explained_session *session);

/**
 * Adds those of one document.
 *
 * \param encoded  it has passed wlt_cbor_check() leniently
 */
void wlt_explain_document(
    struct wallet_mdoc_explanation *explanation,
    const struct wlt_explained_session *session,
    struct wallet_bytes encoded);

#endif
