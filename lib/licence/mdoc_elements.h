/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_LICENCE_MDOC_ELEMENTS_H
#define WLT_LICENCE_MDOC_ELEMENTS_H

#include "catalogue/record.h"
#include "mdoc/items.h"

/**
 * Makes the elements of a record: its fields by their names, and its identifier.  They come in an order that
 * is drawn, with a decoy for each field that is not set: neither the numbers of the digests nor how many
 * there are say what is in the record.
 *
 * \param identifier  of the licence, GB/T 36904
 * \param out         empty; its status says whether there was memory
 */
void wlt_mdoc_elements_make(
    const struct wallet_record *record, const char *identifier, struct wlt_mdoc_items *out);

#endif
