/* SPDX-License-Identifier: Apache-2.0 */
#include <wallet/wallet.h>

#include "command.h"
#include "json.h"

#include <stdio.h>
#include <string.h>

static const struct option_spec no_options[] = { { 0 } };

static enum exit_code version(
    const struct session *session, const void *settings, const struct operands *operands)
{
    (void)settings;
    (void)operands;

    if (session->json) {
        json_t *out = json_start();
        (void)json_object_set_new(out, "version", json_string(WALLET_CLI_VERSION));
        (void)json_object_set_new(out, "library", json_string(wallet_version()));
        json_print(out);
        return EXIT_CODE_OK;
    }

    printf("wallet %s", WALLET_CLI_VERSION);
    if (strcmp(WALLET_CLI_VERSION, wallet_version()) != 0) {
        printf(" (libwallet %s)", wallet_version());
    }
    putchar('\n');
    return EXIT_CODE_OK;
}

const struct command command_version = {
    .words = "version",
    .summary = "print the version of the program and of its library",
    .summary_zh = "显示程序和库的版本",
    .operands = "",
    .options = no_options,
    .json = true,
    .examples = "  wallet version --json\n",
    .run = version,
};
