/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_CASE_STORE_H
#define WALLET_CLI_CASE_STORE_H

#include <wallet/case.h>

#include "exit_code.h"
#include "matters.h"
#include "option.h"
#include "session.h"
#include "store_file.h"

#include <limits.h>

/*
 * A counter's cases are a folder of its own:
 *
 *     counter.json  { "v": 1, "id": "USCC", "database": "cases.db" }: a file in the folder, or
 *                   "postgresql://..."
 *     secret.key    the secret of the database, 64 hexadecimal digits
 *     audit.key     signs the log
 *     audit.pub     its public half
 *     asked.db      what `case serve` was asked lately
 */
#define CASE_STORE_FILE      "counter.json"
#define CASE_STORE_SECRET    "secret.key"
#define CASE_STORE_AUDIT_KEY "audit.key"
#define CASE_STORE_AUDIT_PUB "audit.pub"
#define CASE_STORE_DATABASE  "cases.db"

/** The option that every command on cases has; its value is a const char *. */
#define CASE_STORE_OPTION(offset_)                                                                            \
    {                                                                                                         \
        .kind = OPTION_TEXT, .name = "store", .value = "DIR", .offset = (offset_),                            \
        .help = "the counter's cases (default: $WALLET_CASES, else wallet/cases in "                          \
                "$XDG_DATA_HOME)",                                                                            \
        .help_zh = "办件库目录（默认 $WALLET_CASES，否则为 $XDG_DATA_HOME 下的 wallet/cases）" \
    }

/** The options of a command that acts, for a settings struct that has its struct case_clerk there. */
#define CASE_CLERK_OPTIONS(base_)                                                        \
    { .kind = OPTION_TEXT,                                                               \
      .name = "clerk",                                                                   \
      .value = "NAME",                                                                   \
      .offset = (base_) + offsetof(struct wallet_clerk, name),                           \
      .help = "who acts (default: $WALLET_CLERK)",                                       \
      .help_zh = "经办人（默认 $WALLET_CLERK）" },                                       \
        { .kind = OPTION_TEXT,                                                           \
          .name = "account",                                                             \
          .value = "TEXT",                                                               \
          .offset = (base_) + offsetof(struct wallet_clerk, account),                    \
          .help = "by which the department's system knows the clerk",                    \
          .help_zh = "经办人在部门系统中的账号" },                                       \
    {                                                                                    \
        .kind = OPTION_TEXT, .name = "window", .value = "TEXT",                          \
        .offset = (base_) + offsetof(struct wallet_clerk, window), .help = "the window", \
        .help_zh = "窗口"                                                              \
    }

/** A counter's cases, open; case_store_close() releases them. */
struct case_store {
    const struct session *session;
    char folder[PATH_MAX];
    char id[WALLET_ISSUER_SIZE];
    char database[PATH_MAX + STORE_DATABASE_MAX]; /* as wallet_cases_open() wants it */
    uint8_t secret[WALLET_AUDIT_SECRET_SIZE];
    struct matters matters;
    struct wallet_cases *cases;
};

/** Where the cases are: what was given, $WALLET_CASES, or the default place. */
enum exit_code case_store_place(
    const struct session *session, const char *given, char out[PATH_MAX]);

/** Opens the cases in a folder; tells why where it cannot.  `*out` is closed in any case. */
enum exit_code case_store_open(
    const struct session *session, const char *given, struct case_store *out);

/** Releases them and wipes the secret. */
void case_store_close(struct case_store *store);

/** Reads the key that signs the log, for wallet_key_free(); tells why where it cannot. */
enum exit_code case_store_audit_key(
    const struct case_store *store, struct wallet_key **out, struct wallet_signer *out_signer);

/** Signs a checkpoint of the log, which whoever sees it later may hold against it. */
enum exit_code case_store_sign(struct case_store *store);

/** Tells what a call of the library said, of a case or of the store: three lines, and the exit code. */
enum exit_code case_store_complain(
    const struct case_store *store, const char *number, const struct wallet_error *error);

/** One case, open, and who acts on it; case_desk_close() releases it. */
struct case_desk {
    struct case_store store;
    struct wallet_case *item;
    struct wallet_case_actor actor;
};

/** What every command on one case is asked for. */
struct case_settings {
    const char *store;
    struct wallet_clerk clerk;
};

/** These rows, for a settings struct that has its struct case_settings at this offset. */
#define CASE_OPTIONS(base_)                                              \
    CASE_CLERK_OPTIONS((base_) + offsetof(struct case_settings, clerk)), \
        CASE_STORE_OPTION((base_) + offsetof(struct case_settings, store))

/** Who acts: as given, else as $WALLET_CLERK has it, at the time of the machine; tells if nobody. */
enum exit_code case_actor(
    const struct session *session, const struct wallet_clerk *given, struct wallet_case_actor *out);

/** Opens the store and the case of this number, to act on it. */
enum exit_code case_desk_open(
    const struct session *session,
    const struct case_settings *settings,
    const char *number,
    struct case_desk *out);

void case_desk_close(struct case_desk *desk);

/** Tells what an act said: three lines, and the exit code. */
enum exit_code case_desk_complain(const struct case_desk *desk, const struct wallet_error *error);

/** Splits "NAME=VALUE" at the first '='; tells where there is none.  `*out_value` borrows from `text`. */
enum exit_code case_split(
    const struct session *session,
    const char *text,
    struct wallet_bytes *out_name,
    const char **out_value);

/** The material, blank or rule of this name or title; tells which there are where there is none. */
enum exit_code case_find_material(
    const struct case_desk *desk, struct wallet_bytes name, size_t *out);
enum exit_code case_find_blank(const struct case_desk *desk, struct wallet_bytes name, size_t *out);
enum exit_code case_find_rule(const struct case_desk *desk, struct wallet_bytes name, size_t *out);

#endif
