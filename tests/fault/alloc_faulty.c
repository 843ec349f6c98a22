/* SPDX-License-Identifier: Apache-2.0 */
#include "alloc_faulty.h"

#include "base/alloc.h"

#include <stdint.h>
#include <stdlib.h>

/** Before each block, so that a release of anything else is noticed. */
struct label {
    uint64_t mark;
    max_align_t content[];
};

static const uint64_t given_out = 0x6c6976652d6f6e65;
static const uint64_t released = 0x676f6e652d6f6e65;

struct alloc_faults alloc_faults = { .fail_at = SIZE_MAX };

void *wlt_alloc(size_t count, size_t size)
{
    size_t wanted = 0;

    if (alloc_faults.calls++ == alloc_faults.fail_at) {
        return NULL;
    }

    if (__builtin_mul_overflow(count, size, &wanted) ||
        __builtin_add_overflow(wanted, sizeof(struct label), &wanted)) {
        return NULL;
    }

    struct label *label = calloc(1, wanted);
    if (!label) {
        return NULL;
    }

    label->mark = given_out;
    alloc_faults.live++;
    return label->content;
}

void wlt_free(void *memory)
{
    if (!memory) {
        return;
    }

    struct label *label = (struct label *)((char *)memory - offsetof(struct label, content));
    if (label->mark != given_out) {
        alloc_faults.wild++;
        return;
    }

    label->mark = released;
    alloc_faults.live--;
    free(label);
}
