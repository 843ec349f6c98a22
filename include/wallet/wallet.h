/* SPDX-License-Identifier: Apache-2.0 */

/**
 * libwallet: sign, carry and verify electronic licences.
 *
 * This header includes the whole public interface; each part also stands alone.  Words that the
 * comments use in one fixed sense:
 *
 *   borrows   the callee or the result points into the caller's memory, which must stay in place
 *   copies    the callee keeps its own copy; the caller's memory is free again on return
 *   owns      the caller must release the result with the named function
 *   size      always in bytes; `count` is a number of elements
 *   unix      seconds since 1970-01-01T00:00:00Z, without leap seconds
 *
 * `*out` is written on success only, and completely.  Where a comment says nothing else, an object
 * may be used by one thread at a time, and different objects never share state.  There is no global
 * state, nothing to initialise, no logger and no clock.
 */
#ifndef WALLET_WALLET_H
#define WALLET_WALLET_H

#include <wallet/agent.h>
#include <wallet/audit.h>
#include <wallet/audit_log.h>
#include <wallet/bundle.h>
#include <wallet/bytes.h>
#include <wallet/call.h>
#include <wallet/case.h>
#include <wallet/case_package.h>
#include <wallet/cases.h>
#include <wallet/catalogue.h>
#include <wallet/certificate.h>
#include <wallet/claim169.h>
#include <wallet/claims.h>
#include <wallet/codes.h>
#include <wallet/copy.h>
#include <wallet/csr.h>
#include <wallet/deposit.h>
#include <wallet/digest.h>
#include <wallet/error.h>
#include <wallet/grant.h>
#include <wallet/holding.h>
#include <wallet/issue.h>
#include <wallet/key.h>
#include <wallet/lint.h>
#include <wallet/matter.h>
#include <wallet/mdoc.h>
#include <wallet/mdoc_ask.h>
#include <wallet/mdoc_explain.h>
#include <wallet/mdoc_issue.h>
#include <wallet/mdoc_present.h>
#include <wallet/mdoc_request.h>
#include <wallet/parts.h>
#include <wallet/presentation.h>
#include <wallet/qr.h>
#include <wallet/reason.h>
#include <wallet/record.h>
#include <wallet/replay.h>
#include <wallet/repository.h>
#include <wallet/request.h>
#include <wallet/scan.h>
#include <wallet/scan_stream.h>
#include <wallet/selection.h>
#include <wallet/service.h>
#include <wallet/share.h>
#include <wallet/status.h>
#include <wallet/status_list.h>
#include <wallet/time.h>
#include <wallet/token.h>
#include <wallet/transcript.h>
#include <wallet/trust.h>
#include <wallet/trust_list.h>
#include <wallet/vault.h>
#include <wallet/vault_mark.h>
#include <wallet/verify.h>
#include <wallet/vical.h>

#ifdef __cplusplus
extern "C" {
#endif

/** The version of the library at run time, such as "0.1.0". */
WALLET_API const char *wallet_version(void);

#ifdef __cplusplus
}
#endif

#endif
