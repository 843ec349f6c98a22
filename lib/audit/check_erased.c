/* SPDX-License-Identifier: Apache-2.0 */
#include "audit/check.h"
#include "base/buffer.h"
#include "base/error.h"
#include "cbor/reader.h"

#include <stdlib.h>
#include <string.h>

static enum wallet_status note(
    struct wallet_buffer *numbers, uint64_t number, struct wallet_error *error)
{
    uint8_t bytes[sizeof number];

    memcpy(bytes, &number, sizeof number);
    return wlt_buffer_append(numbers, (struct wallet_bytes){ bytes, sizeof bytes })
               ? WALLET_OK
               : wlt_fail_memory(error);
}

enum wallet_status wlt_check_note_erased(
    struct wlt_check *check, uint64_t number, struct wallet_error *error)
{
    return note(&check->erased, number, error);
}

enum wallet_status wlt_check_note_forgotten(
    struct wlt_check *check, const struct wallet_audit_entry *entry, struct wallet_error *error)
{
    if (entry->act != WALLET_ACT_FORGET) {
        return WALLET_OK;
    }

    /* { 12: number }; what says anything else says of no entry that it was erased. */
    struct wlt_reader reader = wlt_reader_start(entry->details, WLT_CBOR_STRICT);
    const bool is_one =
        wlt_read_map(&reader) == 1 && wlt_read_unsigned(&reader) == WALLET_DETAIL_NUMBER;
    const uint64_t number = wlt_read_unsigned(&reader);
    return wlt_reader_finish(&reader, NULL) == WALLET_OK && is_one
               ? note(&check->forgotten, number, error)
               : WALLET_OK;
}

static uint64_t number_at(const struct wallet_buffer *numbers, size_t index)
{
    uint64_t number = 0;
    memcpy(&number, numbers->data + index * sizeof number, sizeof number);
    return number;
}

static int compare(const void *a, const void *b)
{
    uint64_t one = 0;
    uint64_t other = 0;
    memcpy(&one, a, sizeof one);
    memcpy(&other, b, sizeof other);
    return (one > other) - (one < other);
}

void wlt_check_erased(struct wlt_check *check)
{
    const size_t erased_count = check->erased.size / sizeof(uint64_t);
    const size_t forgotten_count = check->forgotten.size / sizeof(uint64_t);
    size_t next = 0;

    if (forgotten_count > 0) {
        qsort(check->forgotten.data, forgotten_count, sizeof(uint64_t), compare);
    }

    /* The erased were noted in ascending order. */
    for (size_t i = 0; i < erased_count; i++) {
        const uint64_t number = number_at(&check->erased, i);
        while (next < forgotten_count && number_at(&check->forgotten, next) < number) {
            next++;
        }

        if (next < forgotten_count && number_at(&check->forgotten, next) == number) {
            check->report->erased_count++;
        } else {
            wlt_check_tell(check, WALLET_DAMAGE_ERASED, number);
        }
    }
}
