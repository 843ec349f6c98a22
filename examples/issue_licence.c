/* SPDX-License-Identifier: Apache-2.0 */

/* Issues an ID card field by field: issue_licence CATALOGUE-FOLDER PRIVATE-KEY-FILE > CODE-FILE */
#include <wallet/wallet.h>

#include "file.h"

#include <string.h>
#include <time.h>

/* An invented person. */
static const char *const fields[][2] = {
    { "name", "简素心" },
    { "sex", "女" },
    { "ethnic_group", "汉" },
    { "birth_date", "1990-03-07" },
    { "address", "江西省新余市渝水区样例路1号" },
    { "citizen_number", "360502199003070024" },
    { "issuing_authority", "新余市公安局渝水分局" },
    { "valid_from", "2026-01-01" },
    { "valid_until", "2046-01-01" },
};

static enum wallet_status fill(struct wallet_record *record, struct wallet_error *error)
{
    enum wallet_status status = WALLET_OK;

    for (size_t i = 0; i < sizeof fields / sizeof fields[0] && status == WALLET_OK; i++) {
        const char *text = fields[i][1];
        const struct wallet_bytes value = { (const uint8_t *)text, strlen(text) };
        status = wallet_record_set(record, fields[i][0], value, error);
    }

    return status;
}

int main(int argc, char *argv[])
{
    struct wallet_catalogue *catalogue = NULL;
    struct wallet_key *key = NULL;
    struct wallet_record *record = NULL;
    struct wallet_buffer licence = { 0 };
    struct wallet_buffer text = { 0 };
    struct wallet_signer signer;
    struct wallet_error error = { 0 };
    const struct wallet_bytes type = { (const uint8_t *)"id-card", strlen("id-card") };

    if (argc != 3 || wallet_catalogue_load(argv[1], &catalogue, &error) ||
        wallet_key_parse(file_read(argv[2]), &key, &error) ||
        wallet_key_signer(key, &signer, &error) ||
        wallet_record_new(wallet_catalogue_find(catalogue, type), &record, &error) ||
        fill(record, &error) ||
        wallet_issue(record, &signer, (int64_t)time(NULL), &licence, &error) ||
        wallet_qr_write_text(wallet_buffer_bytes(&licence), &text, &error)) {
        fprintf(stderr, "issue_licence: %s\n", argc == 3 ? error.message : "two operands, please");
        return 2;
    }

    printf("%s\n", (const char *)text.data);
    wallet_buffer_clear(&text);
    wallet_buffer_clear(&licence);
    wallet_record_free(record);
    wallet_key_free(key);
    wallet_catalogue_free(catalogue);
    return 0;
}
