/* SPDX-License-Identifier: Apache-2.0 */
#include "status/hot.h"

#include "town.h"

/** Signs a content as a hot list, and reads it. */
static enum wallet_status read_content(const struct agency *agency, const char *content)
{
    struct wallet_buffer out = { 0 };
    struct wlt_check_context *context = NULL;
    struct wlt_hot hot;
    const struct wlt_status_head head = {
        .issuer = test_text(AGENCY_ISSUER),
        .content = test_hex(content),
    };

    CHECK_EQUAL(wlt_check_context_new(&context, NULL), WALLET_OK);
    CHECK_EQUAL(
        wlt_status_head_sign(&agency->signer, WLT_TYP_STATUS_HOT, &head, &out, NULL), WALLET_OK);
    const enum wallet_status status =
        wlt_hot_open(wallet_buffer_bytes(&out), agency->trust, context, &hot, NULL);
    wlt_check_context_free(context);
    wallet_buffer_clear(&out);
    return status;
}

TEST(fits_one_code_with_as_many_entries_as_there_may_be)
{
    struct agency agency;
    struct wallet_buffer out = { 0 };
    struct wallet_buffer text = { 0 };
    struct wallet_buffer picture = { 0 };
    struct wlt_check_context *context = NULL;
    struct wlt_hot hot = {
        .head = { .issuer = test_text(AGENCY_ISSUER), .issued_unix = AGENCY_NOW, .version = 100000 }
    };
    struct wlt_hot read;
    agency_open(&agency, WALLET_ALGORITHM_ED25519);
    for (uint32_t i = 0; i < WALLET_STATUS_HOT_MAX; i++) {
        hot.entries[hot.count++] = (struct wlt_hot_entry){
            WALLET_STATUS_SHARD_MAX - 1 - i,
            WALLET_STATUS_SHARD_ENTRIES - 1 - i,
            i % 2 ? WALLET_STATUS_INVALID : WALLET_STATUS_SUSPENDED,
        };
    }

    CHECK_EQUAL(wlt_hot_sign(&agency.signer, &hot, &out, NULL), WALLET_OK);
    CHECK_EQUAL(wallet_qr_write_text(wallet_buffer_bytes(&out), &text, NULL), WALLET_OK);
    CHECK_EQUAL(
        wallet_qr_draw(
            wallet_buffer_bytes(&text), &(struct wallet_qr_options){ 0 }, &picture, NULL, NULL),
        WALLET_OK);

    CHECK_EQUAL(wlt_check_context_new(&context, NULL), WALLET_OK);
    CHECK_EQUAL(
        wlt_hot_open(wallet_buffer_bytes(&out), agency.trust, context, &read, NULL), WALLET_OK);
    CHECK_EQUAL(read.count, WALLET_STATUS_HOT_MAX);
    CHECK_EQUAL(
        wlt_hot_find(&read, WALLET_STATUS_SHARD_MAX - 1, WALLET_STATUS_SHARD_ENTRIES - 1),
        WALLET_STATUS_SUSPENDED);
    CHECK_EQUAL(
        wlt_hot_find(&read, WALLET_STATUS_SHARD_MAX - 2, WALLET_STATUS_SHARD_ENTRIES - 2),
        WALLET_STATUS_INVALID);
    CHECK_EQUAL(
        wlt_hot_find(&read, WALLET_STATUS_SHARD_MAX - 1, WALLET_STATUS_SHARD_ENTRIES - 2),
        WALLET_STATUS_VALID);

    wlt_check_context_free(context);
    wallet_buffer_clear(&picture);
    wallet_buffer_clear(&text);
    wallet_buffer_clear(&out);
    agency_close(&agency);
}

TEST(refuses_entries_that_make_no_sense)
{
    static const struct {
        const char *what;
        const char *content;
        enum wallet_status wanted;
    } rows[] = {
        { "none", "80", WALLET_OK },
        { "one revoked, one suspended", "840005000a", WALLET_OK },
        { "half a pair", "8100", WALLET_ERR_TOO_LARGE },
        { "a valid one", "820004", WALLET_ERR_STRUCTURE },
        { "a value of 3", "820007", WALLET_ERR_STRUCTURE },
        { "an index twice", "8400050005", WALLET_ERR_STRUCTURE },
        { "out of order", "8400090005", WALLET_ERR_STRUCTURE },
        { "a shard beyond", "8219100005", WALLET_ERR_STRUCTURE },
        { "an index beyond", "82001a00400001", WALLET_ERR_STRUCTURE },
        { "no array", "a0", WALLET_ERR_STRUCTURE },
    };
    struct agency agency;
    agency_open(&agency, WALLET_ALGORITHM_ED25519);

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        CHECK_ROW(rows[i].what, read_content(&agency, rows[i].content), rows[i].wanted);
    }

    agency_close(&agency);
}
