/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_LINT_LINT_H
#define WLT_LINT_LINT_H

#include "lint/rules.h"

#include <stdbool.h>

enum {
    WLT_LINT_PATH_SIZE = 256, /* longer ones end early */
};

/** A lint under way: what it looks at, and where. */
struct wlt_lint {
    const struct wallet_catalogue *catalogue;
    const struct wallet_lint_taker *taker;
    struct wallet_bytes input; /* in which offsets are counted */
    bool is_out_of_memory;     /* from here on nothing that is found, or not, means anything */
    size_t path_size;
    char path[WLT_LINT_PATH_SIZE];
};

/**
 * Tells a finding at the current path.
 *
 * \param at      the part that it is about; not in the input, or empty: no offset
 * \param detail  may be ""
 */
void wlt_lint_tell(
    const struct wlt_lint *lint,
    const struct wallet_lint_rule *rule,
    struct wallet_bytes at,
    const char *detail);

/** The same with what an error says, at its offset in `at`. */
void wlt_lint_tell_error(
    const struct wlt_lint *lint,
    const struct wallet_lint_rule *rule,
    struct wallet_bytes at,
    const struct wallet_error *error);

/* Going into a part, and out again: each gives the mark for wlt_lint_leave(). */
size_t wlt_lint_enter(struct wlt_lint *lint, const char *name);
size_t wlt_lint_enter_name(struct wlt_lint *lint, struct wallet_bytes name);
size_t wlt_lint_enter_index(struct wlt_lint *lint, const char *name, size_t index);
void wlt_lint_leave(struct wlt_lint *lint, size_t mark);

/** Whether a call ran out of memory, which is remembered: then nothing else of it is told. */
bool wlt_lint_ran_out(struct wlt_lint *lint, enum wallet_status status);

/** Tells a finding about a member of the current part. */
void wlt_lint_tell_member(
    struct wlt_lint *lint,
    const struct wallet_lint_rule *rule,
    const char *name,
    struct wallet_bytes at,
    const char *detail);

/*
 * Each kind of input.
 *
 * \retval WALLET_OK               it was looked at, unless memory ran out
 * \retval WALLET_ERR_UNSUPPORTED  it is of another kind
 */
enum wallet_status wlt_lint_certificates(struct wlt_lint *lint, struct wallet_error *error);
enum wallet_status wlt_lint_documents(struct wlt_lint *lint, struct wallet_error *error);
enum wallet_status wlt_lint_licences(struct wlt_lint *lint, struct wallet_error *error);

#endif
