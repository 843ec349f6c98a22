/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_PRESENT_REQUEST_ITEMS_H
#define WLT_PRESENT_REQUEST_ITEMS_H

#include "present/request.h"

/** Keeps a text with its NUL; there must be room for it, so that no other moves. */
const char *wlt_request_keep(struct wallet_request *request, struct wallet_bytes text);

/** Reads the requested items into the request; failures stick to the reader. */
void wlt_request_read_items(struct wlt_reader *reader, struct wallet_request *request);

#endif
