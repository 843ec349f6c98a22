/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_VAULT_H
#define WALLET_CLI_VAULT_H

#include <wallet/vault.h>

#include "exit_code.h"
#include "option.h"
#include "passphrase.h"
#include "session.h"

#include <limits.h>

/** Which vault, and how it is opened. */
struct vault_settings {
    const char *path;
    struct passphrase_settings passphrase;
    bool accept_rollback;
};

/** The rows of these options for a settings struct that has them in a member. */
#define VAULT_OPTIONS(settings_, member_)                                                              \
    { .kind = OPTION_TEXT,                                                                             \
      .name = "vault",                                                                                 \
      .value = "FILE",                                                                                 \
      .offset = offsetof(settings_, member_.path),                                                     \
      .help = "the vault; default: $WALLET_VAULT, else wallet/vault in $XDG_DATA_HOME",                \
      .help_zh = "保管箱文件；默认 $WALLET_VAULT，否则为 $XDG_DATA_HOME 下的 wallet/vault" },          \
        PASSPHRASE_OPTIONS(settings_, member_.passphrase, "", "of the vault", "保管箱"),               \
    {                                                                                                  \
        .kind = OPTION_FLAG, .name = "accept-rollback",                                                \
        .offset = offsetof(settings_, member_.accept_rollback),                                        \
        .help = "take an older copy of the vault than was seen, once; the history will tell",          \
        .help_zh = "接受比已见过的更旧的保管箱副本（仅此一次，并记入历史）" \
    }

/** What a command is going to do with it. */
enum vault_use {
    VAULT_READ = 0,
    VAULT_CHANGE = 1, /* nobody else has it meanwhile */
};

/** A vault that is open; vault_close() in any case. */
struct open_vault {
    const struct session *session;
    char path[PATH_MAX];
    int lock; /* -1: none */
    struct wallet_vault *vault;
};

/** What closes without having been opened. */
#define OPEN_VAULT_NONE ((struct open_vault){ .lock = -1 })

/**
 * Opens the vault: finds it, asks for the passphrase, locks it, reads it, and notices an older copy.
 * Tells why where it cannot.  From here on the process leaves no core dump.
 */
enum exit_code vault_open(
    const struct session *session,
    const struct vault_settings *settings,
    enum vault_use use,
    struct open_vault *out);

/** Writes the vault in the place of the old file, at once or not at all. */
enum exit_code vault_save(struct open_vault *open);

/** Writes a new vault where there is none; `open` has its path and lock. */
enum exit_code vault_save_new(struct open_vault *open);

/** Lets others have the vault, which stays open here; it is not saved any more. */
void vault_let_go(struct open_vault *open);

/** Wipes, and lets go of the lock. */
void vault_close(struct open_vault *open);

/** Puts down what happened to the vault itself; `note` may be NULL.  Save it then. */
enum exit_code vault_note(
    struct open_vault *open, enum wallet_vault_act act, int64_t now_unix, const char *note);

/** Tells that a file is no vault, is damaged or is under another passphrase. */
enum exit_code vault_complain(
    const struct session *session, const char *path, const struct wallet_error *error);

#endif
