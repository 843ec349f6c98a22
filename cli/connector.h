/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_CONNECTOR_H
#define WALLET_CLI_CONNECTOR_H

#include "exit_code.h"
#include "session.h"

#include <jansson.h>

/*
 * How a department's system wants to be told of a case (数据推送): a file of the catalogue,
 * connectors/NAME.json, an object of
 *
 *     name   as the file's
 *     title  zh and en
 *     about  whose fields these are, and what they were taken from
 *     body   a template (see template.h) over what `wallet case show --json` prints, with `counter`, the
 *            counter's USCC, `department`, that of the matter's, and `title`, the matter's, besides
 *
 * so that another system is served by another file, and no program is changed.
 */
struct connector {
    json_t *root;
    const char *name;     /* borrow from the root */
    const char *title[2]; /* by enum wallet_language */
};

/**
 * Reads a connector: the path of a file, or a name in the catalogue.  Tells why where it cannot, and
 * which there are.
 *
 * \param out  release with connector_free()
 */
enum exit_code connector_read(
    const struct session *session, const char *name, struct connector *out);

void connector_free(struct connector *connector);

/**
 * Fills the connector's template in, on one line, the same for the same facts.
 *
 * \param out  on success the body, for free(3)
 */
enum exit_code connector_fill(
    const struct session *session,
    const struct connector *connector,
    const json_t *facts,
    char **out);

#endif
