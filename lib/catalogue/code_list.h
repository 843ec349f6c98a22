/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_CATALOGUE_CODE_LIST_H
#define WLT_CATALOGUE_CODE_LIST_H

#include <wallet/bytes.h>
#include <wallet/reason.h>

#include "catalogue/arena.h"
#include "catalogue/json.h"

/*
 * Codes and what they mean.  A list that several types share is a file, codes/NAME.json, one object:
 *
 *   name    what types call it: a-z 0-9 and '-', a letter first
 *   title   zh and en
 *   source  the standard
 *   codes   the codes, in ascending order, 1 to 4096 of them
 *
 * A code is an object:
 *
 *   code    a number from 0 to 4294967295; what goes on the wire
 *   zh      its Chinese text
 *   en      its English text; the Chinese one if left out
 *   also    other texts that are understood where people write one, at most 16; may be
 *         left out
 *
 * No two texts of one list may be the same.
 */

struct wlt_code {
    uint64_t code;
    struct wallet_bytes text[2]; /* in the order of enum wallet_language */
    size_t also_count;
    const struct wallet_bytes *also;
};

struct wlt_code_list {
    struct wallet_bytes name; /* empty: written into a type */
    size_t count;
    const struct wlt_code *codes; /* in ascending order */
    const char *file;             /* where it was read, for messages; NULL: from memory */
};

/** Reads a shared list; failures are told by the JSON's status. */
const struct wlt_code_list *wlt_code_list_read(struct wlt_json *json, struct wlt_arena *arena);

/** Reads the codes themselves, an array of objects. */
void wlt_code_list_read_codes(
    const struct wlt_node *node, struct wlt_arena *arena, struct wlt_code_list *out);

/** The entry of a code; NULL if the list has it not. */
const struct wlt_code *wlt_code_list_find(const struct wlt_code_list *list, uint64_t code);

/** The entry with this text in any language; NULL if there is none. */
const struct wlt_code *wlt_code_list_find_text(
    const struct wlt_code_list *list, struct wallet_bytes text);

/** The English text that is near to `text`; NULL if none is. */
const char *wlt_code_list_nearest(const struct wlt_code_list *list, struct wallet_bytes text);

#endif
