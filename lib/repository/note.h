/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_REPOSITORY_NOTE_H
#define WLT_REPOSITORY_NOTE_H

#include "repository/store.h"

/** What is written down of an act of the repository's own; texts may be NULL or "". */
struct wlt_note {
    enum wallet_act act;
    bool is_use;
    int64_t at_unix;
    const uint8_t *holder;
    const uint8_t *digest; /* of the licence; NULL: none */
    const char *counter;
    const char *clerk;
    const char *cause;
    const char *type;
    const char *result;
    const char *note;
};

/** Appends the entry, within the transaction. */
enum wallet_status wlt_note_append(
    struct wallet_repository *repository, const struct wlt_note *note, struct wallet_error *error);

#endif
