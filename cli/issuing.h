/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_ISSUING_H
#define WALLET_CLI_ISSUING_H

#include <wallet/catalogue.h>
#include <wallet/certificate.h>
#include <wallet/codes.h>
#include <wallet/mdoc.h>
#include <wallet/record.h>
#include <wallet/verify.h>

#include "clock.h"
#include "code_output.h"
#include "signers.h"
#include "status_register.h"

/** What `issue` is asked for. */
struct issue_settings {
    const char *data;
    const char *key;
    const char *output;
    const char *format;
    const char *print;
    const char *level;
    const char *serial;
    const char *status;
    const char *holder;
    const char *certificate;
    const char *at;
    unsigned module;
    unsigned interval;
    unsigned version;
    bool mdoc;
    bool all;
    bool force;
    bool dry_run;
    struct signer_settings signer;
};

/** All that is needed for one licence, and what comes of it; issuing_finish() releases it. */
struct issuing {
    const struct session *session;
    const struct issue_settings *settings;
    struct moment moment;
    struct wallet_catalogue *catalogue;
    const struct wallet_type *type;
    struct signing signing;
    struct wallet_key *holder;         /* NULL: the licence is printed */
    struct wallet_certificates *chain; /* NULL: it is no mobile document */
    struct wallet_record *record;
    struct status_register reg; /* closed where the licence has no status */
    struct code_output output;
    struct wallet_buffer licence;
    struct wallet_buffer text;
    char identifier[WALLET_IDENTIFIER_SIZE];

    /* What reads it back: */
    struct wallet_trust *trust;
    struct wallet_verifier *verifier;
    struct wallet_verdict *verdict;
    struct wallet_mdoc *mdoc;
};

/** Reads catalogue, settings, clock, key and data; tells why where it cannot. */
enum exit_code issuing_prepare(struct issuing *issuing, const char *type_name);

/** Draws the place of its status, if it is to have one. */
enum exit_code issuing_draw_place(struct issuing *issuing);

/** Enters the licence in the register, which is written before the licence is. */
enum exit_code issuing_enter_place(struct issuing *issuing);

/** Signs the licence and makes the text of its code. */
enum exit_code issuing_sign(struct issuing *issuing);

/** When it is valid first, at the time of issue or later. */
int64_t issuing_valid_from(const struct issuing *issuing);

/** Reads the new licence as a verifier will: its identifier is in it, the random serial too. */
enum exit_code issuing_read_back(struct issuing *issuing);

/** Draws the code or the codes, unless it is a mobile document, which has none. */
enum exit_code issuing_draw(struct issuing *issuing);

/** Draws the page, if one is to be printed, after issuing_draw(). */
enum exit_code issuing_draw_page(struct issuing *issuing);

/** Prints what was issued: an object with --json, and a summary on standard error. */
void issuing_print(const struct issuing *issuing);

void issuing_finish(struct issuing *issuing);

#endif
