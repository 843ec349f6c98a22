/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_CATALOGUE_JSON_H
#define WLT_CATALOGUE_JSON_H

#include <wallet/bytes.h>
#include <wallet/error.h>

#include "catalogue/json_value.h"

/**
 * A JSON text that is being read, and the first thing that is wrong with it.
 *
 * As in cbor/reader.h the first failure sticks: every later read gives a zero value, so that a whole
 * structure is read in a straight line and `status` is asked once.
 */
struct wlt_json {
    struct wallet_bytes text; /* borrowed */
    struct wlt_arena arena;   /* of the values */
    const struct wlt_json_value *root;
    const char *name; /* of the file, for messages; NULL for none; borrowed */
    enum wallet_status status;
    struct wallet_error *error;
};

/** A value in a JSON text and the way to it; its parent must stay in place. */
struct wlt_node {
    struct wlt_json *json;
    const struct wlt_node *parent;
    const char *name; /* in an object; NULL: an element of an array, or the root */
    size_t index;     /* in an array */
    const struct wlt_json_value *value; /* NULL: not there */
};

/**
 * Parses `text`; no name may stand twice in one object.
 *
 * \param text   borrowed, must stay until it is closed
 * \param name   of the file, for messages; NULL for none; borrowed
 * \param out    on success the text, to be closed.  `{ 0 }`, or a text that was open before: its memory
 *               is used again, and what was read from it is gone
 * \param error  may be NULL; also where later reads report
 */
enum wallet_status wlt_json_open(
    struct wallet_bytes text, const char *name, struct wlt_json *out, struct wallet_error *error);

/** Does what WLT_AUTO needs; a text that was never opened is allowed if it is `{ 0 }`. */
void wlt_json_close(struct wlt_json *json);

bool wlt_json_is_ok(const struct wlt_json *json);

struct wlt_node wlt_json_root(struct wlt_json *json);

/**
 * Records a failure at this node, unless there is one already, with the file, the line and the way to
 * it: "types/x.json, line 14: 'fields[3].kind': ...".  A text without a name that is all one line, as a
 * program writes it, names no line.  What is not there has the line of what it should stand in.
 */
void wlt_node_fail(const struct wlt_node *node, enum wallet_status status, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/** Records the failure of an allocation. */
void wlt_node_fail_memory(const struct wlt_node *node);

/** Writes the way to the node, such as "fields[3].kind"; cut where it does not fit. */
void wlt_node_path(const struct wlt_node *node, char *out, size_t size);

bool wlt_node_is_there(const struct wlt_node *node);

bool wlt_node_is_text(const struct wlt_node *node);
bool wlt_node_is_object(const struct wlt_node *node);

/** Whether it is an integer, and which. */
bool wlt_node_is_integer(const struct wlt_node *node, int64_t *out);

/** A member of an object; fails if `node` is none. */
struct wlt_node wlt_node_member(const struct wlt_node *node, const char *name);

/** An element of an array, below wlt_node_count(). */
struct wlt_node wlt_node_element(const struct wlt_node *node, size_t index);

/** How many elements an array has; fails if `node` is none. */
size_t wlt_node_count(const struct wlt_node *node);

/** Fails with `status` at a member of an object that is none of `names`, which end with NULL. */
void wlt_node_allow(
    const struct wlt_node *node, const char *const *names, enum wallet_status status);

/** A string; fails if it is none, or if it is not there. */
struct wallet_bytes wlt_node_text(const struct wlt_node *node);

/** A number of `min` to `max`; fails if it is none. */
uint64_t wlt_node_unsigned(const struct wlt_node *node, uint64_t min, uint64_t max);

/** true or false; false if it is not there. */
bool wlt_node_flag(const struct wlt_node *node);

/** Which of `words` the string is; fails if it is none of them. */
size_t wlt_node_choice(const struct wlt_node *node, const char *const *words, size_t count);

#endif
