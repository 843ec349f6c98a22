/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_CASE_PUSH_H
#define WALLET_CLI_CASE_PUSH_H

#include <wallet/case.h>

#include "connector.h"
#include "exit_code.h"
#include "signers.h"

/*
 * A case on its way to a department's system: JSON by one POST, under an HTTP Message Signature (RFC
 * 9421) of the counter, over the method, the address, the body's digest (RFC 9530), its type and the
 * Idempotency-Key.  That key is made of the body, which says nothing of when it is sent: whoever gets the
 * same case twice, because an answer was lost, sees the same key.
 */

enum {
    CASE_PUSH_KEY_SIZE = 33, /* 32 digits */
    CASE_PUSH_KEY_ID_SIZE = 64,
    CASE_PUSH_REFERENCE_SIZE = 128,
    CASE_PUSH_NOTE_SIZE = 400,
    CASE_PUSH_TRIES = 5,
};

struct case_push {
    const struct session *session;
    const char *url;         /* https, or http within this machine */
    const char *authorities; /* certificates in PEM instead of the system's; may be NULL */
    const struct wallet_signer *signer;
    const char *body; /* JSON */
    unsigned tries;   /* at most so many */
    unsigned wait;    /* seconds before the second; twice as long before each that follows */
};

/** What came back. */
struct case_pushed {
    char key[CASE_PUSH_KEY_SIZE];
    char reference
        [CASE_PUSH_REFERENCE_SIZE]; /* "reference" in an answer of JSON; "" where there is none */
    long status;
    unsigned tries;
};

/** How a signature names the key of a signer: "USCC#" and its identifier in hex. */
void case_push_key_id(const struct wallet_signer *signer, char out[CASE_PUSH_KEY_ID_SIZE]);

/** "reference" of an object of JSON, if it is text that can be shown; else "". */
void case_push_reference(struct wallet_bytes json, char *out, size_t size);

/** What is written down when a department's system has the case, by what it calls the case. */
void case_push_note(
    const struct connector *connector, const char *reference, char out[CASE_PUSH_NOTE_SIZE]);

/** What a connector is filled in from; the caller owns it. */
json_t *case_push_facts(const struct wallet_case *item, const char *counter);

/**
 * Sends it, again where nothing or only that it is to come later was answered; tells why where it was not
 * taken.
 *
 * \retval EXIT_CODE_REFUSED      the system refuses this case
 * \retval EXIT_CODE_FILE         it did not answer
 * \retval EXIT_CODE_INTERRUPTED  a signal came between two tries
 */
enum exit_code case_push_send(const struct case_push *push, struct case_pushed *out);

#endif
