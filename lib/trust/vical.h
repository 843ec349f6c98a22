/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_TRUST_VICAL_H
#define WLT_TRUST_VICAL_H

#include <wallet/vical.h>

#include "crypto/certificate.h"
#include "crypto/digest.h"

/** One authority; start with `= { 0 }`. */
struct wlt_vical_entry {
    struct wallet_buffer der;
    struct wlt_certificate *certificate;
    char *authority; /* these three are never NULL once read */
    char *country;
    char *state;
    char **doc_types; /* at least one */
    size_t doc_type_count;
};

/** What a VICAL says. */
struct wallet_vical {
    uint8_t digest[WLT_SHA256_SIZE]; /* over the whole of it, as it came */
    char *provider;
    int64_t issued_unix;
    int64_t next_unix; /* 0: none */
    bool has_issue_id;
    uint64_t issue_id;
    struct wlt_vical_entry *entries;
    size_t count;
    size_t skipped_count; /* entries with certificates that cannot be used here */
};

/**
 * Reads a CertificateInfo (ISO/IEC 18013-5 C.1.7.1) into an empty entry, and compares what it says
 * with its certificate; clear the entry whatever the outcome.  Where the certificate's key is of no
 * use here it has none, see wlt_certificate_parse_any().
 *
 * \param map  encoded, of a payload that has passed wlt_cbor_check()
 *
 * \retval WALLET_ERR_REFUSED    serial number or key identifier are not those of the certificate
 * \retval WALLET_ERR_KEY        no certificate, or a key that is not what it calls it
 * \retval WALLET_ERR_STRUCTURE  a part is missing or of another kind; else VALUE, TOO_LARGE
 */
enum wallet_status wlt_vical_entry_read(
    struct wallet_bytes map, struct wlt_vical_entry *out, struct wallet_error *error);

void wlt_vical_entry_clear(struct wlt_vical_entry *entry);

/**
 * Reads the payload of a VICAL.  Whether its provider signed it is not looked at.
 *
 * \param out  on success the VICAL, without its digest; owned: wallet_vical_free()
 *
 * \retval WALLET_ERR_UNSUPPORTED  another version
 * \retval WALLET_ERR_VALUE        a name or time that makes no sense; else as wlt_vical_entry_read()
 *                                 and wlt_cbor_check()
 */
enum wallet_status wlt_vical_read(
    struct wallet_bytes payload, struct wallet_vical **out, struct wallet_error *error);

#endif
