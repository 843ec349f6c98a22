/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_PRESENT_PURPOSE_H
#define WLT_PRESENT_PURPOSE_H

#include <wallet/request.h>

#include "cbor/reader.h"
#include "cbor/writer.h"

/* The matter of a request, a grant or a copy: a map. */
enum {
    WLT_PURPOSE_SYSTEM = 1,   /* text; absent: none, as the other texts */
    WLT_PURPOSE_CATEGORY = 2, /* unsigned: enum wallet_call_category */
    WLT_PURPOSE_NAME = 3,
    WLT_PURPOSE_CODE = 4,
    WLT_PURPOSE_CAUSE = 5,
};

enum {
    WLT_PURPOSE_TEXTS = 4, /* that are kept at most */
};

/** A matter that says nothing. */
struct wallet_request_matter wlt_purpose_none(void);

/**
 * Reads a matter; failures stick to the reader.
 *
 * \param texts  see present/line.h
 * \return whether it has a category
 */
bool wlt_purpose_read(
    struct wlt_reader *reader, struct wallet_buffer *texts, struct wallet_request_matter *matter);

/** Whether it says what for: the name of a matter, or a cause without one. */
bool wlt_purpose_is_stated(const struct wallet_request_matter *matter);

/** Whether it says anything at all. */
bool wlt_purpose_is_empty(const struct wallet_request_matter *matter);

/** \param with_category  also that it is WALLET_CALL_MATTER, which goes without saying in short forms */
void wlt_purpose_write(
    struct wlt_writer *writer, const struct wallet_request_matter *matter, bool with_category);

#endif
