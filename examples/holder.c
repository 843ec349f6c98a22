/* SPDX-License-Identifier: Apache-2.0 */

/*
 * Shows some fields of a licence that is bound to the holder's key to one counter, good for a minute:
 * holder CATALOGUE-FOLDER PRIVATE-KEY-FILE LICENCE-CODE-FILE COUNTER [FIELD...] > CODE-FILE
 */
#include <wallet/wallet.h>

#include "file.h"

#include <string.h>
#include <time.h>

/** Shows each field that is named, such as "sex" or "members.2.name". */
static enum wallet_status choose(
    struct wallet_selection *selection, char *names[], struct wallet_error *error)
{
    enum wallet_status status = WALLET_OK;

    for (; *names && status == WALLET_OK; names++) {
        const struct wallet_bytes path = { (const uint8_t *)*names, strlen(*names) };
        status = wallet_selection_show_path(selection, path, error);
    }

    return status;
}

int main(int argc, char *argv[])
{
    struct wallet_catalogue *catalogue = NULL;
    struct wallet_key *key = NULL;
    struct wallet_selection *selection = NULL;
    struct wallet_buffer licence = { 0 };
    struct wallet_buffer shown = { 0 };
    struct wallet_buffer text = { 0 };
    struct wallet_signer signer;
    struct wallet_error error = { .message = "four operands, please, and names of fields" };

    if (argc < 5 || wallet_catalogue_load(argv[1], &catalogue, &error) ||
        wallet_key_parse(file_read(argv[2]), &key, &error) ||
        wallet_key_signer(key, &signer, &error) ||
        wallet_qr_read_text(file_read(argv[3]), &licence, &error) ||
        wallet_selection_new(wallet_buffer_bytes(&licence), catalogue, &selection, &error) ||
        choose(selection, argv + 5, &error) ||
        wallet_present(
            (const struct wallet_selection *const[]){ selection },
            1,
            &signer,
            &(struct wallet_showing){ .audience = argv[4], .at_unix = (int64_t)time(NULL) },
            &shown,
            &error) ||
        wallet_qr_write_text(wallet_buffer_bytes(&shown), &text, &error)) {
        fprintf(stderr, "holder: %s\n", error.message);
        return 2;
    }

    printf("%s\n", (const char *)text.data);
    wallet_buffer_clear(&text);
    wallet_buffer_clear(&shown);
    wallet_buffer_clear(&licence);
    wallet_selection_free(selection);
    wallet_key_free(key);
    wallet_catalogue_free(catalogue);
    return 0;
}
