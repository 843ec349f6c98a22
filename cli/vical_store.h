/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_VICAL_STORE_H
#define WALLET_CLI_VICAL_STORE_H

#include <wallet/vical.h>

#include "exit_code.h"
#include "folder.h"
#include "session.h"

#include <limits.h>
#include <stdbool.h>

/*
 * Where a counter keeps the VICALs of foreign providers: in the folder "vical" of the trust store, for
 * each provider NAME.cbor as it was signed, and NAME.root, the certificates that it was imported
 * under, in DER.
 */
#define VICAL_STORE_FOLDER "vical"
#define VICAL_STORE_LIST   ".cbor"
#define VICAL_STORE_ROOT   ".root"

/** Whether it is a VICAL, or what is left of one, and no trust list of a region. */
bool vical_store_knows(struct wallet_bytes content);

/** The folder in a trust store; false where the name is too long. */
bool vical_store_folder(const char *trust_store, char out[PATH_MAX]);

/** The path for a provider's file of this kind; false where it is too long. */
bool vical_store_path(
    const char *folder, const char *provider, const char *kind, char out[PATH_MAX]);

/** The VICALs in the folder, in the order of their names; none where there is no folder. */
enum exit_code vical_store_list(
    const struct session *session, const char *folder, struct folder *out);

/** Whether there is one in a trust store. */
bool vical_store_is_there(const char *trust_store);

/** Reads certificates from a file and verifies a VICAL under them; nobody is told. */
enum wallet_status vical_store_verify(
    struct wallet_bytes content,
    const char *root_path,
    int64_t at_unix,
    struct wallet_vical **out,
    struct wallet_error *error);

/** Verifies one that is in the store under the root beside it; nobody is told. */
enum wallet_status vical_store_load(
    const char *path, int64_t at_unix, struct wallet_vical **out, struct wallet_error *error);

/**
 * Verifies one under each root that the store has for a provider, until it is that provider's.
 *
 * \retval WALLET_ERR_MISSING  the store has no root; `error` is as it was
 */
enum wallet_status vical_store_identify(
    const struct session *session,
    const char *folder,
    struct wallet_bytes content,
    int64_t at_unix,
    struct wallet_vical **out,
    struct wallet_error *error);

#endif
