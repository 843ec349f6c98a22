/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_LICENCE_RECORD_WRITE_H
#define WLT_LICENCE_RECORD_WRITE_H

#include "catalogue/record.h"
#include "cbor/writer.h"

/** Writes a record's fields in clear: a map of field key -> value, keys in their order. */
void wlt_record_write(struct wlt_writer *writer, const struct wallet_record *record);

/** Writes the value of one field that holds no members. */
void wlt_entry_write_value(struct wlt_writer *writer, const struct wlt_entry *entry);

#endif
