/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_TRUST_INTAKE_H
#define WALLET_CLI_TRUST_INTAKE_H

#include <wallet/key.h>
#include <wallet/trust_list.h>

#include "exit_code.h"
#include "file.h"
#include "session.h"

#include <limits.h>
#include <stdbool.h>

/** What is taken in, and where to. */
struct trust_intake_source {
    const char *list;
    const char *root; /* NULL: that of the store */
    const char *store;
    int64_t now;
    struct file *content; /* of `list`, and taken from there; NULL: it is still to be read */
};

/** A trust list on its way into a store that the caller has locked: changeover_lock_trust(). */
struct trust_intake {
    char list_path[PATH_MAX];
    char root_path[PATH_MAX];
    struct wallet_key *root;
    bool is_first;
    struct file file;
    struct wallet_trust_list *list;
};

/** Verifies the list, which may not be older than the one in the store. */
enum exit_code trust_intake_prepare(
    const struct session *session,
    const struct trust_intake_source *source,
    struct trust_intake *import);

/** Writes what was prepared into a folder: the store, or one of drafts. */
enum exit_code trust_intake_store(
    const struct session *session, const struct trust_intake *import, const char *folder);

void trust_intake_free(struct trust_intake *import);

/** Tells why no list is imported: `reason`, and that the root is to be given. */
enum exit_code trust_intake_fail(const struct session *session, const char *reason);

#endif
