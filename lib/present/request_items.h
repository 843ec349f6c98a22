/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_PRESENT_REQUEST_ITEMS_H
#define WLT_PRESENT_REQUEST_ITEMS_H

#include "present/request.h"

/*
 * The parts of a request that other objects have too; they keep them in a request of their own.
 */

/** Makes an empty request with room for all texts out of `size` bytes of claims. */
enum wallet_status wlt_request_new(
    size_t size, struct wallet_request **out, struct wallet_error *error);

/** Reads a USCC into the request's counter; failures stick to the reader. */
void wlt_request_read_counter(struct wlt_reader *reader, struct wallet_request *request);

/** Reads the requested items into the request; failures stick to the reader. */
void wlt_request_read_items(struct wlt_reader *reader, struct wallet_request *request);

/**
 * Writes the array of requested items.
 *
 * \retval WALLET_ERR_VALUE      a field that is there twice
 * \retval WALLET_ERR_TOO_LARGE  beyond a limit
 */
enum wallet_status wlt_request_write_items(
    struct wlt_writer *writer,
    const struct wallet_request_item *items,
    size_t count,
    struct wallet_error *error);

#endif
