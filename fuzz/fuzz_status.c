/* SPDX-License-Identifier: Apache-2.0 */

/*
 * What a counter reads of status data, and an agency of its register.  The input is taken for each:
 * as it is, and as the payload of a token, a list of identifiers, a manifest and a hot list that a trusted
 * key signs, so that what lies behind the signature check is reached too.
 */
#include "base/buffer.h"
#include "base/text.h"
#include "cbor/check.h"
#include "cbor/members.h"
#include "fuzz.h"
#include "status/snapshot.h"
#include "trust/envelope.h"
#include "world.h"

#include <string.h>

#define URI "https://status.example/0000.cwt"

enum {
    ENTRIES_MAX = 4096,
};

static void look_at(const struct wallet_status_list *list)
{
    const size_t count = wallet_status_list_count(list);
    unsigned value = 0;

    FUZZ_CHECK(wallet_status_list_get(list, count, &value, NULL) == WALLET_ERR_REFUSED);
    for (size_t i = 0; i < count; i++) {
        FUZZ_CHECK(wallet_status_list_get(list, i, &value, NULL) == WALLET_OK);
        FUZZ_CHECK(value < 1U << wallet_status_list_bits(list));
    }
}

static void read_list(struct wallet_bytes input)
{
    struct wallet_status_list *list = NULL;

    if (wlt_cbor_check(input, WLT_CBOR_LENIENT, NULL) == WALLET_OK &&
        wlt_status_list_read(input, ENTRIES_MAX, &list, NULL) == WALLET_OK) {
        FUZZ_CHECK(wallet_status_list_count(list) <= ENTRIES_MAX);
        look_at(list);
    }

    wallet_status_list_free(list);
}

/** Each identifier that stands there is found again. */
static void read_identifiers(struct wallet_bytes input)
{
    struct wlt_identifiers *identifiers = NULL;
    struct wallet_bytes open = { 0 };

    if (wlt_cbor_check_but_one(input, WLT_CBOR_LENIENT, &open, NULL) == WALLET_OK &&
        wlt_identifiers_read(input, open, &identifiers, NULL) == WALLET_OK) {
        struct wlt_reader reader = wlt_reader_start_checked(
            wlt_find_member(input, wlt_bytes_of("identifiers")), WLT_CBOR_LENIENT);
        const uint64_t count = wlt_read_map(&reader);
        FUZZ_CHECK(wlt_identifiers_count(identifiers) == count);
        for (uint64_t i = 0; i < count; i++) {
            FUZZ_CHECK(wlt_identifiers_have(identifiers, wlt_read_bytes(&reader)));
            (void)wlt_read_any(&reader);
        }
    }

    wlt_identifiers_free(identifiers);
}

/** A register that can be read is written to the same bytes. */
static void read_register(struct wallet_bytes input)
{
    struct wallet_status_register *reg = NULL;
    struct wallet_buffer out = { 0 };

    if (wallet_status_register_parse(input, &reg, NULL) == WALLET_OK) {
        FUZZ_CHECK(wallet_status_register_write(reg, &out, NULL) == WALLET_OK);
        FUZZ_CHECK(out.size == input.size && memcmp(out.data, input.data, out.size) == 0);
    }

    wallet_buffer_clear(&out);
    wallet_status_register_free(reg);
}

static enum wallet_status load(void *context, const char *name, struct wallet_bytes *out)
{
    FUZZ_CHECK(strchr(name, '/') == NULL && name[0] != '.' && name[0] != '\0');
    *out = *(const struct wallet_bytes *)context;
    return WALLET_OK;
}

static void take_token(struct wallet_bytes token, bool is_ours)
{
    const struct fuzz_world *world = fuzz_world();
    struct wallet_status_snapshot *snapshot = NULL;
    struct wallet_status_list *list = NULL;

    FUZZ_CHECK(wallet_status_snapshot_new(&snapshot, NULL) == WALLET_OK);
    const bool is_list =
        wallet_status_list_verify(token, world->trust, URI, ENTRIES_MAX, FUZZ_NOW, &list, NULL) ==
        WALLET_OK;
    const bool is_manifest = wallet_status_snapshot_add(
                                 snapshot,
                                 token,
                                 world->trust,
                                 NULL,
                                 FUZZ_NOW,
                                 &(struct wallet_status_loader){ load, &token },
                                 NULL) == WALLET_OK;
    const bool is_hot =
        wallet_status_snapshot_add_hot(snapshot, token, world->trust, NULL, NULL) == WALLET_OK;
    const bool is_published = wallet_status_snapshot_add_list(
                                  snapshot, token, world->trust, FUZZ_NOW, NULL, NULL) == WALLET_OK;
    FUZZ_CHECK(is_ours || (!is_published && !is_manifest && !is_hot));
    FUZZ_CHECK(is_published + is_manifest + is_hot <= 1);
    FUZZ_CHECK(is_published || !is_list);
    FUZZ_CHECK(!is_published || wallet_status_is_list(token));
    if (is_list) {
        look_at(list);
    }

    wallet_status_list_free(list);
    wallet_status_snapshot_free(snapshot);
}

static void sign_and_take(const char *typ, struct wallet_bytes payload)
{
    struct wallet_buffer token = { 0 };

    FUZZ_CHECK(wlt_envelope_sign(&fuzz_world()->signer, typ, payload, &token, NULL) == WALLET_OK);
    take_token(wallet_buffer_bytes(&token), true);
    wallet_buffer_clear(&token);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const struct wallet_bytes input = { data, size };

    read_list(input);
    read_identifiers(input);
    read_register(input);
    take_token(input, false);
    sign_and_take(WLT_TYP_STATUS_LIST, input);
    sign_and_take(WLT_TYP_IDENTIFIER_LIST, input);
    sign_and_take(WLT_TYP_STATUS_MANIFEST, input);
    sign_and_take(WLT_TYP_STATUS_HOT, input);
    return 0;
}
