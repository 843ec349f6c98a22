/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_MDOC_SHOWING_H
#define WALLET_CLI_MDOC_SHOWING_H

#include <wallet/mdoc_present.h>
#include <wallet/mdoc_request.h>

#include "clock.h"
#include "mdoc_elements.h"
#include "signers.h"

#include <jansson.h>

/** What `mdoc present` is asked for. */
struct mdoc_showing_settings {
    struct option_list elements;
    const char *request;
    const char *trust;
    const char *at;
    const char *transcript;
    const char *key;
    const char *reader_public;
    bool mac;
    struct signer_settings signer;
    const char *output;
    bool yes;
    bool force;
};

/** A document of the holder's, and what of it goes out. */
struct mdoc_holding {
    const char *name; /* the file's, as the user wrote it */
    struct wallet_buffer content;
    struct wallet_mdoc_issued *issued;
    struct wallet_mdoc_element *elements; /* all that it has */
    size_t count;
    struct wallet_mdoc_choice *choices; /* what goes out */
    size_t choice_count;
};

/** Mobile documents on their way to a reader; mdoc_showing_finish() in any case. */
struct mdoc_showing {
    const struct session *session;
    const struct mdoc_showing_settings *settings;
    struct moment now;
    struct wallet_catalogue *catalogue; /* NULL: there is none, and all is shown as it stands */
    struct mdoc_elements elements;      /* none: whatever is asked for */
    struct wallet_buffer transcript;
    struct wallet_mdoc_request *request; /* NULL: the holder alone says what is shown */
    struct mdoc_holding holdings[WALLET_MDOC_DOCUMENT_MAX];
    size_t count;
    struct wallet_key *device; /* or a signer elsewhere */
    struct signing signing;
    struct wallet_key *reader; /* NULL: a signature is the proof */
    struct wallet_buffer answer;
};

/** Reads all that is named, and finds out who asks; prints it.  Tells why where it cannot go on. */
enum exit_code mdoc_showing_start(
    const struct session *session,
    const struct mdoc_showing_settings *settings,
    const struct operands *operands,
    struct mdoc_showing *out);

/** Opens the device's key, and for a MAC the reader's; tells where that is not the session's. */
enum exit_code mdoc_showing_open_keys(struct mdoc_showing *showing);

/** Chooses what is asked for, named, and there; tells of a name that is not, and where nothing is left. */
enum exit_code mdoc_showing_choose(struct mdoc_showing *showing);

/** Has the device prove it, and writes the answer. */
enum exit_code mdoc_showing_write(struct mdoc_showing *showing);

void mdoc_showing_finish(struct mdoc_showing *showing);

/** Whether one of the documents has this element, and is of the type. */
bool mdoc_showing_has(
    const struct mdoc_showing *showing,
    struct wallet_bytes doc_type,
    const struct wallet_mdoc_asked_element *element);

/** Prints on standard error who asks for what, and which of it is there. */
void mdoc_showing_print_request(const struct mdoc_showing *showing);

/** Prints on standard error what goes out, with the values. */
void mdoc_showing_print(const struct mdoc_showing *showing);

/** Prints what went out as JSON. */
void mdoc_showing_print_json(const struct mdoc_showing *showing);

#endif
