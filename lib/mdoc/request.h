/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_MDOC_REQUEST_H
#define WLT_MDOC_REQUEST_H

#include <wallet/mdoc_request.h>

#include "mdoc/embedded.h"

/** One document that is asked for; borrows from the request's bytes. */
struct wlt_doc_request {
    struct wlt_embedded items;       /* ItemsRequestBytes */
    struct wallet_bytes reader_auth; /* encoded COSE_Sign1; empty: the reader signs nothing */
    struct wallet_bytes doc_type;
    struct wallet_bytes
        name_spaces; /* encoded map, {namespace: {element: whether it is retained}} */
    size_t element_count;
};

/** A DeviceRequest taken apart. */
struct wlt_device_request {
    struct wlt_doc_request documents[WALLET_MDOC_REQUEST_DOC_MAX];
    size_t count;
};

/**
 * Reads a DeviceRequest; results as wallet_mdoc_request_read().
 *
 * \param input  has passed wlt_cbor_check() leniently
 */
enum wallet_status wlt_device_request_read(
    struct wallet_bytes input, struct wlt_device_request *out, struct wallet_error *error);

/** The element at an index below `element_count`. */
void wlt_doc_request_element(
    const struct wlt_doc_request *request, size_t index, struct wallet_mdoc_asked_element *out);

/** Appends ReaderAuthenticationBytes: what a reader signs in this session (9.1.4.4). */
enum wallet_status wlt_doc_request_append_signed(
    const struct wlt_doc_request *request,
    struct wallet_bytes transcript,
    struct wallet_buffer *out,
    struct wallet_error *error);

#endif
