/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_PRESENT_FIELD_LIST_H
#define WLT_PRESENT_FIELD_LIST_H

#include <wallet/request.h>

#include "cbor/reader.h"
#include "cbor/writer.h"

enum {
    WLT_REQUEST_KEY_MAX = 999999999, /* as trust/scope.h has them */
};

/** Types with their fields, as a request asks for and a grant allows; nothing in it moves. */
struct wlt_field_list {
    struct wallet_request_item items[WALLET_REQUEST_ITEM_MAX];
    struct wallet_request_field fields[WALLET_REQUEST_FIELD_MAX];
    uint64_t members[WALLET_REQUEST_FIELD_MAX];
    size_t item_count;
    size_t field_count;
    size_t member_count;
};

/* Reading: failures stick to the reader. */

/** Opens the array of items; how many there are, 1 to WALLET_REQUEST_ITEM_MAX. */
uint64_t wlt_field_list_open(struct wlt_reader *reader);

/** Reads a type code, which the list must not have yet, and keeps it: see present/line.h. */
const char *wlt_field_list_read_type(
    struct wlt_reader *reader, const struct wlt_field_list *list, struct wallet_buffer *texts);

/** Reads [+ key], ascending: the fields of an item that is not in the list yet. */
void wlt_field_list_read_fields(
    struct wlt_reader *reader, struct wlt_field_list *list, struct wallet_request_item *item);

/** Reads { + key: [+ key] }: the members' fields of those fields, which were the last ones read. */
void wlt_field_list_read_members(
    struct wlt_reader *reader, struct wlt_field_list *list, struct wallet_request_item *item);

/* Writing. */

/**
 * Checks that an item is within the limits, and no field is there twice; how many fields have members'
 * fields in `*out_with_members`.
 *
 * \retval WALLET_ERR_TOO_LARGE, WALLET_ERR_VALUE
 */
enum wallet_status wlt_field_list_check(
    const struct wallet_request_item *item, size_t *out_with_members, struct wallet_error *error);

/** Writes what wlt_field_list_read_fields() reads, in whatever order the item has them. */
void wlt_field_list_write_fields(struct wlt_writer *writer, const struct wallet_request_item *item);

/** Writes what wlt_field_list_read_members() reads; `count` as from wlt_field_list_check(). */
void wlt_field_list_write_members(
    struct wlt_writer *writer, const struct wallet_request_item *item, size_t count);

#endif
