/* SPDX-License-Identifier: Apache-2.0 */
#include "file.h"
#include "http_call.h"

#include <stdio.h>

/*
 * Sends a call that stands in a file, and writes the answer to standard output: http_call() as it is.
 *
 * usage: http_call_probe URL FILE [AUTHORITIES]
 */
int main(int argc, char **argv)
{
    struct story story = { .what = "" };
    const struct session session = { .language = WALLET_ENGLISH, .story = &story };
    struct http_reply reply = { .status = 0 };
    struct file call = { .data = NULL };

    if (argc < 3 || file_read(&session, argv[2], 1 << 20, &call) != EXIT_CODE_OK) {
        return EXIT_CODE_USAGE;
    }

    const struct http_callee callee = { .url = argv[1], .authorities = argc > 3 ? argv[3] : NULL };
    const enum exit_code code = http_call(&session, &callee, file_bytes(&call), &reply);
    if (code == EXIT_CODE_OK) {
        (void)fwrite(reply.data, 1, reply.size, stdout);
        http_reply_clear(&reply);
    }

    file_free(&call);
    return (int)code;
}
