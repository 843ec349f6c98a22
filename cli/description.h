/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_DESCRIPTION_H
#define WALLET_CLI_DESCRIPTION_H

#include "exit_code.h"
#include "file.h"
#include "session.h"

/** Reads what describes a service to programs (OpenAPI), by its file's name; tells why where it cannot. */
enum exit_code description_read(const struct session *session, const char *name, struct file *out);

#endif
