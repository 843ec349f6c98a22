/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_CATALOGUE_JSON_SCAN_H
#define WLT_CATALOGUE_JSON_SCAN_H

#include "catalogue/json_value.h"

/** A place in a JSON text, and the first fault that was found there. */
struct wlt_json_scan {
    const uint8_t *at;
    const uint8_t *end;
    struct wlt_arena *arena;
    bool has_failed;
    struct wlt_json_fault fault;
};

/** Records a fault at this place of the text; false, for `return wlt_json_scan_fail(...)`. */
bool wlt_json_scan_fail(struct wlt_json_scan *scan, const uint8_t *at, const char *cause);

/** A fault of syntax here: the text ends, or goes on with what has no place in JSON. */
bool wlt_json_scan_fail_here(struct wlt_json_scan *scan);

void wlt_json_scan_space(struct wlt_json_scan *scan);

/** Reads a string whose first quotation mark is here. */
bool wlt_json_scan_string(struct wlt_json_scan *scan, struct wallet_bytes *out);

/** Reads a number that begins here; an integer, or a real number without its value. */
bool wlt_json_scan_number(struct wlt_json_scan *scan, struct wlt_json_value *out);

/** Reads true, false or null. */
bool wlt_json_scan_word(struct wlt_json_scan *scan, struct wlt_json_value *out);

#endif
