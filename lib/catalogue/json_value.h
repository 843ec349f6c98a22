/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_CATALOGUE_JSON_VALUE_H
#define WLT_CATALOGUE_JSON_VALUE_H

#include "catalogue/arena.h"

#include <stdbool.h>

/*
 * The values of a JSON text (RFC 8259), each with its place in the text, so that whoever finds fault
 * with one can name its line.  A catalogue of a whole city, three megabytes of it, is read whenever a
 * program starts: hence arrays in an arena, and strings that borrow from the text.
 */

enum wlt_json_kind {
    WLT_JSON_NULL,
    WLT_JSON_FALSE,
    WLT_JSON_TRUE,
    WLT_JSON_INTEGER,
    WLT_JSON_REAL, /* a number with a fraction or an exponent; nobody wants its value */
    WLT_JSON_STRING,
    WLT_JSON_ARRAY,
    WLT_JSON_OBJECT,
};

struct wlt_json_value {
    enum wlt_json_kind kind;
    const uint8_t *at;        /* where it begins in the text */
    struct wallet_bytes name; /* of a member of an object; else empty */
    union {
        int64_t integer;
        struct wallet_bytes string; /* no NUL within; none behind it either */
        struct {
            const struct wlt_json_value *items; /* members too, in the order of the text */
            size_t count;
        } inside;
    };
};

enum {
    WLT_JSON_DEPTH_MAX = 64,
    WLT_JSON_MEMBER_MAX = 512, /* of one object: each name is compared with all before it */
};

/** Why a text is no JSON for us, and where. */
struct wlt_json_fault {
    const char *cause; /* repeats nothing of the text: it may hold claims.  NULL: out of memory */
    const uint8_t *at;
};

/**
 * Reads a text, which is one value.  Stricter than RFC 8259 where that leaves a choice: no name stands
 * twice in an object, no string holds a NUL, no integer is beyond 64 bits.
 *
 * \param text   borrowed, must outlive the result
 * \param arena  holds the values
 * \param fault  filled in on failure
 * \return the value; NULL on failure
 */
const struct wlt_json_value *wlt_json_value_read(
    struct wallet_bytes text, struct wlt_arena *arena, struct wlt_json_fault *fault);

/** The member of an object with this name; NULL if there is none, or it is no object. */
const struct wlt_json_value *wlt_json_value_member(
    const struct wlt_json_value *object, struct wallet_bytes name);

#endif
