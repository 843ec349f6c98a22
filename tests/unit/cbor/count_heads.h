/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TEST_COUNT_HEADS_H
#define TEST_COUNT_HEADS_H

/*
 * Put before everything else in the sources that work_test is built from: from here on each head that
 * is read counts.
 */
#include "cbor/head.h"

extern unsigned long long heads_read;

static inline enum wallet_status count_head(struct wallet_bytes input, struct wlt_cbor_head *out)
{
    heads_read++;
    return wlt_cbor_head_read(input, out);
}

#define wlt_cbor_head_read count_head

#endif
