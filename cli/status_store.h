/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_STATUS_STORE_H
#define WALLET_CLI_STATUS_STORE_H

#include <wallet/status.h>

#include "exit_code.h"
#include "file.h"
#include "folder.h"
#include "session.h"

#include <limits.h>

/*
 * Where a counter keeps published status data: a folder with one folder an agency, named by its USCC, and
 * one with the lists that were published by themselves.  A single publication, as an agency makes it, is
 * taken as well.
 */

/** The folder of lists that were published by themselves. */
#define STATUS_STORE_LISTS "lists"

/** $XDG_DATA_HOME/wallet/status, or the same below ~/.local/share; false where there is no home. */
bool status_store_default(char out[PATH_MAX]);

/**
 * The folders with a manifest in them: `path` itself, or those directly in it.  folder_free().
 *
 * An import into `path` that was cut short is brought to its end before.
 */
enum exit_code status_store_list(
    const struct session *session, const char *path, struct folder *out);

/** One publication's files, read as they are asked for; `folder` is filled in by the caller. */
struct status_reader {
    const char *folder;
    struct file file; /* the last one */
    enum exit_code (*take)(void *context, const char *name, struct wallet_bytes content);
    void *context; /* of `take`, which is given each file that is read; it may be NULL */
};

/** Finds one file for wallet_status_snapshot_add(); `context` is a status_reader. */
enum wallet_status status_reader_load(void *context, const char *name, struct wallet_bytes *out);
void status_reader_finish(struct status_reader *reader);

/** The lists in a folder that were published by themselves.  folder_free(). */
enum exit_code status_store_lists(
    const struct session *session, const char *path, struct folder *out);

/**
 * Reads all that a folder holds; tells why where something cannot be believed.  What nobody who is trusted
 * published is left out, a remark says so, and licences that name it are then of unknown status.
 */
enum exit_code status_store_load(
    const struct session *session,
    const char *path,
    const struct wallet_trust *trust,
    struct wallet_status_snapshot **out);

/** When the oldest publication in a folder by somebody trusted was signed, as it says; 0: there is none. */
int64_t status_store_issued(
    const struct session *session, const char *path, const struct wallet_trust *trust);

/** Writes "version 3, 2 h old"; good for a line of text. */
void status_store_age(
    const struct session *session,
    const struct wallet_status_manifest *manifest,
    int64_t at_unix,
    char out[80]);

/** Writes "2 h" or "3 days". */
void status_store_span(const struct session *session, int64_t seconds, char out[40]);

#endif
