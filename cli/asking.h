/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_ASKING_H
#define WALLET_CLI_ASKING_H

#include <wallet/matter.h>

#include "clock.h"
#include "code_output.h"
#include "picks.h"
#include "signers.h"

/** What `ask` is asked for. */
struct ask_settings {
    struct option_list items;
    struct option_list optional;
    const char *matter;
    const char *matter_code;
    const char *cause;
    const char *system;
    const char *relation;
    const char *reply;
    const char *key;
    const char *output;
    const char *format;
    const char *level;
    const char *at;
    unsigned module;
    unsigned seconds;
    bool force;
    struct signer_settings signer;
};

/** All that is needed for one request, and what comes of it; asking_finish() releases it. */
struct asking {
    const struct session *session;
    const struct ask_settings *settings;
    const char *named; /* the matter of the catalogue that is asked for; NULL: none */
    const char *title; /* of what it is for */
    const char *code;  /* of the matter; NULL: none */
    enum wallet_relation relation;
    struct moment moment;
    struct wallet_catalogue *catalogue;
    struct wallet_matters *matters; /* NULL: none is named */
    struct picks required;
    struct picks optional;
    struct signing signing;
    struct code_output output;
    struct wallet_buffer request;
    struct wallet_buffer text;
    struct wallet_request *read; /* the same, read back */
};

/** Reads catalogue, settings, clock and key; tells why where it cannot. */
enum exit_code asking_prepare(struct asking *asking);

/**
 * Adds what the matter that is named asks of its applicant, with its title, code and relation; does
 * nothing where none is.
 */
enum exit_code asking_take_matter(struct asking *asking);

/** Signs the request, reads it back and makes the text of its code. */
enum exit_code asking_sign(struct asking *asking);

/**
 * Tells which of it the imported trust list, if there is one, does not let this counter ask for: a
 * clerk should know before a holder does.
 */
void asking_remark_leave(const struct asking *asking);

/** Prints what is asked for: an object with --json, and a summary on standard error. */
void asking_print(const struct asking *asking);

void asking_finish(struct asking *asking);

#endif
