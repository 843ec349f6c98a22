/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_RELEASING_H
#define WALLET_CLI_RELEASING_H

#include <wallet/call.h>

#include "check.h"
#include "file.h"
#include "item_drafts.h"
#include "repository.h"
#include "signers.h"

/** What `repository release` is asked for. */
struct release_settings {
    const char *repository;
    struct check_settings check;
    const char *to;
    const char *repository_id;
    const char *authorities;
    const char *operation;
    const char *key;
    struct signer_settings signer;
    const char *grant;
    struct option_list items;
    struct option_list optional;
    struct option_list values;
    const char *value_file;
    const char *file;
    const char *matter;
    const char *matter_code;
    const char *cause;
    const char *system;
    const char *case_number;
    const char *clerk;
    const char *account;
    const char *window;
    const char *save_call;
    const char *output;
    bool force;
};

/** One call on its way to a repository, and its answer; releasing_finish() releases it. */
struct releasing {
    const struct session *session;
    const struct release_settings *settings;
    struct checker checker;
    struct open_repository repository; /* closed where the call goes to a service */
    const struct wallet_catalogue *catalogue;
    const char *id;                   /* USCC of the repository that is called */
    struct wallet_buffer signed_call; /* made here */
    struct file call_file;            /* or made elsewhere */
    struct wallet_bytes call;         /* one of the two */
    struct wallet_buffer received;    /* the answer as it came */
    struct wallet_answer *answer;
};

/**
 * Makes the call and signs it with the counter's key; tells why where it cannot.  Needs catalogue, clock
 * and the repository's id.
 */
enum exit_code releasing_make_call(struct releasing *releasing);

/**
 * Has the repository answer the call, on this machine or where `--to` says, and verifies the answer: by
 * the bytes that came, as signed by the repository that the call is for.
 */
enum exit_code releasing_answer(struct releasing *releasing);

/**
 * Prints the answer, and writes copies into the folder that was named.
 *
 * \return EXIT_CODE_REFUSED where it was refused or a value differs, EXIT_CODE_UNKNOWN where one cannot
 *         be compared
 */
enum exit_code releasing_print(const struct releasing *releasing);

void releasing_finish(struct releasing *releasing);

#endif
