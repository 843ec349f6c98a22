/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_STATUS_LIST_H
#define WALLET_CLI_STATUS_LIST_H

#include <wallet/status_list.h>

#include <jansson.h>

/** What is told in JSON of a list that was published by itself; for json_print(). */
json_t *status_list_json(const struct wallet_status_list_facts *facts, int64_t at_unix);

#endif
