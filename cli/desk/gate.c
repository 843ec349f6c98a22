/* SPDX-License-Identifier: Apache-2.0 */
#include "gate.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
    SECOND_MS = 1000,
    NAME_BYTES = 16,
    BITS_A_LETTER = 5, /* RFC 4648 section 6 */
    BITS_A_BYTE = 8,
};

void gate_start(struct gate *gate)
{
    *gate = (struct gate){ .name = "" };
    (void)pthread_mutex_init(&gate->lock, NULL);
}

void gate_finish(struct gate *gate)
{
    free(gate->asked);
    (void)pthread_mutex_destroy(&gate->lock);
}

bool gate_make_name(char out[GATE_NAME_SIZE])
{
    static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    uint8_t secret[NAME_BYTES];
    unsigned bits = 0;
    unsigned count = 0;
    size_t used = 0;

    if (getentropy(secret, sizeof secret) != 0) {
        return false;
    }

    for (size_t i = 0; i < GATE_NAME_SIZE - 1; i++) {
        if (count < BITS_A_LETTER) {
            bits = bits << BITS_A_BYTE | (used < NAME_BYTES ? secret[used++] : 0U);
            count += BITS_A_BYTE;
        }
        count -= BITS_A_LETTER;
        out[i] = letters[bits >> count & (sizeof letters - 2)];
    }
    out[GATE_NAME_SIZE - 1] = '\0';
    explicit_bzero(secret, sizeof secret);
    return true;
}

void gate_write_reply(const struct gate *gate, const char *name, char out[GATE_ADDRESS_SIZE])
{
    const struct door_url *url = &gate->url;

    (void)snprintf(out, GATE_ADDRESS_SIZE, "%s%s" GATE_ANSWER "%s", url->origin, url->path, name);
}

/* Scheme and name are the same in capitals (RFC 3986 section 6.2.2.1); the path has no other letters. */
void gate_write_page(const struct gate *gate, const char *name, char out[GATE_ADDRESS_SIZE])
{
    const struct door_url *url = &gate->url;

    (void)snprintf(out, GATE_ADDRESS_SIZE, "%s%s" GATE_PAGE "%s", url->origin, url->path, name);
    for (char *letter = out; *letter; letter++) {
        *letter = (char)(toupper)((unsigned char)*letter);
    }
}

/* With the lock. */
static void close_it(struct gate *gate)
{
    gate->name[0] = '\0';
    free(gate->asked);
    gate->asked = NULL;
}

bool gate_open(struct gate *gate, const char *name, const char *asked, double closes_at)
{
    (void)pthread_mutex_lock(&gate->lock);
    close_it(gate);
    gate->ticket[0] = '\0';
    gate->asked = strdup(asked);
    if (gate->asked) {
        (void)snprintf(gate->name, sizeof gate->name, "%s", name);
        gate->closes_at = closes_at;
    }
    const bool is_open = gate->asked != NULL;
    (void)pthread_mutex_unlock(&gate->lock);
    return is_open;
}

void gate_close(struct gate *gate)
{
    (void)pthread_mutex_lock(&gate->lock);
    close_it(gate);
    (void)pthread_mutex_unlock(&gate->lock);
}

/* Takes the same time wherever two names of one length differ. */
static bool is_same(const char *given, const char *name)
{
    unsigned difference = 0;

    if (name[0] == '\0' || strlen(given) != strlen(name)) {
        return false;
    }
    for (size_t i = 0; name[i]; i++) {
        difference |= (unsigned)((unsigned char)given[i] ^ (unsigned char)name[i]);
    }

    return difference == 0;
}

/* With the lock. */
static bool is_up(const struct gate *gate, const char *name, double now)
{
    return is_same(name, gate->name) && now < gate->closes_at;
}

bool gate_is_open(struct gate *gate, const char *name, double now)
{
    (void)pthread_mutex_lock(&gate->lock);
    const bool is_open = is_up(gate, name, now);
    (void)pthread_mutex_unlock(&gate->lock);
    return is_open;
}

char *gate_view(struct gate *gate, const char *name, double now)
{
    static const char form[] = "{\"v\":1,\"left_seconds\":%ld,\"request\":%s}\n";
    char *out = NULL;

    (void)pthread_mutex_lock(&gate->lock);
    if (is_up(gate, name, now)) {
        const size_t size = sizeof form + sizeof "9223372036854775807" + strlen(gate->asked);
        out = malloc(size);
        if (out) {
            const long left = (long)((gate->closes_at - now) / SECOND_MS);
            (void)snprintf(out, size, form, left, gate->asked);
        }
    }
    (void)pthread_mutex_unlock(&gate->lock);
    return out;
}

enum gate_entry gate_enter(struct gate *gate, const char *name, double now)
{
    enum gate_entry entry = GATE_OVER;

    (void)pthread_mutex_lock(&gate->lock);
    if (is_up(gate, name, now)) {
        entry = gate->is_taken ? GATE_TAKEN : GATE_ENTERED;
        gate->is_taken = true;
    }
    (void)pthread_mutex_unlock(&gate->lock);
    return entry;
}

void gate_leave(struct gate *gate)
{
    (void)pthread_mutex_lock(&gate->lock);
    gate->is_taken = false;
    (void)pthread_mutex_unlock(&gate->lock);
}

bool gate_give_ticket(
    struct gate *gate, const uint8_t digest[WALLET_DIGEST_SIZE], char out[GATE_NAME_SIZE])
{
    if (!gate_make_name(out)) {
        return false;
    }

    (void)pthread_mutex_lock(&gate->lock);
    memcpy(gate->ticket, out, GATE_NAME_SIZE);
    memcpy(gate->digest, digest, WALLET_DIGEST_SIZE);
    (void)pthread_mutex_unlock(&gate->lock);
    return true;
}

bool gate_has_ticket(struct gate *gate, const char *ticket, uint8_t out_digest[WALLET_DIGEST_SIZE])
{
    (void)pthread_mutex_lock(&gate->lock);
    const bool is_it = is_same(ticket, gate->ticket);
    if (is_it) {
        memcpy(out_digest, gate->digest, WALLET_DIGEST_SIZE);
    }
    (void)pthread_mutex_unlock(&gate->lock);
    return is_it;
}
