/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_DEMO_PAGE_H
#define WALLET_CLI_DEMO_PAGE_H

#include <jansson.h>

#include <stdbool.h>

/* The demo does at the desk what its page does: the same calls, with the same token. */

enum {
    DEMO_STATE_SIZE = 16,
};

struct demo_page {
    char origin[128];
    char token[128];
};

/** Takes apart what the desk printed: "http://127.0.0.1:PORT/#TOKEN". */
bool demo_page_open(const char *line, struct demo_page *out);

/**
 * Does something at the desk.
 *
 * \param body   JSON; released
 * \param state  the state that the desk is in then; room for DEMO_STATE_SIZE
 *
 * \return whether it was done
 */
bool demo_page_act(const struct demo_page *page, const char *path, json_t *body, char *state);

/** Waits until the desk is in another state than the passing one; false: it does not answer. */
bool demo_page_wait(const struct demo_page *page, const char *passing, char *state);

#endif
