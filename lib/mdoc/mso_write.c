/* SPDX-License-Identifier: Apache-2.0 */
#include "base/text.h"
#include "cbor/tdate.h"
#include "mdoc/embedded.h"
#include "mdoc/mso.h"

static void write_name(struct wlt_writer *writer, const char *name)
{
    wlt_write_text(writer, wlt_bytes_of(name));
}

static void write_date(struct wlt_writer *writer, const char *name, int64_t unix_seconds)
{
    write_name(writer, name);
    wlt_write_tdate(writer, unix_seconds);
}

static void write_validity(struct wlt_writer *writer, const struct wlt_mso *mso)
{
    write_name(writer, "validityInfo");
    wlt_write_map(writer, 3);
    write_date(writer, "signed", mso->signed_unix);
    write_date(writer, "validFrom", mso->from_unix);
    write_date(writer, "validUntil", mso->until_unix);
}

/* Keys in the order of RFC 8949 section 4.2.1, though nobody asks for it. */
void wlt_mso_write(struct wlt_writer *writer, const struct wlt_mso *mso)
{
    const size_t mark = wlt_write_embedded_open(writer);

    wlt_write_map(writer, (size_t)6 + (mso->status.size > 0));
    if (mso->status.size > 0) {
        write_name(writer, "status");
        wlt_write_encoded(writer, mso->status);
    }

    write_name(writer, "docType");
    wlt_write_text(writer, mso->doc_type);
    write_name(writer, "version");
    write_name(writer, "1.0");
    write_validity(writer, mso);
    write_name(writer, "valueDigests");
    wlt_write_encoded(writer, mso->value_digests);
    write_name(writer, "deviceKeyInfo");
    wlt_write_map(writer, 1);
    write_name(writer, "deviceKey");
    wlt_write_encoded(writer, mso->device_key);
    write_name(writer, "digestAlgorithm");
    write_name(writer, "SHA-256");
    wlt_write_embedded_close(writer, mark);
}
