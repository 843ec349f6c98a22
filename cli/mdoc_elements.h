/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_MDOC_ELEMENTS_H
#define WALLET_CLI_MDOC_ELEMENTS_H

#include <wallet/catalogue.h>
#include <wallet/mdoc_request.h>

#include "exit_code.h"
#include "option.h"
#include "session.h"

#include <jansson.h>

#include <stdbool.h>

/** Elements of mobile documents that `--element` names; start with `= { .items = NULL }`. */
struct mdoc_elements {
    struct wallet_mdoc_asked_element
        *items; /* borrow from the option's values, and the catalogue */
    size_t count;
};

/** Whether `--element` may end in ",retain", and so say that the reader keeps what it gets. */
enum mdoc_intent {
    MDOC_NO_INTENT = 0,
    MDOC_INTENT = 1,
};

/**
 * Reads "NAMESPACE/NAME"; tells which is none, which a type of ours has not, and of those that are asked for
 * which is there twice.  mdoc_elements_free() in any case.
 *
 * \param catalogue  NULL: none is known; must outlive `out`
 */
enum exit_code mdoc_elements_read(
    const struct session *session,
    const struct wallet_catalogue *catalogue,
    const struct option_list *names,
    enum mdoc_intent intent,
    struct mdoc_elements *out);

void mdoc_elements_free(struct mdoc_elements *elements);

/** "NAMESPACE/NAME", as `--element` takes it; the caller owns it. */
json_t *mdoc_element_name_json(struct wallet_bytes name_space, struct wallet_bytes identifier);

/** {"element", "retain"}; the caller owns it. */
json_t *mdoc_element_json(const struct wallet_mdoc_asked_element *element);

/** Whether they name this one. */
bool mdoc_elements_have(
    const struct mdoc_elements *elements,
    struct wallet_bytes name_space,
    struct wallet_bytes identifier);

#endif
