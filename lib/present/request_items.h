/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_PRESENT_REQUEST_ITEMS_H
#define WLT_PRESENT_REQUEST_ITEMS_H

#include "present/request.h"

/** Reads the requested items into the request; failures stick to the reader. */
void wlt_request_read_items(struct wlt_reader *reader, struct wallet_request *request);

#endif
