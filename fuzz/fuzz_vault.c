/* SPDX-License-Identifier: Apache-2.0 */

/*
 * The file of a vault, as it is and as what a vault holds: the input is opened, salvaged and asked for
 * its mark; and it is put into a vault as the content of a licence's and of an event's record, so that
 * what lies behind the seals is reached too.  The corpus is of invented vaults under the passphrase
 * below, at the least cost; one that asks for more is not opened, or each run would take seconds.
 */
#include "base/buffer.h"
#include "fuzz.h"
#include "vault/head.h"

#include <string.h>

#define PASSPHRASE "fuzzfuzz"

enum {
    MEMORY_KIB_MAX = 64,
};

static const struct wallet_bytes passphrase = {
    (const uint8_t *)PASSPHRASE,
    sizeof PASSPHRASE - 1,
};

static void look_at(const struct wallet_vault *vault)
{
    const struct wallet_vault_count count = wallet_vault_count(vault);
    struct wallet_vault_licence licence;
    struct wallet_vault_event event;

    for (size_t i = 0; i < count.licences; i++) {
        FUZZ_CHECK(wallet_vault_licence_at(vault, i, &licence));
        FUZZ_CHECK(licence.content.size > 0 && licence.content.size <= WALLET_VAULT_CONTENT_MAX);
        FUZZ_CHECK(licence.label.size <= WALLET_VAULT_TEXT_MAX);
    }

    for (size_t i = 0; i < count.events; i++) {
        FUZZ_CHECK(wallet_vault_event_at(vault, i, &event));
        FUZZ_CHECK(event.shown_count <= WALLET_VAULT_SHOWN_MAX);
        FUZZ_CHECK(strcmp(wallet_vault_act_name(event.act), "unknown") != 0);
        for (size_t j = 0; j < event.shown_count; j++) {
            FUZZ_CHECK(event.shown[j].field_count <= WALLET_VAULT_FIELD_MAX);
        }
    }
}

/** A vault that is written opens again, and holds as much. */
static void write_again(struct wallet_vault *vault)
{
    const struct wallet_vault_count count = wallet_vault_count(vault);
    struct wallet_vault *again = NULL;
    struct wallet_buffer out = { 0 };

    FUZZ_CHECK(wallet_vault_write(vault, &out, NULL) == WALLET_OK);
    FUZZ_CHECK(wallet_vault_open(wallet_buffer_bytes(&out), passphrase, &again, NULL) == WALLET_OK);
    const struct wallet_vault_count got = wallet_vault_count(again);
    FUZZ_CHECK(memcmp(&count, &got, sizeof got) == 0);
    wallet_buffer_clear(&out);
    wallet_vault_free(again);
}

/** Whether neither head asks for much; the last may begin anywhere. */
static bool is_cheap(struct wallet_bytes file)
{
    for (size_t offset = 0; offset < file.size; offset++) {
        const struct wallet_bytes rest = { file.data + offset, file.size - offset };
        struct wlt_reader reader = wlt_reader_start(rest, WLT_CBOR_STRICT);
        struct wlt_vault_head head;
        if (rest.data[0] == 0x83 && wlt_vault_head_read(&reader, &head, NULL) == WALLET_OK &&
            head.cost.memory_kib > MEMORY_KIB_MAX) {
            return false;
        }
    }

    return true;
}

static void open_file(struct wallet_bytes file)
{
    struct wallet_vault *vault = NULL;
    struct wallet_vault *saved = NULL;
    struct wallet_vault_count lost;
    struct wallet_vault_mark mark;

    const bool is_open = wallet_vault_open(file, passphrase, &vault, NULL) == WALLET_OK;
    FUZZ_CHECK(!is_open || wallet_vault_mark_of(file, &mark, NULL) == WALLET_OK);
    if (is_open) {
        look_at(vault);
        write_again(vault);
    }

    /* What opens is saved without a loss. */
    if (wallet_vault_salvage(file, passphrase, &lost, &saved, NULL) == WALLET_OK) {
        look_at(saved);
        write_again(saved);
        FUZZ_CHECK(!is_open || lost.keys + lost.licences + lost.events == 0);
    } else {
        FUZZ_CHECK(!is_open);
    }

    wallet_vault_free(saved);
    wallet_vault_free(vault);
}

static void take_as_content(struct wallet_bytes input)
{
    static const struct wallet_vault_cost cost = { 1, 8 };
    struct wallet_vault *vault = NULL;
    struct wallet_buffer licence = { 0 };
    struct wallet_buffer event = { 0 };

    FUZZ_CHECK(wallet_vault_new(passphrase, cost, &vault, NULL) == WALLET_OK);
    FUZZ_CHECK(wlt_buffer_append(&licence, input) && wlt_buffer_append(&event, input));
    const bool is_licence = wlt_vault_take_licence(vault, &licence, NULL) == WALLET_OK;
    const bool is_event = wlt_vault_take_event(vault, &event, NULL) == WALLET_OK;
    FUZZ_CHECK(!(is_licence && is_event));
    look_at(vault);
    if (is_licence || is_event) {
        write_again(vault);
    }

    wallet_buffer_clear(&licence);
    wallet_buffer_clear(&event);
    wallet_vault_free(vault);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const struct wallet_bytes input = { data, size };
    struct wallet_vault_mark mark;

    if (is_cheap(input)) {
        open_file(input);
    }

    take_as_content(input);
    FUZZ_CHECK(
        wallet_vault_mark_parse(input, &mark, NULL) != WALLET_OK || size == WALLET_VAULT_MARK_SIZE);
    return 0;
}
